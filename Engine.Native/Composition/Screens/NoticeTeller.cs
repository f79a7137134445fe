using System.Globalization;
using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Link;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Risk.Modes;

namespace Engine.Native.Composition.Screens;

/// <summary>Says in a sentence what an operator has to hear of at once of what is written down, from the journal's thread, and hands every fact on.</summary>
internal sealed class NoticeTeller(IFactObserver next) : IFactObserver
{
    private const long SparingNs = 300_000_000_000;

    private readonly ReducingWords _reducing = new();
    private readonly Sparing _sparing = new(SparingNs);

    /// <summary>What there is to say.</summary>
    public TroubleLog Troubles { get; } = new();

    /// <inheritdoc/>
    public void OnFact(in Fact fact, Instrument? instrument)
    {
        string? sentence = fact.Kind switch
        {
            FactKind.Notice when IsSpared(fact) => null,
            FactKind.Notice => Sentence(fact.Notice, instrument),
            FactKind.Adjustment when fact.Adjustment is { Cause: AdjustmentCause.Opening, Lots: not 0 and long lots } && instrument is not null =>
                $"{instrument.Name}: begins with the venue's position of {(lots < 0 ? "-" : "+")}{Coins(instrument.AmountOf(Math.Abs(lots)))}",
            _ => null,
        };
        if (sentence is not null)
            Troubles.Add(sentence);
        next.OnFact(fact, instrument);
    }

    /// <inheritdoc/>
    public void OnStoredBefore(in Fact fill, Instrument? instrument) => next.OnStoredBefore(fill, instrument);

    /// <inheritdoc/>
    public void OnProgress(JournalHealth health, long backlog, long nowNs) => next.OnProgress(health, backlog, nowNs);

    private bool IsSpared(in Fact fact) => fact.Notice.What switch
    {
        NoticeKind.VenueReject => !_sparing.MaySay((int)NoticeKind.VenueReject, fact.Notice.Number, fact.Instrument, fact.ReceiveNs),
        NoticeKind.ForeignFill => !_sparing.MaySay((int)NoticeKind.ForeignFill, 0, fact.Instrument, fact.ReceiveNs),
        _ => false,
    };

    private string? Sentence(in NoticeFact notice, Instrument? instrument) => notice.What switch
    {
        NoticeKind.OtherEngine =>
            $"{instrument?.Name}: another engine (session {notice.Number:x6}, order {notice.Label}) trades it on this account: it is held here while that one "
            + "is seen, and its orders are left alone; stop one of the two, or give each an account of its own",
        NoticeKind.VenueReject when RefusalWords.Of((int)notice.Number) is { } words => $"{instrument?.Name}: {words}",
        NoticeKind.ForeignFill => $"{instrument?.Name}: a fill of an order that is none of this engine's was booked (trade {notice.Number}): somebody else trades on this account, or the venue closes a position",
        NoticeKind.Protection => $"{instrument?.Name}: the venue's market-maker protection has fired: quotes are held for {notice.Number / 1_000_000_000.0:0.###} s",
        NoticeKind.CashFlow =>
            $"{Coins(Math.Abs(notice.Number / 1e9))} coins {(notice.Number > 0 ? "came to" : "left")} the account from outside: that counts neither as profit nor as loss",
        NoticeKind.PositionMismatch when instrument is not null =>
            $"{instrument.Name}: the venue's position is other than all told fills explain, by {(notice.Number < 0 ? "-" : "+")}{Coins(instrument.AmountOf(Math.Abs(notice.Number)))}: "
            + "it is taken over, as an adjustment in the database, and profit counts from there on",
        NoticeKind.Mode => _reducing.Of((TradingMode)(notice.Number & 0xFF), (ModeCause)(notice.Number >> 8), notice.Value, notice.Bound),
        _ => null,
    };

    private static string Coins(double amount) => amount.ToString("0.########", CultureInfo.InvariantCulture);
}
