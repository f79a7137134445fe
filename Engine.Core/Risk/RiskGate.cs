using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Risk;

/// <summary>
/// The last word on each intent. Cancels pass always, with the reserve of credits behind them; anything that could add risk
/// is checked against every limit (<see cref="RiskLimits"/>, <see cref="AccountLimits"/>).
/// <para>
/// An edit to a smaller amount is judged by what it leaves, like any other: where that still passes a limit it is refused, because
/// the engine then cancels the order, which takes all of its risk away and not a part. Where the smaller rest fits, it passes,
/// however far the order was over before.
/// </para>
/// </summary>
public readonly struct RiskGate
{
    private const double RoundingUsd = 0.005; // amounts have nine decimals; less than any lot is worth

    // The limits themselves and no way to them: they lie beside the desk's other state. What is off can never be passed.
    private readonly double _mostInventoryUsd;
    private readonly double _maxOrderUsd;
    private readonly double _priceCollar;
    private readonly double _indexCollar;
    private readonly double _maxDistance;
    private readonly double _maxImprovement;
    private readonly double _far;
    private readonly double _mostNotionalUsd;
    private readonly int _maxOpenOrders;

    /// <summary>A gate for one instrument of an account.</summary>
    public RiskGate(RiskLimits limits, AccountLimits account)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(account);
        _mostInventoryUsd = limits.MaxInventoryUsd + RoundingUsd;
        _maxOrderUsd = limits.MaxOrderUsd;
        _priceCollar = limits.PriceCollar;
        _indexCollar = OrEndless(limits.IndexCollar);
        _maxDistance = OrEndless(limits.MaxTouchDistance);
        _maxImprovement = OrEndless(limits.MaxTouchImprovement);
        _far = OrEndless(limits.FarFromTouch);
        _mostNotionalUsd = OrEndless(account.MaxNotionalUsd) + RoundingUsd;
        _maxOpenOrders = account.MaxOpenOrders > 0 ? account.MaxOpenOrders : int.MaxValue;
    }

    /// <summary>Passes the intent or says why not; a pass spends a rate credit, and one of the own pace where it adds.</summary>
    public RejectReason Check(in OrderIntent intent, in GateView view, ref RateCredits credits, ref RateCredits pace, in CreditReserves reserves)
    {
        if (intent.Kind is not (IntentKind.Place or IntentKind.Edit))
            return credits.TrySpend(view.NowNs, reserve: 0) ? RejectReason.None : RejectReason.RateCredits;
        RejectReason reason = CheckLimits(intent, view);
        if (reason != RejectReason.None)
            return reason;
        if (!pace.IsSome(view.NowNs))
            return RejectReason.Pace;
        bool edit = intent.Kind == IntentKind.Edit;
        if (!credits.TrySpend(view.NowNs, reserves.Behind(edit, edit && IsFar(intent, view))))
            return RejectReason.RateCredits;
        return pace.TrySpend(view.NowNs, reserve: 0) ? RejectReason.None : RejectReason.Pace;
    }

    /// <summary>The figure that was judged and its limit, for people; both 0 where the reason has none.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public (double Value, double Bound) Explain(RejectReason reason, in OrderIntent intent, in GateView view)
    {
        if (view.Instrument is not { } instrument)
            return default;
        double price = instrument.ToDouble(intent.Price);
        long openLots = intent.Amount.Lots - view.FilledLots;
        long worst = (intent.Side.Sign() * view.PositionLots) + openLots + view.OtherExposureLots;
        return reason switch
        {
            RejectReason.PriceCollar => (Away(price, view.Mark), _priceCollar),
            RejectReason.IndexCollar => (Away(price, view.Index), _indexCollar),
            RejectReason.WouldCross => (price, instrument.ToDouble(intent.Side == Side.Buy ? view.Touch.Ask : view.Touch.Bid)),
            RejectReason.SelfTrade => (price, OwnQuotes.IsKnown(view.OwnOpposite) ? instrument.ToDouble(view.OwnOpposite) : double.NaN),
            RejectReason.TouchDistance => (Behind(intent, view) / (double)Best(intent, view), _maxDistance),
            RejectReason.TooAggressive => (-Behind(intent, view) / (double)Best(intent, view), _maxImprovement),
            RejectReason.OrderSize => (Usd(openLots, price, instrument), _maxOrderUsd),
            RejectReason.OpenOrders => (view.OpenOrders + 1, _maxOpenOrders),
            RejectReason.Notional => (view.OtherNotionalUsd + Usd(openLots, price, instrument), _mostNotionalUsd - RoundingUsd),
            RejectReason.InventoryLimit => (Usd(worst, view.Touch.MidHalfTicks * 0.5 * instrument.TickSize, instrument), _mostInventoryUsd - RoundingUsd),
            RejectReason.ReduceOnly => (worst, 0),
            _ => default,
        };
    }

    private RejectReason CheckLimits(in OrderIntent intent, in GateView view)
    {
        if (view.Mode is TradingMode.Stopped or TradingMode.Holding)
            return view.Mode == TradingMode.Stopped ? RejectReason.Killed : RejectReason.Held;
        if (!view.IsTrusted)
            return RejectReason.BookNotTrusted;
        if (!intent.Price.IsSome || !view.Instrument.IsOnGrid(intent.Price) || intent.Amount.Lots <= view.FilledLots)
            return RejectReason.OffGrid;
        double price = view.Instrument.ToDouble(intent.Price);
        if (!(Math.Abs(price - view.Mark) <= view.Mark * _priceCollar))
            return RejectReason.PriceCollar;
        if (double.IsFinite(_indexCollar) && !(Math.Abs(price - view.Index) <= view.Index * _indexCollar))
            return RejectReason.IndexCollar;
        bool buy = intent.Side == Side.Buy;
        if (buy ? view.Touch.Ask.IsSome && intent.Price >= view.Touch.Ask : view.Touch.Bid.IsSome && intent.Price <= view.Touch.Bid)
            return RejectReason.WouldCross;
        if (view.OwnOpposite.IsSome && (buy ? intent.Price >= view.OwnOpposite : intent.Price <= view.OwnOpposite))
            return RejectReason.SelfTrade;
        RejectReason reason = CheckTouch(Behind(intent, view), Best(intent, view));
        return reason != RejectReason.None ? reason : CheckAmounts(intent, price, view);
    }

    private RejectReason CheckTouch(long behindTicks, long bestTicks) =>
        behindTicks > bestTicks * _maxDistance ? RejectReason.TouchDistance
        : -behindTicks > bestTicks * _maxImprovement ? RejectReason.TooAggressive : RejectReason.None;

    private RejectReason CheckAmounts(in OrderIntent intent, double price, in GateView view)
    {
        long openLots = intent.Amount.Lots - view.FilledLots;
        double openUsd = Usd(openLots, price, view.Instrument);
        if (openUsd > _maxOrderUsd)
            return RejectReason.OrderSize;
        if (intent.Kind == IntentKind.Place && view.OpenOrders >= _maxOpenOrders)
            return RejectReason.OpenOrders;

        // Worst case on this side: the position plus everything on it that may still fill.
        long worst = (intent.Side.Sign() * view.PositionLots) + openLots + view.OtherExposureLots;
        if (worst <= 0)
            return RejectReason.None; // it can only bring the position nearer to zero
        if (view.Mode == TradingMode.Reducing)
            return RejectReason.ReduceOnly;
        if (view.OtherNotionalUsd + openUsd > _mostNotionalUsd)
            return RejectReason.Notional;

        // At mid, as the quoter measures it.
        double mid = view.Touch.MidHalfTicks * 0.5 * view.Instrument.TickSize;
        return Usd(worst, mid, view.Instrument) > _mostInventoryUsd ? RejectReason.InventoryLimit : RejectReason.None;
    }

    /// <summary>Whether neither the old nor the new price is one that the next trades could reach.</summary>
    private bool IsFar(in OrderIntent intent, in GateView view)
    {
        double farTicks = Best(intent, view) * _far;
        long oldBehind = intent.Side == Side.Buy ? view.Touch.Bid.Ticks - view.OrderPrice.Ticks : view.OrderPrice.Ticks - view.Touch.Ask.Ticks;
        return view.OrderPrice.IsSome && Behind(intent, view) > farTicks && oldBehind > farTicks;
    }

    private static long Best(in OrderIntent intent, in GateView view) => intent.Side == Side.Buy ? view.Touch.Bid.Ticks : view.Touch.Ask.Ticks;

    private static long Behind(in OrderIntent intent, in GateView view) =>
        intent.Side == Side.Buy ? view.Touch.Bid.Ticks - intent.Price.Ticks : intent.Price.Ticks - view.Touch.Ask.Ticks;

    private static double Away(double price, double from) => from > 0 ? Math.Abs(price - from) / from : 0;

    private static double OrEndless(double limit) => limit > 0 ? limit : double.PositiveInfinity;

    private static double Usd(long lots, double price, Instrument instrument) => instrument.NotionalUsd(instrument.AmountOf(lots), price);
}
