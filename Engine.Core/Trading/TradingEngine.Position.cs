using System.Runtime.CompilerServices;
using Engine.Core.Accounts;
using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Trading.Desks;

namespace Engine.Core.Trading;

/// <content>
/// The position: what trades make of it, and the venue's word against it. Trades are booked once; the venue's position is believed
/// only when it stays different for as long as an answer may take, and what was booked in the place of trades is taken back when
/// they come after all.
/// </content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private const long CentE9 = 10_000_000;
    private const long MillisecondNs = 1_000_000;

    private void OnFill(Desk<TQuoter> desk, in EngineEvent e)
    {
        if (desk.Instrument is not { } instrument)
            return;
        bool recovered = (e.Flags & EventFlags.Snapshot) != 0;
        if (recovered && desk.Trades.IsAnew && e.ExchangeNs + MillisecondNs <= desk.AdoptedVenueNs)
            return; // told to an earlier process by its old number, or within the position that was taken over
        if (recovered && e.Fill.TradeSequence > desk.ToldSequence)
            desk.ToldSequence = e.Fill.TradeSequence;
        TradeNews news = desk.Trades.Take(e.Fill.TradeSequence, e.Fill.TradeId.GetHashCode(), e.Side, recovered, e.ExchangeNs);
        if (news != TradeNews.New && !(news == TradeNews.Told && Lacks(Guard.TradesOnce)))
        {
            if (news == TradeNews.Later)
                QueryAccount(desk, e.ReceiveNs);
            return;
        }

        desk.IsDirty = true;
        bool isExplained = IsExplained(desk, e.Fill, e.ExchangeNs);
        if (!desk.IsAdopted)
            TakeEarly(desk, e, recovered);
        else if (isExplained && desk.IsOpening)
            RecordAdjustment(desk, AdjustmentCause.Explained, -e.Side.Sign() * e.Fill.Size.Lots, desk.AdjustedPrice, e.ReceiveNs);
        else
            BookFill(desk, e, isExplained, instrument);
        if (_watchesLoss)
            JudgeOwnLoss(desk, e.ReceiveNs);
        ref Fact fact = ref _facts.Claim(FactKind.Fill, e.ReceiveNs);
        fact.Instrument = desk.Id;
        fact.Side = e.Side;
        fact.Liquidity = (Liquidity)e.Tag;
        fact.Recovered = recovered;
        fact.ExchangeNs = e.ExchangeNs;
        fact.PositionLots = desk.IsAdopted ? desk.Position.Lots : Fact.UnknownPosition;
        fact.MidE9 = desk.MidE9;
        fact.Fill = e.Fill;
        _facts.Publish();
        if (!IsOwn(desk, e.Side, e.Fill.Label))
            _facts.Notice(NoticeKind.ForeignFill, desk.Id, e.Fill.TradeSequence, e.ReceiveNs);
    }

    private void BookFill(Desk<TQuoter> desk, in EngineEvent e, bool isExplained, Instrument instrument)
    {
        desk.Position.Apply(e.Side, e.Fill.Size, e.Fill.PriceE9 / 1e9, Lacks(Guard.Fees) ? 0 : e.Fill.FeeE9 / 1e9, instrument);
        desk.FillCount++;
        if (desk.MismatchLots != 0 && (e.ExchangeNs <= desk.MismatchVenueNs || (desk.IsMismatchTold && (e.Flags & EventFlags.Snapshot) != 0)))
            desk.MismatchLots -= e.Side.Sign() * e.Fill.Size.Lots; // the answer had it already
        if (isExplained)
            TakeBack(desk, e, instrument);
        if (e.ExchangeNs <= desk.RebasedNs)
            desk.IsRebased = true; // the venue's profit had it when the two were set equal, ours did not: trades that cancel out leave the positions alike
        if (!IsOwn(desk, e.Side, e.Fill.Label))
            return;
        ref WorkingOrder slot = ref desk.Orders[(int)e.Side];
        slot.CoolUntilNs = e.ReceiveNs + desk.FillPauseNs;
        if (e.Fill.Label == slot.Label)
            slot.Book(e.Fill.Size, isExplained);
        else if (!desk.Strays.Book(e.Fill.OrderId, e.Fill.Size.Lots) && !isExplained)
            desk.Owed.Book(e.Side, e.Fill.Size.Lots);
    }

    /// <summary>A trade from before the position was taken over, which includes it unless the two crossed each other on the way.</summary>
    private static void TakeEarly(Desk<TQuoter> desk, in EngineEvent e, bool recovered)
    {
        if (recovered)
            desk.RecoveredLots += e.Side.Sign() * e.Fill.Size.Lots;
        else
            desk.HasEarlyFill = true;
        if (e.Fill.Label.IsOurs)
            desk.LastFillNs[(int)e.Side] = Math.Max(desk.LastFillNs[(int)e.Side], e.ExchangeNs);
        ref WorkingOrder slot = ref desk.Orders[(int)e.Side];
        if (e.Fill.Label.IsOurs && e.Fill.Label == slot.Label)
            slot.Book(e.Fill.Size, isExplained: false);
    }

    /// <summary>
    /// Whether the position has a trade already, told late: it was made before the venue's position was taken over. Trades are
    /// stamped in whole milliseconds. The venue's clock may step back, its sequences never do: what comes behind a trade of
    /// afterwards is of afterwards. So is what fills this session's own orders after its opening: it places none before.
    /// </summary>
    private bool IsExplained(Desk<TQuoter> desk, in FillUpdate fill, long tradedNs)
    {
        long sequence = fill.TradeSequence;
        if (desk.IsOpening && fill.Label.Session == _options.SessionId)
            tradedNs = long.MaxValue - MillisecondNs;
        if (tradedNs > 0 && tradedNs + MillisecondNs <= desk.AdjustedNs && (sequence <= 0 || sequence < desk.SequenceAfter))
            return true;
        if (sequence > 0 && sequence < desk.SequenceAfter)
            desk.SequenceAfter = sequence;
        return false;
    }

    /// <summary>A trade that an adjustment stood in for has come: so much of the adjustment is taken back, at its own price.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeBack(Desk<TQuoter> desk, in EngineEvent e, Instrument instrument)
    {
        desk.Position.Apply(e.Side.Opposite(), e.Fill.Size, desk.AdjustedPrice, 0, instrument);
        desk.IsRebased = true; // what we realised is compared with the venue's anew
        RecordAdjustment(desk, AdjustmentCause.Explained, -e.Side.Sign() * e.Fill.Size.Lots, desk.AdjustedPrice, e.ReceiveNs);
    }

    private void OnPosition(Desk<TQuoter> desk, in EngineEvent e)
    {
        desk.IsDirty = true;
        desk.VenuePosition = e.Position;
        desk.HasVenuePosition = true;
        bool queried = (e.Flags & EventFlags.Snapshot) != 0;
        if (queried)
            desk.VenuePositionNs = e.ExchangeNs;
        if (!desk.IsAdopted)
        {
            if (queried && Session == SessionState.Live)
                TakeOver(desk, e.ReceiveNs);
            return;
        }

        if (queried && e.ExchangeNs > 0 && e.ExchangeNs < desk.AdjustedNs)
            desk.AdjustedNs = 0; // the venue's clock was ahead when the position was taken over: its times tell nothing of before and after
        if (!desk.CountsFromSettlement && e.Position.FloatingE9 != e.Position.TotalE9 && DeskPnl.ShowsSettlement(desk))
            (desk.IsSettled, desk.SettledNs) = (true, long.MinValue); // of before this answer, though no ticker has told of it
        long difference = e.Position.Lots - desk.Position.Lots;
        if (difference == 0 && queried && (desk.IsRebased || (desk.IsSettled && e.ExchangeNs > desk.SettledNs)))
            DeskPnl.Rebase(desk); // both have realised the same since then, and the answer is of after it
        if (difference == 0)
        {
            desk.MismatchLots = 0;
            if (!desk.IsSettled && !desk.IsRebased)
                CompareProfit(desk, e.ReceiveNs);
        }
        else if (Lacks(Guard.Differences))
            return;
        else if (difference != desk.MismatchLots)
            AskAboutDifference(desk, difference, queried, e.ReceiveNs);
        else if (queried && Session == SessionState.Live && e.ReceiveNs - desk.MismatchNs >= _options.RequestTimeoutNs)
            AdoptDifference(desk, e.ReceiveNs);
        else if (queried)
            QueryAccount(desk, e.ReceiveNs); // it may have been found when trades could not be asked for
    }

    /// <summary>
    /// Trading begins with the venue's position; history only explains it. When a fill was told in the meantime the position may be
    /// of before or of after it: it is asked for once more, so that the answer is of after.
    /// </summary>
    private void TakeOver(Desk<TQuoter> desk, long nowNs)
    {
        if (desk.IsAdopted || !desk.HasVenuePosition || desk.Instrument is null)
            return;
        if (desk.HasEarlyFill)
        {
            desk.HasEarlyFill = !Ask(IntentKind.QueryAccount, desk.Id, nowNs);
            return;
        }

        double entry = (desk.VenuePosition.AverageE9 > 0 ? desk.VenuePosition.AverageE9 : desk.VenuePosition.MarkE9) / 1e9;
        desk.Position = Position.Opening(desk.VenuePosition.Lots, entry, desk.Instrument);
        DeskPnl.Begin(desk);
        desk.IsAdopted = true;
        desk.AdoptedVenueNs = desk.VenuePositionNs > 0 ? desk.VenuePositionNs : nowNs;
        (desk.UnrealizedBase, desk.HasUnrealizedBase) = (desk.Position.Unrealized(desk.Mark, desk.Instrument), desk.Mark > 0);
        (desk.IsOpening, desk.AdjustedNs, desk.AdjustedPrice, desk.SequenceAfter) = (true, desk.VenuePositionNs, entry, long.MaxValue);
        RecordAdjustment(desk, AdjustmentCause.Opening, desk.VenuePosition.Lots, entry, nowNs);
        if (desk.FillPauseNs > 0)
            GoOnPausing(desk, nowNs);
    }

    /// <summary>What is left of the pauses that an earlier process's fills began, by the venue's clock, which tells trades in whole milliseconds.</summary>
    private static void GoOnPausing(Desk<TQuoter> desk, long nowNs)
    {
        for (int side = 0; side < 2; side++)
        {
            long agoNs = Math.Max(0, desk.VenuePositionNs - desk.LastFillNs[side] - MillisecondNs);
            if (desk.LastFillNs[side] > 0 && desk.VenuePositionNs > 0 && agoNs < desk.FillPauseNs)
                desk.Orders[side].CoolUntilNs = nowNs + desk.FillPauseNs - agoNs;
        }
    }

    /// <summary>
    /// A fill may be on its way, or the answer be an old one: trades and position are asked for once more, and the difference is
    /// believed if it stays as long as an answer may take, less the fills of before that are told yet. What is filled afterwards is
    /// in both: in a lively market something always is. Until then it counts in the worst case, whichever of the two is right.
    /// A notification's position comes behind its own fills and raises the question, too; only an answer settles it.
    /// </summary>
    private void AskAboutDifference(Desk<TQuoter> desk, long difference, bool queried, long nowNs)
    {
        if (queried)
            Ask(IntentKind.QueryAccount, desk.Id, nowNs); // where it cannot be asked now, the next periodic answer serves as well
        else
            QueryAccount(desk, nowNs);
        desk.MismatchLots = difference;
        (desk.MismatchNs, desk.IsMismatchTold) = (nowNs, !queried);
        desk.MismatchVenueNs = desk.VenuePositionNs;
    }

    private void CompareProfit(Desk<TQuoter> desk, long nowNs)
    {
        long differenceE9 = Decimals.FromDouble(DeskPnl.Difference(desk) * desk.UsdPerUnit);
        bool differs = Math.Abs(differenceE9) > CentE9;
        if (differs && !desk.IsProfitDifferent)
            _facts.Notice(NoticeKind.PnlMismatch, desk.Id, differenceE9, nowNs);
        desk.IsProfitDifferent = differs;
    }

    /// <summary>
    /// The venue's position stands. The difference is booked once, at mark, as an adjustment: it is the sum of all trades that were
    /// not told until now, and those that are told yet are taken out of it again.
    /// </summary>
    private void AdoptDifference(Desk<TQuoter> desk, long nowNs)
    {
        long difference = desk.VenuePosition.Lots - desk.Position.Lots;
        _facts.Notice(NoticeKind.PositionMismatch, desk.Id, difference, nowNs);
        double price = desk.VenuePosition.MarkE9 > 0 ? desk.VenuePosition.MarkE9 / 1e9 : desk.Mid;
        desk.Position.Apply(difference > 0 ? Side.Buy : Side.Sell, new Size(Math.Abs(difference)), price, 0, desk.Instrument!);
        DeskPnl.Rebase(desk);
        desk.MismatchLots = 0;
        (desk.IsOpening, desk.AdjustedNs, desk.AdjustedPrice, desk.SequenceAfter) = (false, desk.VenuePositionNs, price, long.MaxValue);
        RecordAdjustment(desk, AdjustmentCause.Mismatch, difference, price, nowNs);
        foreach (ref WorkingOrder slot in desk.Orders)
            slot.Adjust(); // whatever trades were owed, the position has them now
        desk.Owed = default;
    }

    private void RecordAdjustment(Desk<TQuoter> desk, AdjustmentCause cause, long lots, double price, long nowNs)
    {
        if (Lacks(Guard.Adjustments))
            return;
        ref Fact fact = ref _facts.Claim(FactKind.Adjustment, nowNs);
        fact.Instrument = desk.Id;
        fact.PositionLots = desk.Position.Lots;
        fact.MidE9 = desk.MidE9;
        fact.Adjustment = new AdjustmentFact
        {
            Lots = lots,
            RecoveredLots = cause == AdjustmentCause.Opening ? desk.RecoveredLots : 0,
            PriceE9 = Decimals.FromDouble(price),
            Cause = cause,
        };
        _facts.Publish();
    }
}
