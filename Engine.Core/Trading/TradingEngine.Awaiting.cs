using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Trading.Desks;

namespace Engine.Core.Trading;

/// <content>What is awaited: answers, departures, trades that fills are owed by, and for how long.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private const long StopPatienceNs = 1_000_000_000;

    /// <summary>A request was handed on to be sent: it counts at the venue when it arrives, and on the wire when it leaves.</summary>
    private void NoteSent(in OrderIntent intent, long nowNs)
    {
        _credits.Depart(intent.RequestId, nowNs);
        if (intent.Kind != IntentKind.Cancel)
            _pace.Depart(intent.RequestId, nowNs);
    }

    /// <summary>A request was answered: it has arrived, and left before.</summary>
    private void NoteAnswered(long requestId, long nowNs)
    {
        _credits.Arrive(requestId, nowNs);
        _pace.Arrive(requestId, nowNs);
    }

    /// <summary>What has not been heard of for as long as an answer may take has arrived by now, or never will.</summary>
    private void GiveUpRequests(long nowNs)
    {
        _credits.GiveUp(nowNs - _options.RequestTimeoutNs, nowNs);
        _pace.GiveUp(nowNs - _options.RequestTimeoutNs, nowNs);
    }

    /// <summary>The connection is gone, and with it all that was under way on it.</summary>
    private void ForgetRequests(long nowNs)
    {
        _credits.Forget(nowNs);
        _pace.Forget(nowNs);
    }

    private void CheckTimeouts(Desk<TQuoter> desk, long nowNs)
    {
        for (int side = 0; side < 2; side++)
        {
            ref WorkingOrder slot = ref desk.Orders[side];
            if (OrderTransitions.IsAwaited(slot.State) && nowNs - slot.SentNs > (slot.State is OrderState.Cancelling or OrderState.Closing ? CancelPatienceNs : _options.RequestTimeoutNs))
                Move(desk, ref slot, OrderCause.TimedOut, nowNs);
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
