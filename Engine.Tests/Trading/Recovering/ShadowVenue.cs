using System.Globalization;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Xunit;

namespace Engine.Tests.Trading.Recovering;

/// <summary>
/// The truth behind the events: orders, fills and position as the venue has them, with requests, answers and notifications on
/// their way in queues that move independently. It knows the worst case better than the engine can.
/// </summary>
internal sealed class ShadowVenue(Rig rig, ulong seed)
{
    public const long LimitLots = 250;

    private readonly List<Order> _orders = [];
    private readonly List<(OrderIntent Intent, long SentNs)> _unanswered = [];
    private readonly Queue<(OrderIntent Intent, long Ns)> _requests = new();
    private readonly Queue<(EngineEvent[] Events, long Ns)> _answers = new();
    private readonly Queue<(EngineEvent[] Events, long Ns)> _notifications = new();
    private readonly List<(EngineEvent[] Events, long Ns)> _late = [];
    private readonly List<EngineEvent> _trades = [];
    private Prng _random = new(seed);
    private int _ids;
    private bool _isConnected = true;
    private long _mid = 200_000;
    private bool _mayAdd = true;

    public long Position { get; private set; }

    public IReadOnlyList<EngineEvent> Trades => _trades;

    public int OpenOrders => _orders.Count(order => order.IsOpen);

    public int Placed => _orders.Count;

    public bool IsQuiet => _requests.Count + _answers.Count + _notifications.Count + _late.Count == 0;

    /// <summary>From here on nothing may be sent that adds.</summary>
    public void ForbidAdding() => _mayAdd = false;

    /// <summary>Looks at every intent the engine sends.</summary>
    public void OnIntent(OrderIntent intent)
    {
        if (intent.Kind is IntentKind.Reconcile or IntentKind.QueryAccount or IntentKind.ResubscribeBook)
        {
            _requests.Enqueue((intent, rig.NowNs));
            return;
        }

        Assert.True(_isConnected && rig.Engine.Session == SessionState.Live, $"{intent.Kind} without a session");
        bool isSlot = rig.Desk.Order(intent.Side).Label == intent.Label || intent.Kind == IntentKind.Place;
        (OrderIntent Intent, long SentNs) before = _unanswered.LastOrDefault(r => r.Intent.Label == intent.Label);
        if (before.SentNs != 0)
            Assert.True(rig.NowNs - before.SentNs > (isSlot ? 5 * Rig.Second : Rig.Second), $"{intent.Kind} while {before.Intent.Kind} is in flight (T11)");
        _requests.Enqueue((intent, rig.NowNs));
        _unanswered.Add((intent, rig.NowNs));
        if (intent.Kind is not (IntentKind.Place or IntentKind.Edit))
            return;
        Assert.True(_mayAdd, $"{intent.Kind} after a stop (T04)");
        long worst = Worst(intent.Side);
        Assert.True(worst <= LimitLots, $"{intent.Kind} {intent.Side} to {intent.Amount.Lots}: the worst case is {worst} lots (T02): {Describe(intent.Side)}");
    }

    /// <summary>One thing happens.</summary>
    public void Step(bool disasters)
    {
        int what = _random.Below(100);
        if (what < 22)
            Process();
        else if (what < 44)
            Deliver(_answers, isAnswer: true);
        else if (what < 66)
            Deliver(_notifications, isAnswer: false);
        else if (what < 80)
            MoveMarket();
        else if (what < 92)
            FillSome();
        else if (what < 96)
            rig.Timer(_random.Below(300_000_000));
        else if (what < 98)
            _requests.Enqueue((new OrderIntent { Kind = IntentKind.None }, rig.NowNs)); // the session asks for the position by itself
        else if (disasters)
            Disaster();
        Hurry();
    }

    /// <summary>Everything under way arrives.</summary>
    public void Settle()
    {
        while (_requests.Count + _answers.Count + _notifications.Count > 0)
        {
            Process();
            Deliver(_answers, isAnswer: true);
            Deliver(_notifications, isAnswer: false);
        }

        Hurry();
    }

    private long Worst(Side side)
    {
        long worst = side.Sign() * Position;
        foreach (Order order in _orders.Where(order => order.IsOpen && order.Side == side))
        {
            long amount = order.Amount;
            foreach ((OrderIntent request, _) in _requests)
                amount = request.Kind == IntentKind.Edit && request.OrderId == order.Id ? Math.Max(amount, request.Amount.Lots) : amount;
            worst += amount - order.Filled;
        }

        return worst + _requests.Where(r => r.Intent.Kind == IntentKind.Place && r.Intent.Side == side).Sum(r => r.Intent.Amount.Lots);
    }

