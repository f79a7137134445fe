using System.Runtime.CompilerServices;
using Engine.Core.Accounts;
using Engine.Core.Events;
using Engine.Core.Market;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Trading.Unsettled;

namespace Engine.Core.Trading.Desks;

/// <summary>
/// All state of one instrument: book, marks, position, the two quote slots and what is wanted in them. Belongs to the engine's
/// thread; others see copies.
/// </summary>
/// <typeparam name="TQuoter">The quoting model.</typeparam>
public sealed class Desk<TQuoter>
    where TQuoter : struct, IQuoter
{
    // In the order in which a tick touches them; what it does not touch comes last.
    internal TQuoter Quoter;
    internal RepriceRule Reprice;
    internal QuotePair Wanted;
    internal readonly RiskGate Gate;
    internal Position Position;
    internal StrayOrders Strays = new();
    internal OwedTrades Owed;
    internal QuoteSlots Orders;
    internal PositionUpdate VenuePosition;
    internal TickerUpdate Ticker;
    internal readonly ToldTrades Trades = new(4096);
    internal readonly RiskLimits Limits;
    internal readonly long FillPauseNs;
    internal readonly long[] LastFillNs; // by side, of earlier processes, by the venue's clock
    private readonly long _staleBookNs;
    private readonly long _staleMarkNs;
    internal long TickerNs;
    internal bool WasTrusted;
    internal long AwaitsLeftNs; // an order of an earlier process may be on its way until then; 0 for none
    internal bool HasRefusedCancel; // since the venue last showed that it takes requests
    internal long HastenedNs;
    internal long ProtectedUntilNs; // the venue's protection has fired: its pause, and then its reset; 0 for none
    internal long ResetAskedNs;
    internal Side Next; // the side that was served last is not the first again: where requests are scarce both get their share
    internal long RivalUntilNs; // another engine was seen to trade it; nothing is quoted until then
    internal double LossMark;
    internal double OwnProfitUsd;
    internal double UnrealizedBase;
    internal bool HasUnrealizedBase;
    internal bool HasVenuePosition;
    internal long VenuePositionNs;
    internal bool IsAdopted;
    internal bool IsDirty;
    internal bool AwaitsSnapshot;
    internal long ResubscribedNs;
    internal long QueriedNs;
    internal long MismatchLots;
    internal long MismatchNs;
    internal bool IsMismatchTold; // by a notification: the trades it counts may be fetched before they are told
    internal long MismatchVenueNs;
    internal long AdjustedNs;
    internal long AdoptedVenueNs; // when it was taken over, by the venue's clock
    internal long SequenceAfter = long.MaxValue;
    internal double AdjustedPrice;
    internal long RecoveredLots;
    internal bool IsOpening;

    /// <summary>The instrument with the contract size that the venue has given it since; null while it has the one that is counted in.</summary>
    public Instrument? Resized { get; internal set; }

    internal bool HasEarlyFill;
    internal bool IsSettled;
    internal bool IsRebased;
    internal long SettledNs;
    internal long LastSettlementE9; // price of the last one that was told of; 0 before
    internal bool IsProfitDifferent;
    internal double ProfitBase;
    internal long RebasedNs = long.MinValue; // the venue's time of the answer that it was last fixed anew with
    internal bool CountsFromSettlement;
    internal int Generation;
    internal RejectReason LastReject;
    internal readonly RejectReason[] Refused = new RejectReason[2];
    internal long ToldSequence;
    internal long MarkedSequence;

    /// <summary>A desk that waits for its specification.</summary>
    public Desk(ushort id, DeskOptions<TQuoter> options, RiskGate gate)
    {
        ArgumentNullException.ThrowIfNull(options);
        Id = id;
        Quoter = options.Quoter;
        Reprice = new RepriceRule(options.Reprice);
        Limits = options.Limits;
        FillPauseNs = options.FillPauseNs;
        LastFillNs = [options.LastBuyNs, options.LastSellNs];
        _staleBookNs = options.Limits.StaleBookNs;
        _staleMarkNs = options.Limits.StaleMarkNs > 0 ? options.Limits.StaleMarkNs : long.MaxValue;
        Gate = gate;
    }

    /// <summary>Protections that are left out, for tests alone.</summary>
    internal Guard Without
    {
        get;
        init
        {
            field = value;
            Book.IgnoresGaps = (value & Guard.BookChain) != 0;
        }
    }

    /// <summary>Index of the instrument.</summary>
    public ushort Id { get; }

    /// <summary>Its specification; null until the venue has told it.</summary>
    public Instrument? Instrument { get; internal set; }

    /// <summary>Whether the venue trades it now: neither by its state nor by a lock of the platform is it closed.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether its specification says that it is traded.</summary>
    internal bool IsTraded
    {
        get;
        set
        {
            field = value;
            IsOpen = value && !IsHeld;
        }
    }

    /// <summary>Whether the platform has locked it.</summary>
    internal bool IsHeld
    {
        get;
        set
        {
            field = value;
            IsOpen = IsTraded && !value;
        }
    }

    /// <summary>Settlement currency.</summary>
    public AsciiCode Settlement { get; internal set; }

    /// <summary>The book.</summary>
    public OrderBook Book { get; } = new();

    /// <summary>Signed position, lots.</summary>
    public long PositionLots => Position.Lots;

    /// <summary>Mark price, price units; 0 until known.</summary>
    public double Mark { get; private set; }

    /// <summary>Index price, price units; 0 until known.</summary>
    public double Index => Ticker.IndexE9 / 1e9;

    /// <summary>Fills booked since the start.</summary>
    public long FillCount { get; internal set; }

    /// <summary>The order of a side.</summary>
    public ref readonly WorkingOrder Order(Side side) => ref Orders[(int)side];

    /// <summary>Whether no order of ours may still fill.</summary>
    public bool HasNoOrders => Orders[0].State == OrderState.Idle && Orders[1].State == OrderState.Idle && Strays.IsEmpty;

    /// <summary>Mid in price units; the mark while the book has none.</summary>
    public double Mid => Instrument is not null && Book.Touch.IsTwoSided ? Book.Touch.MidHalfTicks * 0.5 * Instrument.TickSize : Mark;

    /// <summary>Mid of the book, 1e-9 units; 0 when a side is empty.</summary>
    public long MidE9 => Instrument is null ? 0 : Book.Touch.MidHalfTicks * Instrument.TickE9 / 2;

    /// <summary>Shift of the quotes by inventory, price units; for display.</summary>
    public double Skew(long nowNs) => Instrument is null || !Book.IsTrusted ? 0 : Quoter.Skew(View(nowNs));

    /// <summary>USD value of one unit of settlement currency.</summary>
    public double UsdPerUnit => Instrument?.Kind == ContractKind.Linear ? 1 : Index;

    /// <summary>
    /// Estimate of what stands in front of a side's order at its price, lots: never more than the level held when the order got
    /// its price, nor than what the level holds now besides the order.
    /// </summary>
    public long QueueAheadLots(Side side)
    {
        ref readonly WorkingOrder order = ref Orders[(int)side];
        long others = Book.SizeAt(side, order.Price).Lots - order.Remaining.Lots;
        return Math.Max(0, Math.Min(order.QueueLots, others));
    }

    /// <summary>
    /// What besides an order of a side may still change the position to that side, lots: strays, fills told of and not booked, an
    /// edit of unknown outcome beyond the total now asked for, and what the venue's position has more than ours until that is settled.
    /// </summary>
    /// <param name="side">The side.</param>
    /// <param name="totalLots">Total amount that is asked for in the side's slot.</param>
    public long OtherExposureLots(Side side, long totalLots = 0)
    {
        ref readonly WorkingOrder slot = ref Orders[(int)side];
        bool isDone = !OrderTransitions.MayFill(slot.State);
        return (isDone && slot.IsOwedTrades) || slot.IsDoubted || Owed.IsSome || MismatchLots != 0 || !Strays.IsEmpty
            ? SumOthers(side, isDone ? slot.Exposure.Lots : slot.IsDoubted ? Math.Max(0, slot.DoubtAmount.Lots - totalLots) : 0)
            : 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long SumOthers(Side side, long slotLots) =>
        slotLots + Strays.ExposureLots(side) + Owed.Of(side) + Math.Max(0, side.Sign() * MismatchLots);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal MarketView View(long nowNs) => new()
    {
        Instrument = Instrument!,
        Touch = Book.Touch,
        PositionLots = Position.Lots,
        NowNs = nowNs,
    };

    /// <summary>Whether quoting on this desk's state is sound now.</summary>
    internal bool IsTrusted(long nowNs) =>
        Instrument is not null && IsOpen && IsAdopted && Book.IsTrusted && Strays.IsEmpty && AwaitsLeftNs == 0 && nowNs >= RivalUntilNs && ProtectedUntilNs == 0 && Mark > 0
        && (nowNs - Book.UpdatedNs <= _staleBookNs || (Without & Guard.BookAge) != 0) && nowNs - TickerNs <= _staleMarkNs;

    /// <summary>Why it is not quoted while the engine as a whole is.</summary>
    public HoldReason HoldReason(long nowNs) =>
        Instrument is null || !IsOpen ? Desks.HoldReason.NotOpen
        : !IsAdopted ? Desks.HoldReason.NoPosition
        : !Strays.IsEmpty || AwaitsLeftNs != 0 ? Desks.HoldReason.Strays
        : nowNs < RivalUntilNs ? Desks.HoldReason.OtherEngine
        : ProtectedUntilNs != 0 ? Desks.HoldReason.Protection
        : !Book.IsTrusted ? Desks.HoldReason.Book
        : nowNs - Book.UpdatedNs > _staleBookNs ? Desks.HoldReason.StaleBook
        : !(Mark > 0) ? Desks.HoldReason.NoMark
        : nowNs - TickerNs > _staleMarkNs ? Desks.HoldReason.StaleMark : Desks.HoldReason.None;

    /// <summary>
    /// What position and orders are worth together, signs left out, USD; of some lots of the orders it is not asked. Strays, fills told of
    /// and not booked, and a difference from the venue's position count, too. Without end while no price is known.
    /// </summary>
    /// <param name="exceptLots">Lots of the orders that do not count.</param>
    /// <param name="leftE9">What orders of earlier sessions ask for that may be on their way, 1e-9 units of amount.</param>
    internal double GrossUsd(long exceptLots, long leftE9)
    {
        if (Instrument is null)
            return 0;
        long lots = Math.Abs(Position.Lots) + Orders[0].Exposure.Lots + Orders[1].Exposure.Lots - exceptLots
            + Strays.ExposureLots(Side.Buy) + Strays.ExposureLots(Side.Sell) + Owed.Of(Side.Buy) + Owed.Of(Side.Sell) + Math.Abs(MismatchLots);
        if (lots == 0 && leftE9 == 0)
            return 0;
        double price = Mid > 0 ? Mid : VenuePosition.MarkE9 / 1e9; // before the first ticker
        return price > 0 ? Instrument.NotionalUsd(Instrument.AmountOf(lots) + (leftE9 / 1e9), price) : double.PositiveInfinity;
    }

    /// <summary>Whether only a snapshot can make the book usable again.</summary>
    internal bool NeedsSnapshot(long nowNs) =>
        Book.Status is BookStatus.Empty or BookStatus.Gap || (Book.Status == BookStatus.Good && (Book.Touch.IsCrossed || nowNs - Book.UpdatedNs > _staleBookNs));

    /// <summary>A request has left, maybe long after it was decided: its answer is waited for from then on.</summary>
    internal void OnLeft(Side side, long requestId, long nowNs)
    {
        ref WorkingOrder slot = ref Orders[(int)side];
        if (slot.RequestId == requestId)
            slot.SentNs = nowNs;
        else
            Strays.Left(requestId, nowNs);
    }

    internal void Apply(in TickerUpdate ticker, long venueNs)
    {
        if (LastSettlementE9 != 0 && ticker.SettlementE9 != 0 && ticker.SettlementE9 != LastSettlementE9)
            (IsSettled, SettledNs) = (true, venueNs); // the venue's session profit begins at zero again
        LastSettlementE9 = ticker.SettlementE9 == 0 ? LastSettlementE9 : ticker.SettlementE9;
        Ticker = ticker;
        Mark = ticker.MarkE9 / 1e9;
    }

    internal void Invalidate()
    {
        Book.Invalidate();
        Wanted = default;
        Reprice.Force();
    }
}
