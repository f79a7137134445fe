using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Risk;

/// <summary>
/// The last word on each intent. Cancels pass always, with the reserve of credits behind them; anything that could add risk
/// is checked against every limit.
/// </summary>
public readonly struct RiskGate(RiskLimits limits)
{
    private const int EditReserve = 2;
    private const double RoundingUsd = 0.005; // amounts have nine decimals; less than any lot is worth

    // The limits themselves and no way to them: they lie beside the desk's other state.
    private readonly double _mostInventoryUsd = limits.MaxInventoryUsd + RoundingUsd;
    private readonly double _maxOrderUsd = limits.MaxOrderUsd;
    private readonly double _priceCollar = limits.PriceCollar;
    private readonly int _rateReserve = limits.RateReserve;

    /// <summary>Passes the intent or says why not; a pass spends a rate credit, and one of the own pace where it adds.</summary>
    public RejectReason Check(in OrderIntent intent, in GateView view, ref RateCredits credits, ref RateCredits pace)
    {
        if (intent.Kind is not (IntentKind.Place or IntentKind.Edit))
            return credits.TrySpend(view.NowNs, reserve: 0) ? RejectReason.None : RejectReason.RateCredits;
        RejectReason reason = CheckLimits(intent, view);
        if (reason != RejectReason.None)
            return reason;
        if (!pace.IsSome(view.NowNs))
            return RejectReason.Pace;

        // Cancels may use everything; a missing side comes before the move of one that stands.
        if (!credits.TrySpend(view.NowNs, intent.Kind == IntentKind.Edit ? _rateReserve + EditReserve : _rateReserve))
            return RejectReason.RateCredits;
        return pace.TrySpend(view.NowNs, reserve: 0) ? RejectReason.None : RejectReason.Pace;
    }

    private RejectReason CheckLimits(in OrderIntent intent, in GateView view)
    {
        if (view.Mode is TradingMode.Stopped or TradingMode.Holding)
            return RejectReason.Killed;
        if (!view.IsTrusted)
            return RejectReason.BookNotTrusted;
        if (!intent.Price.IsSome || !view.Instrument.IsOnGrid(intent.Price) || intent.Amount.Lots <= view.FilledLots)
            return RejectReason.OffGrid;
        double price = view.Instrument.ToDouble(intent.Price);
        if (!(Math.Abs(price - view.Mark) <= view.Mark * _priceCollar))
            return RejectReason.PriceCollar;
        bool buy = intent.Side == Side.Buy;
        if (buy ? view.Touch.Ask.IsSome && intent.Price >= view.Touch.Ask : view.Touch.Bid.IsSome && intent.Price <= view.Touch.Bid)
            return RejectReason.WouldCross;
        long openLots = intent.Amount.Lots - view.FilledLots;
        if (Usd(openLots, price, view.Instrument) > _maxOrderUsd)
            return RejectReason.OrderSize;
        return CheckInventory(intent.Side, openLots + view.OtherExposureLots, view);
    }

    private RejectReason CheckInventory(Side side, long sideLots, in GateView view)
    {
        long signed = side.Sign() * view.PositionLots;
        if (view.Mode == TradingMode.Reducing && signed + sideLots > 0)
            return RejectReason.ReduceOnly;

        // Worst case on this side: the position plus everything on it that may still fill, at mid as the quoter measures it.
        long worst = signed + sideLots;
        double mid = view.Touch.MidHalfTicks * 0.5 * view.Instrument.TickSize;
        return worst > 0 && Usd(worst, mid, view.Instrument) > _mostInventoryUsd ? RejectReason.InventoryLimit : RejectReason.None;
    }

    private static double Usd(long lots, double price, Instrument instrument) => instrument.NotionalUsd(instrument.AmountOf(lots), price);
}
