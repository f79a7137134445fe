using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Trading.Desks;

namespace Engine.Core.Trading;

/// <content>What is awaited: answers, departures, trades that fills are owed by, and for how long.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private const long StopPatienceNs = 1_000_000_000;

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
}
