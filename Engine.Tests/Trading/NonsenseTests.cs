using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading;

/// <summary>Whatever arrives, in whatever order: what the engine promises about what it sends holds after every event.</summary>
public class NonsenseTests
{
    [Fact]
    public void Whatever_arrives_the_engine_keeps_its_promises()
    {
        Prng random = Seeds.Start();
        long sent = 0;
        for (int round = 0; round < 20; round++)
        {
            Rig rig = new();
            Promises promises = new(rig);
            rig.GoLive();
            List<EngineEvent> events = Nonsense.Events(ref random, 4_000);
            for (int i = 0; i < events.Count; i++)
            {
                if (i == 3_000)
                    promises.Stop(random.Chance(0.5) ? CommandKind.Stop : CommandKind.Kill);
                promises.Pass(events[i]);
            }

            sent += promises.Sent;
        }

        Assert.True(sent > 2_000, $"{sent} intents: too quiet to show anything");
    }

    [Fact]
    public void In_a_steady_state_no_event_allocates()
    {
        Prng random = Seeds.Start();
        Rig rig = new();
        rig.GoLive();
        rig.IsJournalReading = false; // its list would grow; a full ring is the harder case
        EngineEvent[] events = [.. Nonsense.Events(ref random, 4_096).Where(e => e.Kind is not (EventKind.Specification or EventKind.Command))];
        int at = 0;
        long now = events[^1].ReceiveNs;
        void Pass()
        {
            ref EngineEvent e = ref events[at++ % events.Length];
            e.ReceiveNs = now += 5_000_000;
            rig.Engine.OnEvent(e);
            rig.Gateway.Intents.Clear();
        }

        for (int i = 0; i < 2 * events.Length; i++)
            Pass(); // the rarest of them, too
        AllocationGate.HoldsAtZero(Pass, 20_000);
        Assert.True(rig.Engine.IntentsSent > 0);
    }

    private sealed class Promises
    {
        private readonly Rig _rig;
        private bool _isStopped;
        private int _inEvent;

        public Promises(Rig rig)
        {
            _rig = rig;
            IntentList gateway = rig.Gateway;
            gateway.Watch = OnIntent;
        }

        public long Sent { get; private set; }

        public void Stop(CommandKind kind)
        {
            _isStopped = true;
            _rig.Send(_rig.Command(kind));
        }

        public void Pass(in EngineEvent e)
        {
            _inEvent = 0;
            _rig.Engine.OnEvent(e);
            _rig.Journal();
            _rig.Gateway.Intents.Clear();
            Assert.True(_inEvent == 0 || (e.Flags & EventFlags.EndOfBatch) != 0, "order requests are sent at the end of a batch only");
            foreach (Side side in Enum.GetValues<Side>())
            {
                ref readonly WorkingOrder order = ref _rig.Desk.Order(side);
                Assert.Equal(OrderTransitions.IsAwaited(order.State), order.RequestId != 0);
                Assert.True(order.Exposure.Lots >= 0);
            }

            if (_isStopped)
                Assert.Equal(TradingMode.Stopped, _rig.Engine.Mode);
        }

        private void OnIntent(OrderIntent intent)
        {
            if (intent.Kind is IntentKind.ResubscribeBook or IntentKind.QueryAccount or IntentKind.Reconcile or IntentKind.ResetProtection)
                return;
            _inEvent++;
            Sent++;
            Assert.Equal(SessionState.Live, _rig.Engine.Session);
            Assert.True(intent.Label.IsOurs, "a stranger's order is touched (T14)");
            ref readonly WorkingOrder slot = ref _rig.Desk.Order(intent.Side);
            if (intent.Kind == IntentKind.Cancel)
            {
                Assert.True(intent.OrderId.IsSome);
                return;
            }

            Assert.False(_isStopped, "something that adds is sent after a stop (T04)");
            Assert.True(OrderTransitions.MaySend(slot.State, intent.Kind == IntentKind.Place ? OrderCause.PlaceSent : OrderCause.EditSent), $"{intent.Kind} in {slot.State} (T11)");
            Assert.True(_rig.Desk.Book.IsTrusted && _rig.Desk.IsOpen, "quoted on a state that is not trusted (T18)");
            Assert.True(intent.Price.IsSome && intent.Amount.Lots > 0);
            long booked = intent.Kind == IntentKind.Edit ? slot.FilledByTrades.Lots : 0;
            long worst = (intent.Side.Sign() * _rig.Desk.PositionLots) + intent.Amount.Lots - booked;
            Assert.True(worst <= 500, $"{intent.Kind} {intent.Side}: the worst case is {worst} lots (T02)");
            if (_rig.Engine.Mode == TradingMode.Reducing)
                Assert.True(worst <= 0, $"{intent.Kind} {intent.Side} adds while only reducing is allowed");
        }
    }
}
