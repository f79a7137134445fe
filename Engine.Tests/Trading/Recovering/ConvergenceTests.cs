using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Recovering;

/// <summary>
/// Reconciliation as a function of two states: what the engine believes and what the venue has, drawn at random and independently
/// (orders in slots and strays, trades told and not, positions with a rest that nothing explains). The venue's word wins, two passes
/// are enough, and a third changes nothing.
/// </summary>
[Pitfall("T20")]
public class ConvergenceTests
{
    [Fact]
    [Pitfall("T05")]
    [Pitfall("T09")]
    [Pitfall("T19")]
    public void From_any_pair_of_states_two_passes_lead_to_the_venues()
    {
        Prng random = Seeds.Start();
        int unexplained = 0, strays = 0, lost = 0;
        for (int round = 0; round < 400; round++)
        {
            Pair pair = new(ref random);
            pair.Believe(ref random);
            pair.Happen(ref random);
            (unexplained, strays, lost) = (unexplained + (pair.Unexplained != 0 ? 1 : 0), strays + pair.Strays, lost + pair.Lost);
            if (random.Chance(0.5))
                pair.Reconnect();
            pair.Pass();
            pair.Pass();
            pair.Agrees($"round {round}");
            int facts = pair.Adjustments;
            pair.Pass();
            pair.Agrees($"round {round}, once more");
            Assert.Equal(facts, pair.Adjustments);
        }

        Assert.True(unexplained > 50 && strays > 50 && lost > 50, $"{unexplained} positions unexplained, {strays} strays, {lost} orders lost");
    }

    private sealed class Pair
    {
        private readonly Rig _rig = new(factRing: 256);
        private readonly List<(OrderLabel Label, VenueId Id, Side Side, long Amount, long Filled)> _open = [];
        private readonly List<EngineEvent> _trades = [];
        private readonly OrderIntent[] _placed;
        private long _position;
        private long _sequence;
        private bool _isDown;

        public Pair(ref Prng random)
        {
            _position = random.Chance(0.3) ? 0 : random.Below(200) - 100;
            _rig.GoLive(_position);
            _placed = _rig.Take();
            _rig.Gateway.Accepts = IsAccepted;
        }

        public long Unexplained { get; private set; }

        public int Strays { get; private set; }

        public int Lost { get; private set; }

        public int Adjustments => _rig.Facts.Count(f => f.Kind == FactKind.Adjustment);

        /// <summary>The engine's orders get into any state: answered or not, in doubt or not, moved or not.</summary>
        public void Believe(ref Prng random)
        {
            foreach (OrderIntent placed in _placed)
            {
                if (random.Chance(0.8))
                    _rig.Send(_rig.Reply(placed, error: random.Chance(0.2) ? 11094 : 0));
            }

            _rig.Gateway.Accepts = null;
            if (random.Chance(0.5))
                _rig.Send(random.Chance(0.7) ? _rig.Market(200_101, 200_103) : _rig.Event(EventKind.BookInvalid)); // edits, or cancels
            _rig.TakeAll();
            _rig.Gateway.Accepts = IsAccepted;
            if (random.Chance(0.3))
                _rig.Timer(6 * Rig.Second);
        }

        /// <summary>The venue has any of these orders, others of ours, and a stranger's; some fills are told, some not, and some unknown to it.</summary>
        public void Happen(ref Prng random)
        {
            foreach (OrderIntent placed in _placed)
            {
                long amount = placed.Amount.Lots + (random.Chance(0.3) ? 20 : 0), filled = random.Chance(0.5) ? random.Below((int)amount + 1) : 0;
                Fill(placed, filled, ref random);
                if (filled < amount && random.Chance(0.6))
                    _open.Add((placed.Label, Rig.Id(placed.Label), placed.Side, amount, filled));
                else
                    Lost++;
            }

            for (int i = random.Below(3); i > 0; i--, Strays++)
            {
                Side side = (Side)random.Below(2);
                OrderLabel label = random.Chance(0.5) ? new OrderLabel(41, random.Below(3), side, 0, 100 + i) : new OrderLabel(Rig.SessionId, 0, side, 0, 500 + i);
                OrderIntent stray = new() { Label = label, Side = side, OrderId = Rig.Id($"stray{i}"), Price = new Price(Rig.Bid), Amount = new Size(10) };
                long filled = random.Below(10);
                Fill(stray, filled, ref random);
                _open.Add((label, stray.OrderId, side, 10, filled));
            }

            Fill(new OrderIntent { Side = Side.Buy, OrderId = Rig.Id("foreign"), Price = new Price(Rig.Bid) }, random.Chance(0.3) ? random.Below(20) : 0, ref random);
            Unexplained = random.Chance(0.3) ? random.Below(100) - 50 : 0;
            _position += Unexplained;
        }