    private string Describe(Side side) =>
        $"position {Position}, known {rig.Desk.PositionLots}, open {string.Join(' ', _orders.Where(o => o.IsOpen && o.Side == side).Select(o => $"{o.Label}:{o.Filled}/{o.Amount}"))}, "
        + $"slot {rig.Desk.Order(side).State} {rig.Desk.Order(side).Label} {rig.Desk.Order(side).FilledByTrades.Lots}/{rig.Desk.Order(side).Amount.Lots}";

    // Nothing is on its way for ever: notifications for most of a second, an answer now and then beyond the engine's patience.
    private void Hurry()
    {
        while (_notifications.TryPeek(out (EngineEvent[] Events, long Ns) oldest) && rig.NowNs - oldest.Ns > 600_000_000)
            Deliver(_notifications, isAnswer: false);
        while (_requests.TryPeek(out (OrderIntent Intent, long Ns) request) && rig.NowNs - request.Ns > 3 * Rig.Second)
            Process();
        while (_answers.TryPeek(out (EngineEvent[] Events, long Ns) answer) && rig.NowNs - answer.Ns > 4 * Rig.Second)
            Deliver(_answers, isAnswer: true);
        foreach ((EngineEvent[] Events, long Ns) late in _late.Where(l => rig.NowNs >= l.Ns).ToArray())
        {
            _late.Remove(late);
            _answers.Enqueue(late);
            Deliver(_answers, isAnswer: true);
        }
    }

    private void Process()
    {
        if (!_requests.TryDequeue(out (OrderIntent Intent, long Ns) request))
            return;
        OrderIntent intent = request.Intent;
        switch (intent.Kind)
        {
            case IntentKind.Place:
                Place(intent);
                break;
            case IntentKind.Edit:
                Edit(intent);
                break;
            case IntentKind.Cancel:
                Cancel(intent);
                break;
            case IntentKind.Reconcile:
                Answer([.. Listing()]);
                Answer([.. RecentTrades()]);
                Answer(rig.Position(Position));
                Answer(rig.Session(SessionState.Live));
                break;
            case IntentKind.QueryAccount:
                Answer([.. RecentTrades()]);
                Answer(rig.Position(Position));
                break;
            case IntentKind.ResubscribeBook when _isConnected:
                rig.Send(rig.Snapshot(_mid - 1, _mid + 1));
                break;
            case IntentKind.None:
                Answer(rig.Position(Position));
                break;
            default:
                break;
        }
    }

    private void Place(in OrderIntent intent)
    {
        int code = Crosses(intent.Side, intent.Price.Ticks) ? 11054 : _random.Chance(0.01) ? 10041 : _random.Chance(0.02) ? 11094 : 0;
        if (code != 0 && !(code == 11094 && _random.Chance(0.5)))
        {
            Answer(rig.Reply(intent, error: code));
            return;
        }

        Order order = new() { Id = Rig.Id($"o{++_ids}"), Label = intent.Label, Side = intent.Side, Price = intent.Price.Ticks, Amount = intent.Amount.Lots, IsOpen = true };
        _orders.Add(order);
        Notify(Update(order));
        Answer(code == 0 ? Reply(intent, order) : rig.Reply(intent, error: code)); // done, and yet a fault is told
    }

    private void Edit(in OrderIntent intent)
    {
        VenueId id = intent.OrderId;
        Order? order = _orders.Find(o => o.Id == id);
        if (order is not { IsOpen: true })
        {
            Answer(rig.Reply(intent, error: order is null ? 10004 : 11044));
            return;
        }

        if (_random.Chance(0.01))
        {
            Answer(rig.Reply(intent, error: 10041));
            return;
        }

        bool crosses = Crosses(intent.Side, intent.Price.Ticks);
        order.Amount = crosses ? order.Amount : intent.Amount.Lots;
        order.Price = crosses ? order.Price : intent.Price.Ticks;
        order.IsOpen = !crosses && order.Filled < order.Amount;
        Notify(Update(order, crosses ? CancelReason.EditPostOnlyReject : CancelReason.None));
        Answer(Reply(intent, order, crosses ? CancelReason.EditPostOnlyReject : CancelReason.None));
    }

    private void Cancel(in OrderIntent intent)
    {
        VenueId id = intent.OrderId;
        Order? order = _orders.Find(o => o.Id == id);
        if (order is not { IsOpen: true })
        {
            Answer(rig.Reply(intent, error: 11044));
            return;
        }

        order.IsOpen = false;
        Notify(Update(order, CancelReason.UserRequest));
        Answer(Reply(intent, order, CancelReason.UserRequest));
    }

