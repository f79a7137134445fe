using Engine.Core.Events;
using Engine.Core.Link.Stages;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Engine.Tests.Trading;
using Xunit;

namespace Engine.Tests.Link;

/// <summary>An engine that throws what it should not.</summary>
public class EngineFaultTests
{
    [Fact]
    public void A_fault_latches_the_kill_switch_and_the_orders_are_cancelled_and_a_second_one_is_let_through()
    {
        Rig words = new(); // for its events only
        InstrumentTable table = new("BTC-PERPETUAL");
        RingBuffer<EngineEvent> events = new(64);
        RingPoller<EngineEvent> poller = new(events);
        Fuse fuse = new();
        Taken taken = new([], fuse);
        DeskOptions<BlownQuoter>[] desks = [new(new BlownQuoter(fuse), new RepriceParameters { ThresholdUsd = 0 }, new RiskLimits())];
        QuoteStage<BlownQuoter, Taken> stage = new(
            poller, table, desks, new EngineOptions { SessionId = 1, OrderRate = 1000, OrderBurst = 1000 }, new RingBuffer<Fact>(1024), taken, long.MaxValue);
        foreach (EngineEvent e in (EngineEvent[])[words.Specification(), words.Position(0), words.Ticker(), words.Session(SessionState.Reconciling), words.Session(SessionState.Live), words.Snapshot(199_999, 200_001)])
            Publish(events, e);
        stage.Poll();
        Assert.Equal([IntentKind.Place, IntentKind.Place], taken.Intents.Select(intent => intent.Kind).Where(kind => kind == IntentKind.Place));
        foreach (OrderIntent placed in taken.Intents.Where(intent => intent.Kind == IntentKind.Place).ToArray())
        {
            Publish(events, words.Reply(placed));
            stage.Poll();
        }

        taken.Intents.Clear();
        fuse.IsBlown = true;
        Publish(events, words.Market(199_899, 199_901));
        stage.Poll();
        Assert.Equal(KillReason.Invariant, stage.Engine.KillReason);
        Assert.IsType<DivideByZeroException>(stage.Failure);

        fuse.IsBrokenFurther = true;
        Publish(events, words.Event(EventKind.Timer));
        Assert.Throws<TimeoutException>(() => stage.Poll());

        fuse.IsBrokenFurther = false; // the ring has kept what was not taken in
        stage.Poll();
        Assert.Equal([IntentKind.Cancel, IntentKind.Cancel], taken.Intents.Where(intent => intent.Kind <= IntentKind.CancelAll).Select(intent => intent.Kind));
    }

    private static void Publish(RingBuffer<EngineEvent> events, EngineEvent e)
    {
        Assert.True(events.TryClaim(out long at));
        e.Flags |= EventFlags.EndOfBatch;
        events[at] = e;
        events.Publish();
    }

    private sealed class Fuse
    {
        public bool IsBlown { get; set; }

        public bool IsBrokenFurther { get; set; }
    }

    private readonly struct BlownQuoter(Fuse fuse) : IQuoter
    {
        public ModelQuote Decide(in MarketView view) => fuse.IsBlown ? throw new DivideByZeroException() : new InventorySkewQuoter(new InventorySkewParameters()).Decide(view);

        public double Skew(in MarketView view) => 0;
    }

    private readonly struct Taken(List<OrderIntent> intents, Fuse fuse) : IBatchGateway
    {
        public List<OrderIntent> Intents => intents;

        public bool TrySend(in OrderIntent intent)
        {
            if (fuse.IsBrokenFurther)
                throw new TimeoutException();
            intents.Add(intent);
            return true;
        }

        public void EndBatch()
        {
        }
    }
}
