using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Tests.Trading;
using Xunit;

namespace Engine.Tests.Orders.Arrivals;

/// <summary>
/// An engine with one request in flight for its bid, at a venue where everything has happened already: only the news of it are
/// still under way. While they come in the engine can send nothing, so that what it knows can be compared with the truth.
/// </summary>
internal sealed class ArrivalRun
{
    private readonly Rig _rig = new(factRing: 64);
    private readonly OrderIntent _bid;
    private readonly OrderIntent _ask;
    private readonly List<EngineEvent> _trades = [];
    private readonly long _startNs;
    private readonly long _booked;
    private bool _isConnected = true;
    private Outcome _truth = new(0, 0, false);

    /// <summary>An engine that has just sent the request. Before an edit or a cancel 40 of the order's 100 lots have been filled.</summary>
    public ArrivalRun(OrderCause sent)
    {
        if (sent == OrderCause.PlaceSent)
        {
            _rig.GoLive();
            OrderIntent[] placed = _rig.Take();
            (_bid, _ask) = (placed[0], placed[1]);
            _rig.Send(_rig.Reply(_ask));
            Request = _bid;
        }
        else
        {
            (_bid, _ask) = _rig.Quote();
            EngineEvent trade = Trade(40, 1);
            _trades.Add(trade);
            _booked = 40;
            _rig.Gateway.IsFull = true;
            _rig.Batch(_rig.Order(_bid, filled: 40), trade);
            _rig.Gateway.IsFull = false;
            if (sent == OrderCause.CancelSent)
                _rig.Send(_rig.Event(EventKind.BookInvalid));
            else
                _rig.Timer(1);
            OrderIntent[] requests = _rig.Take();
            Request = requests.Single(i => i.Side == Side.Buy);
            OrderIntent other = requests.Single(i => i.Side == Side.Sell);
            _rig.Send(_rig.Reply(other, sent == OrderCause.CancelSent ? VenueOrderState.Cancelled : VenueOrderState.Open));
        }

        _rig.TakeAll();
        _rig.Gateway.IsFull = true;
        _startNs = _rig.NowNs;
    }

    /// <summary>The request in flight.</summary>
    public OrderIntent Request { get; }

    /// <summary>What the slot knows.</summary>
    public ref readonly WorkingOrder Slot => ref _rig.Desk.Order(Side.Buy);

    public long Position => _rig.Desk.PositionLots;

    /// <summary>What the venue did before any news of it came.</summary>
    public void Happen(Outcome truth, params (long Lots, long Sequence)[] fills)
    {
        _truth = truth;
        foreach ((long lots, long sequence) in fills)
            _trades.Add(Trade(lots, sequence));
        Assert.Equal(truth.Filled, _trades.Sum(t => t.Fill.Size.Lots));
    }

    /// <summary>The reply with the order as it was at a moment of the venue's.</summary>
    public void Reply(int at, VenueOrderState state, long amount, long filled, CancelReason reason = CancelReason.None)
    {
        if (!_isConnected)
            return;
        EngineEvent e = _rig.Reply(Request);
        e.Reply.Order = Update(at, state, amount, filled, reason).Order;
        e.ExchangeNs = _startNs + at;
        _rig.Send(e);
    }

    public void Refuse(int code)
    {
        if (_isConnected)
            _rig.Send(_rig.Reply(Request, error: code));
    }

    /// <summary>A notification of the order.</summary>
    public void Tell(int at, VenueOrderState state, long amount, long filled)
    {
        if (_isConnected)
            _rig.Send(Update(at, state, amount, filled, CancelReason.None));
    }

    /// <summary>A notification of a trade.</summary>
    public void Fill(long sequence)
    {
        if (_isConnected)
            _rig.Send(_trades.Single(t => t.Fill.TradeSequence == sequence));
    }

    /// <summary>The answer to a question for the position, as it is.</summary>
    public void TellPosition()
    {
        if (!_isConnected)
            return;
        EngineEvent e = _rig.Position(_truth.Filled);
        e.ExchangeNs = _startNs + (10 * Rig.Second);
        _rig.Send(e);
    }

