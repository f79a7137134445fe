using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Quoting;

namespace Engine.Core.Trading.Desks;

/// <summary>Profit and loss of a desk: the venue's figures beside our own, and by how much they differ.</summary>
public static class DeskPnl
{
    /// <summary>All figures now, USD; the account is the one of the desk's settlement currency.</summary>
    public static PnlFact Compute<TQuoter>(Desk<TQuoter> desk, VenueAccount? account)
        where TQuoter : struct, IQuoter
    {
        ArgumentNullException.ThrowIfNull(desk);
        Instrument? instrument = desk.Instrument;
        if (instrument is null)
            return default;
        double usd = desk.UsdPerUnit;
        return new PnlFact
        {
            MidUsd = desk.Mid,
            Position = instrument.AmountOf(desk.PositionLots),
            Equity = account?.Equity ?? 0,
            SessionUsd = (account?.Change ?? 0) * (instrument.Kind == ContractKind.Inverse ? desk.Mid : 1),
            OpenUplUsd = desk.VenuePosition.TotalE9 / 1e9 * usd,
            RealizedUsd = desk.Position.Realized * usd,
            UnrealizedUsd = desk.Position.Unrealized(desk.Mark, instrument) * usd,
            FeesUsd = desk.Position.Fees * usd,
            FundingUsd = desk.VenuePosition.FundingE9 / 1e9 * usd,
            DifferenceUsd = Difference(desk) * usd,
        };
    }

    /// <summary>
    /// Our own profit since the position was taken over, at mark, fees paid, USD; without funding, which the venue alone knows. What
    /// the position had lost or won before does not count: the base is fixed at the first mark.
    /// </summary>
    public static double Own<TQuoter>(Desk<TQuoter> desk)
        where TQuoter : struct, IQuoter
    {
        ArgumentNullException.ThrowIfNull(desk);
        if (desk.Instrument is not { } instrument || !desk.HasUnrealizedBase)
            return 0;
        double unrealized = desk.Position.Unrealized(desk.Mark, instrument) - desk.UnrealizedBase;
        return (desk.Position.Realized + unrealized - desk.Position.Fees) * desk.UsdPerUnit;
    }

    /// <summary>Our profit less the venue's at the venue's own mark, settlement currency; meaningful while the positions agree.</summary>
    public static double Difference<TQuoter>(Desk<TQuoter> desk)
        where TQuoter : struct, IQuoter
    {
        ArgumentNullException.ThrowIfNull(desk);
        if (desk.Instrument is null || !desk.HasVenuePosition || !desk.IsAdopted || desk.VenuePosition.Lots != desk.PositionLots)
            return 0;
        return OwnSoFar(desk) - VenueSoFar(desk) + desk.ProfitBase;
    }

    /// <summary>
    /// The position was taken over. The venue's two figures of what is open differ where it was held over a settlement: what is closed of
    /// it is then realised from the settlement's price on, as after a settlement that is seen.
    /// </summary>
    internal static void Begin<TQuoter>(Desk<TQuoter> desk)
        where TQuoter : struct, IQuoter
    {
        desk.CountsFromSettlement = desk.VenuePosition.FloatingE9 != desk.VenuePosition.TotalE9;
        desk.ProfitBase = VenueSoFar(desk) - OwnSoFar(desk); // the average price that was told is a rounded one
        if (desk.LastSettlementE9 == 0)
            desk.LastSettlementE9 = desk.VenuePosition.SettlementE9; // no ticker has come yet, and the first may be one of after a settlement
    }

    /// <summary>Whether the venue's two figures of what is open differ because it was held over a settlement: what is open from its average on is ours.</summary>
    internal static bool ShowsSettlement<TQuoter>(Desk<TQuoter> desk)
        where TQuoter : struct, IQuoter
    {
        if (desk.Instrument is not { } instrument || desk.VenuePosition.Lots != desk.PositionLots)
            return false;
        double own = desk.Position.Unrealized(desk.VenuePosition.MarkE9 / 1e9, instrument);
        return Math.Abs(own - (desk.VenuePosition.TotalE9 / 1e9)) < Math.Abs(own - (desk.VenuePosition.FloatingE9 / 1e9));
    }

    /// <summary>The two figures count as equal from here on; what one has that the other never told is left out.</summary>
    internal static void Rebase<TQuoter>(Desk<TQuoter> desk)
        where TQuoter : struct, IQuoter
    {
        desk.IsRebased = false;
        if (desk.IsSettled)
        {
            // What is closed after a settlement is realised from the settlement's price on: only with the profit since then is the sum steady.
            (desk.IsSettled, desk.CountsFromSettlement) = (false, true);
        }

        desk.ProfitBase = VenueSoFar(desk) - OwnSoFar(desk); // by the sums: what stood in for a trade has moved our average price
        desk.RebasedNs = desk.VenuePositionNs;
    }

    private static double OwnSoFar<TQuoter>(Desk<TQuoter> desk)
        where TQuoter : struct, IQuoter =>
        desk.Position.Unrealized(desk.VenuePosition.MarkE9 / 1e9, desk.Instrument!) + desk.Position.Realized;

    private static double VenueSoFar<TQuoter>(Desk<TQuoter> desk)
        where TQuoter : struct, IQuoter =>
        ((desk.CountsFromSettlement ? desk.VenuePosition.FloatingE9 : desk.VenuePosition.TotalE9) / 1e9) + VenueRealized(desk.VenuePosition);

    /// <summary>The venue's realised profit of its session without funding, settlement currency.</summary>
    internal static double VenueRealized(in PositionUpdate position) => (position.RealizedE9 - position.FundingE9) / 1e9;
}
