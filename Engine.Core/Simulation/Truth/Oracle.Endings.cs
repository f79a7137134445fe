using Engine.Core.Events;
using Engine.Core.Journal.Intents;
using Engine.Core.Link;
using Engine.Core.Risk;
using Engine.Core.Simulation.Trader;
using Engine.Core.Simulation.Truth.Requests;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Simulation.Truth;

/// <content>How each process ends, in the middle of a run as well: in time, and with nothing left where it says so.</content>
internal sealed partial class Oracle
{
    private const long EndingMarginNs = 5_000_000_000; // the thread may stand still meanwhile, and again

    private long _endingSinceNs;
    private bool _isKilled;
    private readonly List<OrderLabel> _atDeath = [];
    private readonly HashSet<OrderLabel> _liedAbout = [];

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

    /// <summary>
    /// The venue says of an order that is open that it is gone, as a planned refusal may: nobody need know of it until a list shows it.
    /// </summary>
    private void NoteLie(OrderRequest request)
    {
        foreach (Order order in _account.OpenOrders)
        {
            if (order.Id == request.OrderNumber && TryLabel(order.Label, out OrderLabel label))
                _liedAbout.Add(label);
        }
    }

    /// <summary>A process dies: what it has open at that moment, or has sent to be opened, the next one has to be told of.</summary>
    public void OnDeath(TraderProcess process)
    {
        foreach (Order order in _account.OpenOrders)
        {
            if (TryLabel(order.Label, out OrderLabel label) && label.Session == process.SessionId && !_liedAbout.Contains(label))
                _atDeath.Add(label);
        }

        foreach (OrderRequest place in _requests.PlacesOf(process.SessionId, NowNs, _setup.Engine.RequestTimeoutNs))
        {
            if (TryLabel(place.Label, out OrderLabel label) && place.Connection == process.Link.Connection)
                _atDeath.Add(label);
        }
    }

    /// <summary>A process starts: what earlier ones have open at the venue, or had when they died, it has to have been told.</summary>
    public void CheckRecovery(int sessionId, IReadOnlyList<LeftOrder> left)
    {
        foreach (Order order in _account.OpenOrders)
        {
            if (TryLabel(order.Label, out OrderLabel label) && _sessions.Contains(label.Session) && !_liedAbout.Contains(label) && !left.Any(known => known.Label == label))
                Report(Invariant.Orders, $"{order.Label} is open and the next process was not told of it");
        }

        foreach (OrderLabel label in _atDeath)
        {
            if (!left.Any(known => known.Label == label))
                Report(Invariant.Orders, $"{label} was open when its process died, and the next one was not told of it");
        }

        _atDeath.Clear();
        _sessions.Add(sessionId);
    }

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