    public void TimeOut() => _rig.Timer(6 * Rig.Second);

    public void Lose()
    {
        _isConnected = false;
        _rig.Send(_rig.Session(SessionState.Down));
    }

    /// <summary>Everything is asked for and answered: open orders, trades, position. After a loss it is another connection that asks.</summary>
    public void Reconcile()
    {
        if (!_isConnected)
        {
            _rig.Send(_rig.Session(SessionState.LoggingIn));
            _rig.Send(_rig.Snapshot());
        }

        bool wasConnected = _isConnected;
        _isConnected = true;
        List(OpenOrderList.Begins, wasConnected ? SessionState.Live : SessionState.Reconciling);
        if (_truth.IsOpen)
        {
            EngineEvent listed = Update(9, VenueOrderState.Open, _truth.Amount, _truth.Filled, CancelReason.None);
            listed.Flags = EventFlags.Snapshot;
            _rig.Send(listed);
        }

        if (_rig.Desk.Order(Side.Sell).State != OrderState.Idle)
            _rig.Send(_rig.Order(_ask, listed: true));
        foreach (EngineEvent trade in _trades)
            _rig.Send(trade with { Flags = EventFlags.Snapshot });
        TellPosition();
        List(OpenOrderList.Ends, SessionState.Live);
    }

    /// <summary>Position and everything that may change it are never less than what the venue has and may still fill.</summary>
    public void NothingIsLeftOut(string story)
    {
        long known = Position + _rig.Desk.OtherExposureLots(Side.Buy);
        if (OrderTransitions.MayFill(Slot.State))
            known += Slot.Exposure.Lots;
        long truth = _truth.IsOpen ? _truth.Amount : _truth.Filled;
        Assert.True(known >= truth, $"{story}: {known} lots known of {truth}: {Slot.State}, position {Position}, {Slot.FilledByTrades.Lots} and {Slot.FilledLots} filled of {Slot.Amount.Lots}");
        Assert.True(Position <= _truth.Filled && Position >= _booked, $"{story}: {Position} lots booked of {_truth.Filled}");
    }

    /// <summary>After the truth has been asked for, it is known: state, terms, position, what may come, each fill once.</summary>
    public void EndsWithTheTruth(string story)
    {
        for (int pass = 0; pass < 3; pass++)
        {
            _rig.Timer(6 * Rig.Second);
            Reconcile();
            NothingIsLeftOut(story);
        }

        OrderState end = _truth.IsOpen ? OrderState.Working : OrderState.Idle;
        Assert.True(end == Slot.State, $"{story}: {Slot.State}");
        Assert.True(_truth.Filled == Position, $"{story}: position {Position}");
        if (_truth.IsOpen)
            Assert.True((_truth.Amount, _truth.Amount - _truth.Filled) == (Slot.Amount.Lots, Slot.Exposure.Lots), $"{story}: {Slot.Amount.Lots}, {Slot.Exposure.Lots} to come");
        Assert.True(_rig.Desk.OtherExposureLots(Side.Buy) == 0, $"{story}: {_rig.Desk.OtherExposureLots(Side.Buy)} lots besides");
        Assert.Equal(_trades.Select(t => t.Fill.TradeSequence), _rig.Facts.Where(f => f.Kind == FactKind.Fill).Select(f => f.Fill.TradeSequence).Order());
    }

    private void List(OpenOrderList list, SessionState state)
    {
        EngineEvent e = _rig.Session(state);
        e.Session.List = list;
        _rig.Send(e);
    }

    private EngineEvent Trade(long lots, long sequence)
    {
        EngineEvent e = _rig.Fill(_bid, lots, sequence);
        e.ExchangeNs = _rig.NowNs;
        return e;
    }

    private EngineEvent Update(int at, VenueOrderState state, long amount, long filled, CancelReason reason)
    {
        EngineEvent e = _rig.Order(_bid, state, filled, amount: amount, reason: reason);
        e.ExchangeNs = _startNs + at;
        return e;
    }

    /// <summary>What the venue has in the end.</summary>
    internal readonly record struct Outcome(long Amount, long Filled, bool IsOpen);
}
