using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Trading.Desks;
using Engine.Core.Wire.Deribit;

namespace Engine.Core.Trading;

/// <content>What the venue answers to our requests, and what has left.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private const long RefusalPauseNs = 1_000_000_000;
    private const long PostOnlyPauseNs = 20_000_000;
    private const long LongestCancelPauseNs = 4_000_000_000;
    private const int MostDoublings = 5;

    private void OnReply(in EngineEvent e)
    {
        NoteAnswered(e.Reply.RequestId, e.ReceiveNs);
        foreach (Desk<TQuoter> desk in _desks)
        {
            for (int side = 0; side < 2; side++)
            {
                ref WorkingOrder slot = ref desk.Orders[side];
                if (slot.RequestId != e.Reply.RequestId || slot.RequestId == 0)
                    continue;
                desk.IsDirty = true;
                if (e.Reply.ErrorCode == 0 && desk.HasRefusedCancel)
                    Hasten(desk, e.ReceiveNs);
                if (e.Reply.ErrorCode != 0)
                    OnRefused(desk, ref slot, e.Reply, e.ReceiveNs);
                else
                    OnAnswered(desk, ref slot, e.Reply, e.ExchangeNs, e.ReceiveNs);
                return;
            }

            bool isGone = DeribitErrors.MeansGone(e.Reply.ErrorCode);
            if (!IsAboutOrder(e) && desk.Strays.OnReply(e.Reply.RequestId, isGone, e.ReceiveNs, out OrderLabel label, out long owedLots))
            {
                desk.Owed.Add(label.Side, owedLots, e.ReceiveNs);
                desk.IsDirty = true;
                desk.HasRefusedCancel |= !isGone;
                if (isGone)
                    RecordLeft(desk, new OrderUpdate { Label = label }, LeftOutcome.NotFound, e.ReceiveNs);
                return;
            }
        }

        // To a request given up meanwhile, or to the cancel of a stray: news of the order that it is about.
        if (!IsAboutOrder(e))
            return;
        Hasten(_desks[e.Instrument], e.ReceiveNs);
        TakeNews(_desks[e.Instrument], e.Side, e.Reply.Order, e.ExchangeNs, NewsSource.Reply, e.ReceiveNs);
    }

    private bool IsAboutOrder(in EngineEvent e) => e.Reply.ErrorCode == 0 && e.Reply.Order.State != VenueOrderState.Unknown && e.Instrument < _desks.Length;

    private void OnAnswered(Desk<TQuoter> desk, ref WorkingOrder slot, in ReplyUpdate reply, long venueNs, long nowNs)
    {
        if (!reply.Order.OrderId.IsSome)
        {
            Move(desk, ref slot, OrderCause.ReplyGone, nowNs, new VenueAnswer(reply, nowNs - slot.SentNs));
            return;
        }

        bool open = reply.Order.State == VenueOrderState.Open;
        bool wasClosing = slot.State == OrderState.Closing;
        if (!wasClosing)
            slot.Learn(reply.Order, venueNs, NewsSource.Reply);
        slot.IsListed |= open;
        slot.Refusals = 0;
        Move(desk, ref slot, open ? OrderCause.ReplyOpen : OrderCause.ReplyClosed, nowNs, new VenueAnswer(reply, nowNs - slot.SentNs));
        if (!open && reply.Order.CancelReason == CancelReason.EditPostOnlyReject)
            Postpone(desk, ref slot, nowNs + PostOnlyPauseNs);
    }

    private void OnRefused(Desk<TQuoter> desk, ref WorkingOrder slot, in ReplyUpdate reply, long nowNs)
    {
        int code = reply.ErrorCode;
        VenueRejects++;
        if (code == ProtectionHasFired)
            OnProtection(desk, nowNs);
        if (code != DeribitErrors.PostOnlyReject)
            _facts.Notice(NoticeKind.VenueReject, desk.Id, code, nowNs, slot.Label);
        if (code == DeribitErrors.TooManyRequests)
            _credits.Credits.Empty(nowNs);
        bool gone = slot.State != OrderState.Placing && DeribitErrors.MeansGone(code);
        bool cancel = slot.State == OrderState.Cancelling;
        OrderCause cause = gone || DeribitErrors.LeavesDoubt(code) ? OrderCause.ReplyGone : OrderCause.ReplyRefused;
        Move(desk, ref slot, cause, nowNs, new VenueAnswer(reply, nowNs - slot.SentNs));
        long pauseNs = (code == DeribitErrors.PostOnlyReject ? PostOnlyPauseNs : RefusalPauseNs) << Math.Min((int)slot.Refusals, MostDoublings);
        slot.Refusals = (byte)Math.Min(slot.Refusals + 1, byte.MaxValue);
        desk.HasRefusedCancel |= cancel;
        if (cancel)
            slot.CancelNotBeforeNs = nowNs + Math.Min(pauseNs, LongestCancelPauseNs); // a refused order or edit never holds a cancel back
        else
            Postpone(desk, ref slot, nowNs + pauseNs);
    }

    /// <summary>A request has left: recorded with the way it took.</summary>
    private void OnLeft(in EngineEvent e)
    {
        ref readonly SentUpdate sent = ref e.Sent;
        _pace.Arrive(sent.RequestId, e.ReceiveNs);
        _credits.Renew(sent.RequestId, e.ReceiveNs);
        if (e.Instrument < _desks.Length)
            _desks[e.Instrument].OnLeft(e.Side, sent.RequestId, e.ReceiveNs);
        ref Fact fact = ref _facts.Claim(FactKind.Transition, e.ReceiveNs);
        fact.Instrument = e.Instrument;
        fact.Side = e.Side;
        fact.Transition.Label = sent.Label;
        fact.Transition.OrderId = sent.OrderId;
        fact.Transition.RequestId = sent.RequestId;
        fact.Transition.Price = sent.Price;
        fact.Transition.Amount = sent.Amount;
        fact.Transition.TickToOrderNs = Math.Max(1, e.ReceiveNs - sent.CauseNs);
        fact.Transition.Stages = sent.Stages;
        (OrderState from, OrderState to, OrderCause cause) = (IntentKind)e.Tag switch
        {
            IntentKind.Place => (OrderState.Idle, OrderState.Placing, OrderCause.PlaceSent),
            IntentKind.Edit => (OrderState.Working, OrderState.Editing, OrderCause.EditSent),
            _ => (OrderState.Working, OrderState.Cancelling, OrderCause.CancelSent),
        };
        if (e.Instrument < _desks.Length && _desks[e.Instrument].Orders[(int)e.Side].Label != sent.Label)
            from = OrderState.Unknown; // a stray: it never stood in a slot
        fact.Transition.From = (byte)from;
        fact.Transition.To = (byte)to;
        fact.Transition.Cause = (byte)cause;
        _facts.Publish();
    }

    private static void Postpone(Desk<TQuoter> desk, ref WorkingOrder slot, long untilNs)
    {
        slot.NotBeforeNs = untilNs;
        desk.Reprice.Force();
    }
}