    private void MoveMarket()
    {
        _mid += _random.Below(13) - 6;
        foreach (Order order in _orders.Where(o => o.IsOpen && Crosses(o.Side, o.Price)).ToArray())
            Fill(order, order.Amount - order.Filled);
        if (!_isConnected)
            return;
        rig.Send(rig.Market(_mid - 1, _mid + 1, gap: _random.Chance(0.005)));
        if (_random.Chance(0.3))
            rig.Send(rig.Ticker(_mid / 2.0, _mid / 2.0));
    }

    private void FillSome()
    {
        Order[] open = [.. _orders.Where(o => o.IsOpen)];
        if (open.Length == 0)
            return;
        Order order = open[_random.Below(open.Length)];
        long rest = order.Amount - order.Filled;
        Fill(order, _random.Chance(0.4) ? rest : 1 + _random.Below((int)rest));
    }

    private void Fill(Order order, long lots)
    {
        order.Filled += lots;
        order.IsOpen = order.Filled < order.Amount;
        Position += order.Side.Sign() * lots;
        EngineEvent fill = rig.Fill(new OrderIntent { Label = order.Label, OrderId = order.Id, Side = order.Side, Price = new Price(order.Price) }, lots, _trades.Count + 1);
        _trades.Add(fill);
        Notify(Update(order), fill, rig.Position(Position, queried: false));
    }

    private void Disaster()
    {
        _isConnected = false;
        while (_requests.Count > 0)
        {
            if (_random.Chance(0.5))
                Process(); // it had arrived; its answer will not
            else
                _requests.Dequeue();
        }

        rig.Send(rig.Session(SessionState.Down));
        _unanswered.Clear();
        for (int i = _random.Below(4); i > 0; i--)
        {
            MoveMarket();
            FillSome();
        }

        if (_random.Chance(0.6))
            _orders.ForEach(order => order.IsOpen = false); // cancel on disconnect
        _answers.Clear();
        _late.Clear();
        _notifications.Clear();
        rig.Timer(_random.Below(1_000_000_000));
        _isConnected = true;
        rig.Send(rig.Session(SessionState.LoggingIn));
        rig.Send(rig.Snapshot(_mid - 1, _mid + 1));
        rig.Send(rig.Session(SessionState.Reconciling));
        Answer([.. Listing()]);
        Answer([.. RecentTrades()]);
        Answer(rig.Position(Position));
        Answer(rig.Session(SessionState.Live));
    }

    private IEnumerable<EngineEvent> Listing()
    {
        foreach (Order order in _orders.Where(o => o.IsOpen))
        {
            EngineEvent e = Update(order);
            e.Flags = EventFlags.Snapshot;
            yield return e;
        }
    }

    private IEnumerable<EngineEvent> RecentTrades()
    {
        foreach (EngineEvent trade in _trades.TakeLast(200))
            yield return trade with { Flags = EventFlags.Snapshot };
    }

    private bool Crosses(Side side, long price) => side == Side.Buy ? price >= _mid + 1 : price <= _mid - 1;

    private EngineEvent Update(Order order, CancelReason reason = CancelReason.None) => rig.Order(
        order.AsIntent(), order.IsOpen ? VenueOrderState.Open : order.Filled >= order.Amount ? VenueOrderState.Filled : VenueOrderState.Cancelled, order.Filled,
        reason: reason);

    private EngineEvent Reply(in OrderIntent to, Order order, CancelReason reason = CancelReason.None)
    {
        EngineEvent e = rig.Reply(to);
        e.Reply.Order = Update(order, reason).Order;
        return e;
    }

    private void Answer(params EngineEvent[] events)
    {
        if (events.Length > 0 && events[0].Kind == EventKind.Reply && _random.Chance(0.02))
            _late.Add((events, rig.NowNs + (6 * Rig.Second)));
        else
            _answers.Enqueue((events, rig.NowNs));
    }

    private void Notify(params EngineEvent[] events)
    {
        if (_isConnected)
            _notifications.Enqueue((events, rig.NowNs));
    }

    private void Deliver(Queue<(EngineEvent[] Events, long Ns)> from, bool isAnswer)
    {
        if (!from.TryDequeue(out (EngineEvent[] Events, long Ns) next) || next.Events.Length == 0)
            return;
        if (isAnswer && next.Events[0].Kind == EventKind.Reply)
        {
            long id = next.Events[0].Reply.RequestId;
            _unanswered.RemoveAll(r => r.Intent.RequestId == id);
        }

        rig.Batch(next.Events);
    }

    private sealed class Order
    {
        public VenueId Id;
        public OrderLabel Label;
        public Side Side;
        public long Price;
        public long Amount;
        public long Filled;
        public bool IsOpen;

        public OrderIntent AsIntent() => new() { Label = Label, OrderId = Id, Side = Side, Price = new Price(Price), Amount = new Size(Amount) };

        public override string ToString() => Label.ToString() + " " + Filled.ToString(CultureInfo.InvariantCulture);
    }
}
