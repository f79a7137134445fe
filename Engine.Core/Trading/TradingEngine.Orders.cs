using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Trading.Desks;
using Engine.Core.Wire.Deribit;

namespace Engine.Core.Trading;

/// <content>The life of our orders: notifications, replies, time-outs, the venue's list.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private const long RefusalPauseNs = 1_000_000_000;
    private const long PostOnlyPauseNs = 20_000_000;
    private const long LongestCancelPauseNs = 4_000_000_000;
    private const long StopPatienceNs = 1_000_000_000;
    private const long ListGapNs = 1_000_000_000;
    private const int MostDoublings = 5;

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

    private void OnReply(in EngineEvent e)
    {
        if (RequestId.KindOf(e.Reply.RequestId) is RequestKind.Place or RequestKind.Edit or RequestKind.Cancel)
            CountAnswer(e.Reply.RequestId, e.ReceiveNs);
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
            _credits.Empty(nowNs);
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
        if ((IntentKind)e.Tag is IntentKind.Place or IntentKind.Edit)
            _pace.Arrive(e.ReceiveNs);
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

    /// <summary>
    /// A request has arrived at the venue. Answers come in the order of requests: one out of order may be told for the second time, and
    /// counts when nothing is awaited.
    /// </summary>
    private void CountAnswer(long requestId, long nowNs)
    {
        if (requestId <= _answeredId)
            return;
        _answeredId = requestId;
        _credits.Arrive(nowNs);
    }

    /// <summary>No request is on its way any more: an answer or a report of departure that is missing will not come.</summary>
    private void ForgetRequests(long nowNs)
    {
        _credits.ArriveAll(nowNs);
        _pace.ArriveAll(nowNs);
    }

    private bool IsAnswerAwaited
    {
        get
        {
            foreach (Desk<TQuoter> desk in _desks)
            {
                if (desk.Strays.Count != 0 || OrderTransitions.IsAwaited(desk.Orders[0].State) || OrderTransitions.IsAwaited(desk.Orders[1].State))
                    return true;
            }

            return false;
        }
    }

    private void CheckTimeouts(Desk<TQuoter> desk, long nowNs)
    {
        for (int side = 0; side < 2; side++)
        {
            ref WorkingOrder slot = ref desk.Orders[side];
            if (OrderTransitions.IsAwaited(slot.State) && nowNs - slot.SentNs > (slot.State is OrderState.Cancelling or OrderState.Closing ? CancelPatienceNs : _options.RequestTimeoutNs))
            {
                CountAnswer(slot.RequestId, nowNs); // it has arrived by now, or never will
                Move(desk, ref slot, OrderCause.TimedOut, nowNs);
            }

            if (slot.State == OrderState.Unknown && (slot.Misses == 0 || nowNs >= slot.DoubtNs))
                AskForList(nowNs);
            if (slot.IsDoubted && nowNs >= slot.DoubtNs)
                AskForList(nowNs);
            if (HoldsForTrades(slot, nowNs))
                QueryAccount(desk, nowNs);
            else if (slot.State == OrderState.Idle && slot.IsOwedTrades)
                AskForList(nowNs);
        }

        if (desk.AwaitsLeftNs != 0 && nowNs >= desk.AwaitsLeftNs)
            AskForList(nowNs);
        if (desk.Strays.NeedsList || (desk.Owed.IsSome && nowNs - desk.Owed.SinceNs >= _options.RequestTimeoutNs))
            AskForList(nowNs);
        if (desk.Trades.WantsQuery)
            QueryAccount(desk, nowNs);
    }

    /// <summary>
    /// How long an answer to a cancel, or about an order that was told done, is waited for. When it is the last thing to do, a lost one must leave time for another: the list says
    /// whether the order is still there.
    /// </summary>
    private long CancelPatienceNs => IsStopped ? Math.Min(StopPatienceNs, _options.RequestTimeoutNs) : _options.RequestTimeoutNs;

    /// <summary>
    /// Whether the slot's last order has filled more than was booked: until its trades are, the position is behind, and a new
    /// order could pass the limit. Bounded in time; after it the comparison of positions has had its turn.
    /// </summary>
    private bool HoldsForTrades(in WorkingOrder slot, long nowNs) =>
        slot.State == OrderState.Idle && slot.IsOwedTrades && nowNs - slot.ClosedNs < _options.RequestTimeoutNs;

    private void QueryAccount(Desk<TQuoter> desk, long nowNs)
    {
        if (Session == SessionState.Live && nowNs - desk.QueriedNs >= 1_000_000_000 && Ask(IntentKind.QueryAccount, desk.Id, nowNs))
            desk.QueriedNs = nowNs;
    }

    /// <summary>Asks for the list of open orders, one at a time; its end decides on every order in doubt.</summary>
    private void AskForList(long nowNs)
    {
        if (Session != SessionState.Live || _isListing || nowNs - _listedNs < 1_000_000_000 || !Ask(IntentKind.Reconcile, EngineEvent.NoInstrument, nowNs))
            return;
        _listedNs = nowNs; // a session that tells where lists begin may do so later
        if (!_sessionTellsLists)
            BeginListing(nowNs);
    }

    /// <summary>From here on whatever is shown open may stand on the list.</summary>
    private void BeginListing(long nowNs)
    {
        _isListing = true;
        (_listingNs, _listedNs) = (nowNs, nowNs);
        _left.BeginList(nowNs);
        foreach (Desk<TQuoter> desk in _desks)
        {
            desk.Strays.BeginList();
            desk.Orders[0].IsListed = false;
            desk.Orders[1].IsListed = false;
        }
    }

    /// <summary>The list is complete. Without one begun nothing is missing on it.</summary>
    private void EndListing(long nowNs)
    {
        if (!_isListing)
            return;
        _isListing = false;
        ResolveLeft(nowNs);
        foreach (Desk<TQuoter> desk in _desks)
        {
            desk.Strays.EndList();
            desk.AnewNs = 0; // what the venue has of before has been told again by then
            for (int side = 0; side < 2; side++)
            {
                ref WorkingOrder slot = ref desk.Orders[side];
                if (slot.State is OrderState.Working or OrderState.Unknown && !slot.IsListed && (slot.IsDisproved(_listingNs, ListGapNs) || Lacks(Guard.ProofOfAbsence)))
                    Move(desk, ref slot, OrderCause.NotListed, nowNs);
                else if (slot.IsListed)
                    slot.Misses = 0;
                slot.OnList(_listingNs);
            }

            SettleOwed(desk);
        }
    }

    /// <summary>All trades of before the list have been told: where the positions agree, ours has whatever seemed to be owed.</summary>
    private void SettleOwed(Desk<TQuoter> desk)
    {
        if (!desk.HasVenuePosition || desk.VenuePosition.Lots != desk.Position.Lots)
            return;
        if (_listingNs > desk.Owed.SinceNs)
            desk.Owed = default;
        foreach (ref WorkingOrder slot in desk.Orders)
        {
            if (slot.State == OrderState.Idle && slot.IsOwedTrades && _listingNs > slot.ClosedNs)
                slot.Adjust();
        }
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
            desk.Invalidate();
        }
    }
}