        public void Reconnect()
        {
            _isDown = true;
            _rig.Send(_rig.Session(SessionState.Down));
            _rig.Send(_rig.Session(SessionState.LoggingIn));
            _rig.Send(_rig.Snapshot());
        }

        /// <summary>Open orders, trades and position are asked for and answered; the cancels that follow are done.</summary>
        public void Pass()
        {
            _rig.Timer(6 * Rig.Second); // what was under way has arrived
            Tell(OpenOrderList.Begins, _isDown ? SessionState.Reconciling : SessionState.Live);
            _isDown = false;
            foreach ((OrderLabel label, VenueId id, Side side, long amount, long filled) in _open)
                _rig.Send(_rig.Order(new OrderIntent { Label = label, OrderId = id, Side = side, Price = new Price(Rig.Bid), Amount = new Size(amount) }, filled: filled, listed: true));
            foreach (EngineEvent trade in _trades)
                _rig.Send(trade with { Flags = EventFlags.Snapshot });
            Position();
            Tell(OpenOrderList.Ends, SessionState.Live);
            CancelStrays();
        }

        public void Agrees(string story)
        {
            Assert.True(_position == _rig.Desk.PositionLots, $"{story}: {_rig.Desk.PositionLots} instead of {_position}");
            foreach (OrderIntent placed in _placed)
            {
                ref readonly WorkingOrder slot = ref _rig.Desk.Order(placed.Side);
                (OrderLabel Label, VenueId Id, Side Side, long Amount, long Filled) open = _open.Find(o => o.Label == placed.Label);
                Assert.Equal(placed.Label, slot.Label);
                Assert.True((open.Amount > 0 ? OrderState.Working : OrderState.Idle) == slot.State, $"{story}: {slot.State}, {open.Filled} of {open.Amount}");
                Assert.True(open.Amount - open.Filled == slot.Exposure.Lots, $"{story}: {slot.Exposure.Lots} to come of {open.Filled}/{open.Amount}");
                Assert.True(0 == _rig.Desk.OtherExposureLots(placed.Side), $"{story}: {_rig.Desk.OtherExposureLots(placed.Side)} besides on {placed.Side}");
            }

            Assert.Equal(_trades.Count, _rig.Facts.Count(f => f.Kind == FactKind.Fill));
            Assert.Equal(Unexplained == 0 ? 0 : 1, _rig.Notices(NoticeKind.PositionMismatch));
        }

        private void CancelStrays()
        {
            foreach (OrderIntent cancel in _rig.Take())
            {
                VenueId id = cancel.OrderId;
                int at = _open.FindIndex(o => o.Id == id);
                Assert.True(at >= 0, $"{cancel.Kind} {cancel.Label}");
                EngineEvent done = _rig.Reply(cancel, VenueOrderState.Cancelled, _open[at].Filled);
                _open.RemoveAt(at);
                _rig.Send(done);
            }
        }

        // The engine may ask and cancel strays; what it would do with its slots finds no room.
        private bool IsAccepted(OrderIntent intent) =>
            intent.Kind is IntentKind.Reconcile or IntentKind.QueryAccount || (intent.Kind == IntentKind.Cancel && _placed.All(p => p.Label != intent.Label));

        private void Position()
        {
            EngineEvent e = _rig.Position(_position);
            e.ExchangeNs = _rig.NowNs;
            _rig.Send(e);
        }

        private void Fill(in OrderIntent of, long lots, ref Prng random)
        {
            if (lots == 0)
                return;
            EngineEvent trade = _rig.Fill(of, lots, ++_sequence);
            trade.ExchangeNs = _rig.NowNs;
            _trades.Add(trade);
            _position += of.Side.Sign() * lots;
            if (random.Chance(0.5))
                _rig.Send(trade);
        }

        private void Tell(OpenOrderList list, SessionState state)
        {
            EngineEvent e = _rig.Session(state);
            e.Session.List = list;
            _rig.Send(e);
        }
    }
}
