using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Trading.Desks;

namespace Engine.Core.Trading;

/// <content>The life of our orders: news of them, the states that they pass through, and what a lost connection leaves of them.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private void OnOrder(Desk<TQuoter> desk, in EngineEvent e)
    {
        TakeNews(desk, e.Side, e.Order, e.ExchangeNs, (e.Flags & EventFlags.Snapshot) != 0 ? NewsSource.List : NewsSource.Notification, e.ReceiveNs);
    }

    /// <summary>News of an order, from wherever: a notification, a list, an answer that came too late to be one.</summary>
    private void TakeNews(Desk<TQuoter> desk, Side side, in OrderUpdate order, long venueNs, NewsSource source, long nowNs)
    {
        if (!IsOwn(desk, side, order.Label))
            return; // a stranger's order is never touched
        desk.IsDirty = true;
        bool listed = source == NewsSource.List;
        if (order.CancelReason == CancelReason.MmpTrigger)
            OnProtection(desk, nowNs);
        bool open = order.State is VenueOrderState.Open or VenueOrderState.Untriggered or VenueOrderState.Triggered;
        if (listed && open && Session == SessionState.Reconciling)
            OnOutlived(desk, order.Label, nowNs);
        ref WorkingOrder slot = ref desk.Orders[(int)side];
        if (order.Label != slot.Label)
        {
            OnStray(desk, order, side, open, nowNs);
            return;
        }

        if (open && slot.IsToldDone)
            return; // older than its end
        bool wasOwed = slot.IsOwedTrades;
        slot.Learn(order, venueNs, source); // what it had filled counts also where it was given up before
        if (slot.State == OrderState.Idle && slot.IsOwedTrades && !wasOwed)
            slot.ClosedNs = nowNs;
        slot.IsListed |= open;
        if (open && !slot.OrderId.IsSome)
            return; // without its id it can be neither moved nor cancelled: it stays in doubt
        Move(desk, ref slot, !open ? OrderCause.UpdateClosed : listed ? OrderCause.Listed : OrderCause.UpdateOpen, nowNs);
    }

    /// <summary>
    /// Whether an order is of ours: by its label alone. What this session would never have written is a stranger's, however much it
    /// looks like ours; an earlier session may have counted its instruments in another order.
    /// </summary>
    private bool IsOwn(Desk<TQuoter> desk, Side side, OrderLabel label) =>
        Lacks(Guard.Ownership) || (label.IsOurs && label.Side == side && (label.Session != _options.SessionId || (label.Instrument == desk.Id && label.Level == 0)));

    private void Move(Desk<TQuoter> desk, ref WorkingOrder slot, OrderCause cause, long nowNs, in VenueAnswer answer = default)
    {
        if (cause is OrderCause.TimedOut or OrderCause.Disconnected && Lacks(Guard.UnknownOutcome))
            cause = OrderCause.ReplyRefused;
        OrderState before = slot.State;
        long requestId = slot.RequestId;
        slot.Move(cause);
        if (slot.State == OrderState.Idle && before != OrderState.Idle)
            slot.ClosedNs = nowNs;
        else if (slot.State == OrderState.Unknown && before != OrderState.Unknown)
            slot.OnDoubt(cause == OrderCause.ReplyGone ? nowNs : slot.SentNs + _options.RequestTimeoutNs); // what was answered is not under way
        if (before == slot.State && cause is OrderCause.UpdateOpen or OrderCause.Listed)
            return;
        NoteOutcome(desk, slot);
        ref Fact fact = ref _facts.Claim(FactKind.Transition, nowNs);
        fact.Instrument = desk.Id;
        fact.Side = slot.Label.Side;
        fact.PositionLots = desk.Position.Lots;
        fact.MidE9 = desk.MidE9;
        fact.Transition.Label = slot.Label;
        fact.Transition.OrderId = slot.OrderId;
        fact.Transition.RequestId = requestId;
        fact.Transition.Price = slot.Price;
        fact.Transition.Amount = slot.Amount;
        fact.Transition.Filled = new Size(slot.FilledLots);
        fact.Transition.RoundTripNs = answer.RoundTripNs;
        fact.Transition.VenueInUs = answer.InUs;
        fact.Transition.VenueUs = answer.TookUs;
        fact.Transition.ErrorCode = answer.ErrorCode;
        fact.Transition.From = (byte)before;
        fact.Transition.To = (byte)slot.State;
        fact.Transition.Cause = (byte)cause;
        _facts.Publish();
    }

    private void LoseConnection(long nowNs)
    {
        _isListing = false;
        ForgetRequests(nowNs);
        foreach (Desk<TQuoter> desk in _desks)
        {
            for (int side = 0; side < 2; side++)
            {
                ref WorkingOrder slot = ref desk.Orders[side];
                if (slot.State != OrderState.Idle)
                    Move(desk, ref slot, OrderCause.Disconnected, nowNs);
                slot.Refusals = 0; // another connection, another chance
            }

            desk.Strays.Clear(); // they come back with the next list
            desk.ResetAskedNs = 0;
            desk.Invalidate();
        }
    }
}
