using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Wire.Deribit;

namespace Engine.Core.Trading;

/// <content>From what is known to what is sent: decide, compare, gate, send.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    /// <summary>What is wanted on both sides. On a state that cannot be trusted nothing is.</summary>
    private void Decide(Desk<TQuoter> desk, long nowNs)
    {
        if (Mode is TradingMode.Holding or TradingMode.Stopped || !desk.IsTrusted(nowNs))
        {
            desk.Wanted = default;
            desk.Reprice.Force();
            return;
        }

        MarketView view = desk.View(nowNs);
        if (desk.Reprice.IsDue(view))
            desk.Wanted = QuoteRounding.Round(desk.Quoter.Decide(view), view);
        if (Mode == TradingMode.Reducing)
            desk.Wanted = desk.Wanted.Reducing(desk.Position.Lots, view.Instrument.MinSize);
    }

    /// <summary>Cancels orders of ours that stand in no slot.</summary>
    private void Clear(Desk<TQuoter> desk, long nowNs)
    {
        while (Session == SessionState.Live && desk.Strays.TryNext(nowNs, out int index))
        {
            OrderIntent intent = new()
            {
                Kind = IntentKind.Cancel,
                Instrument = desk.Id,
                OrderId = desk.Strays.IdOf(index),
                Label = desk.Strays.LabelOf(index),
                RequestId = NextRequest(RequestKind.Cancel),
                CauseNs = nowNs,
            };
            if (!TrySend(desk, intent, default, nowNs))
                return;
            desk.Strays.Sent(index, intent.RequestId, nowNs);
        }
    }

    /// <summary>Brings one slot nearer to what is wanted, by at most one request.</summary>
    private void Move(Desk<TQuoter> desk, Side side, long nowNs)
    {
        ref WorkingOrder slot = ref desk.Orders[(int)side];
        if (Session != SessionState.Live)
            return;
        QuoteAction action = QuoteDifference.Decide(slot, desk.Wanted.PriceOf(side), desk.Wanted.SizeOf(side), desk.Instrument?.MinSize ?? default);
        if (action.Kind == IntentKind.None || nowNs < (action.Kind == IntentKind.Cancel ? slot.CancelNotBeforeNs : slot.NotBeforeNs)
            || (action.Kind == IntentKind.Place && HoldsForTrades(slot, nowNs)))
            return;
        OrderIntent intent = Intent(desk, slot, action, side, nowNs);
        if (TrySend(desk, intent, slot, nowNs))
            OnSent(desk, ref slot, action, intent, side, nowNs);
        else if (action.Kind == IntentKind.Edit && desk.LastReject is not (RejectReason.RateCredits or RejectReason.Pace or RejectReason.OutputFull or RejectReason.WouldCross))
            Withdraw(desk, ref slot, side, nowNs);
    }

    /// <summary>A limit forbids the order's new terms: its old ones are no better, so it goes.</summary>
    private void Withdraw(Desk<TQuoter> desk, ref WorkingOrder slot, Side side, long nowNs)
    {
        QuoteAction action = new(IntentKind.Cancel, slot.Price, slot.Amount);
        OrderIntent intent = Intent(desk, slot, action, side, nowNs);
        if (nowNs >= slot.CancelNotBeforeNs && TrySend(desk, intent, slot, nowNs))
            OnSent(desk, ref slot, action, intent, side, nowNs);
    }

    private static void OnSent(Desk<TQuoter> desk, ref WorkingOrder slot, QuoteAction action, in OrderIntent intent, Side side, long nowNs)
    {
        OrderCause cause = action.Kind == IntentKind.Place ? OrderCause.PlaceSent : action.Kind == IntentKind.Edit ? OrderCause.EditSent : OrderCause.CancelSent;
        Check.That(OrderTransitions.MaySend(slot.State, cause));
        if (cause == OrderCause.PlaceSent)
        {
            desk.Generation++;
            slot = new WorkingOrder { Label = intent.Label, Price = action.Price, Amount = action.Amount, IsListed = true };
        }

        if (action.Price != slot.Price || cause == OrderCause.PlaceSent)
            slot.QueueLots = desk.Book.SizeAt(side, action.Price).Lots;
        slot.PendingPrice = action.Price;
        slot.PendingAmount = action.Amount;
        slot.SentNs = nowNs;
        slot.Move(cause);
        slot.RequestId = intent.RequestId;
    }

    private OrderIntent Intent(Desk<TQuoter> desk, in WorkingOrder slot, QuoteAction action, Side side, long nowNs)
    {
        bool place = action.Kind == IntentKind.Place;
        return new OrderIntent
        {
            Kind = action.Kind,
            Side = side,
            Flags = OrderFlags.PostOnly | OrderFlags.RejectPostOnly | OrderFlags.Limit,
            Instrument = desk.Id,
            RequestId = NextRequest(place ? RequestKind.Place : action.Kind == IntentKind.Edit ? RequestKind.Edit : RequestKind.Cancel),
            Label = place ? new OrderLabel(_options.SessionId, desk.Id, side, 0, desk.Generation + 1) : slot.Label,
            OrderId = place ? VenueId.None : slot.OrderId,
            Price = action.Price,
            Amount = action.Amount,
            CauseNs = nowNs,
        };
    }

    private bool TrySend(Desk<TQuoter> desk, in OrderIntent intent, in WorkingOrder slot, long nowNs)
    {
        GateView view = new()
        {
            Instrument = desk.Instrument!,
            Touch = desk.Book.Touch,
            Mark = desk.Mark,
            PositionLots = desk.Position.Lots,
            OtherExposureLots = 0,
            FilledLots = intent.Kind == IntentKind.Edit ? slot.FilledByTrades.Lots : 0, // what the position holds; a new order has none of the slot's past
            Mode = Mode,
            IsTrusted = desk.IsTrusted(nowNs),
            NowNs = nowNs,
        };
        RejectReason reason = desk.Gate.Check(intent, view, ref _credits, ref _pace);
        if (reason == RejectReason.None && !_gateway.TrySend(intent))
            reason = RejectReason.OutputFull;
        if (reason == RejectReason.None)
            IntentsSent++;
        else
            OnGateReject(desk, intent, reason, nowNs);
        desk.LastReject = reason;
        return reason == RejectReason.None;
    }

    private void OnGateReject(Desk<TQuoter> desk, in OrderIntent intent, RejectReason reason, long nowNs)
    {
        if (reason != desk.LastReject)
            GateRejects++; // a refusal that lasts is tried again each batch and counted once
        if (reason == RejectReason.WouldCross)
            desk.Reprice.Force(); // the market moved by less than the threshold, yet through the quote
        else if (reason != desk.LastReject && reason is not (RejectReason.RateCredits or RejectReason.Pace))
            _facts.Notice(NoticeKind.GateReject, desk.Id, (long)reason, nowNs, intent.Label);
    }

    private long NextRequest(RequestKind kind) => RequestId.Create(++_requests, kind);
}
