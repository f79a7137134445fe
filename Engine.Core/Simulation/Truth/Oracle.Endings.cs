using Engine.Core.Events;
using Engine.Core.Link;
using Engine.Core.Risk;
using Engine.Core.Simulation.Trader;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Simulation.Truth;

/// <content>How each process ends, in the middle of a run as well: in time, and with nothing left where it says so.</content>
internal sealed partial class Oracle
{
    private const long EndingMarginNs = 5_000_000_000; // the thread may stand still meanwhile, and again

    private long _endingSinceNs;
    private bool _isKilled;

    /// <summary>A process has ended by itself or because it was asked to.</summary>
    public void CheckEnding(TradingEnding ending, TraderProcess process)
    {
        if (!ending.OrdersConfirmedGone)
            return;
        foreach (Order order in _account.OpenOrders)
        {
            if (TryLabel(order.Label, out OrderLabel label) && _sessions.Contains(label.Session))
                Report(Invariant.NothingLeft, $"{order.Label} is open, and the process {process.SessionId} has ended and said that no order of it or an earlier one is");
        }

        foreach (int session in _sessions)
        {
            if (_requests.AddingUnderWay(session, NowNs, _setup.Engine.RequestTimeoutNs) is { } request)
                Report(Invariant.NothingLeft, $"{request.Action} {request.Label} is under way, and the process {process.SessionId} has ended and said that no order is open");
        }
    }

    /// <summary>Somebody wants the kill switch: from now on only cancels leave, and no process starts before it is cleared.</summary>
    public void OnKill(long nowNs)
    {
        LatchedNs = Math.Min(LatchedNs, nowNs);
        _isKilled = true;
    }

    /// <summary>The operator has cleared the kill switch.</summary>
    public void OnCleared() => _isKilled = false;

    /// <summary>A process begins to trade: nothing that outlived the last one forbids it.</summary>
    private void CheckStart()
    {
        if (_isKilled)
            Report(Invariant.Latch, "a process starts after a kill that nobody has cleared");
    }

    /// <summary>Whoever has latched the kill switch or asked for the stop: only cancels leave from the next turn on, and it ends in time.</summary>
    private void LookAtEnding(TraderProcess process, long nowNs)
    {
        bool isKilled = process.Engine.KillReason != KillReason.None;
        if (isKilled)
        {
            LatchedNs = Math.Min(LatchedNs, nowNs + 1);
            _isKilled = true;
        }

        if (!isKilled && !process.Trading.IsStopping)
            return;
        if (_endingSinceNs == 0 || IsHanging(process, nowNs))
            _endingSinceNs = nowNs;
        else if (nowNs - _endingSinceNs > _setup.Link.StopNs + EndingMarginNs)
            Report(Invariant.Liveness, $"a stop ({process.Engine.KillReason}) takes {(nowNs - _endingSinceNs) / OneSecondNs} s");
    }
}
