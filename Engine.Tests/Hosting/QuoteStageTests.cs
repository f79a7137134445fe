using Engine.Core.Events;
using Engine.Core.Link.Sending;
using Engine.Core.Link.Stages;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Net;
using Engine.Native.Time;
using Engine.Tests.Trading;
using Xunit;

namespace Engine.Tests.Hosting;

public sealed class QuoteStageTests
{
    [Fact]
    public void A_backlog_of_batches_is_decided_on_its_newest_state()
    {
        Rig words = new(); // for its events only
        InstrumentTable table = new("BTC-PERPETUAL");
        RingBuffer<EngineEvent> events = new(256);
        RingPoller<EngineEvent> poller = new(events);
        RingBuffer<SentRequest> handOff = new(256);
        RingPoller<SentRequest> intents = new(handOff);
        SystemClock clock = new();
        SentLog sent = new();
        OutputBuffer output = new(64 * 1024, new MaskKeys(1, 2));
        IntentWriter writer = new(output, table, null, sent);
        DeskOptions<InventorySkewQuoter>[] desks = [new(new InventorySkewQuoter(new InventorySkewParameters()), new RepriceParameters(), new RiskLimits())];
        QuoteStage<InventorySkewQuoter, WireGateway> stage = new(poller, table, desks, new EngineOptions { SessionId = 1, OrderRate = 1000, OrderBurst = 1000 }, new RingBuffer<Fact>(1024),
            new WireGateway(clock, writer, handOff), long.MaxValue);
        List<EngineEvent> opening = [words.Specification(), words.Position(0), words.Ticker(), Session(words, SessionState.LoggingIn), Session(words, SessionState.Reconciling), Session(words, SessionState.Live)];
        foreach (EngineEvent e in opening)
            Publish(events, e);
        stage.Poll();
        Collected seen = new([]);
        intents.Poll(ref seen);
        seen.Intents.Clear();

        // The quoting thread was off its processor for 30 ms: two receive batches wait. The first is history.
        Publish(events, words.Snapshot(199_999, 200_001));
        Publish(events, words.Market(199_899, 199_901));
        stage.Poll();
        intents.Poll(ref seen);
        Assert.Equal(199_899 + 199_901, stage.Engine.Desks[0].Book.Touch.MidHalfTicks);
        OrderIntent ask = seen.Intents.Last(intent => intent.Side == Side.Sell);
        OrderIntent bid = seen.Intents.Last(intent => intent.Side == Side.Buy);
        Assert.Equal((199_870L, 199_930L), (bid.Price.Ticks, ask.Price.Ticks)); // 30 ticks off the newest mid
    }

    [Fact]
    public void A_request_that_joins_while_others_are_reported_stays()
    {
        SentLog sent = new();
        sent.Add(new OrderIntent { RequestId = 1 }, 5);
        sent.Add(new OrderIntent { RequestId = 2 }, 6);
        sent.Clear(1, 10);
        Assert.Equal(2, Assert.Single(sent.Batch.ToArray()).Intent.RequestId);
        sent.Drop();
        Assert.Equal((0, 2, 10), (sent.Batch.Length, sent.Total, sent.FirstNs));
    }
    private static EngineEvent Session(Rig words, SessionState state)
    {
        EngineEvent e = words.Event(EventKind.Session);
        e.Instrument = EngineEvent.NoInstrument;
        e.Session.State = state;
        e.Session.OrderRate = e.Session.OrderBurst = 1_000;
        return e;
    }

    private static void Publish(RingBuffer<EngineEvent> events, EngineEvent e)
    {
        Assert.True(events.TryClaim(out long at));
        e.Flags |= EventFlags.EndOfBatch;
        events[at] = e;
        events.Publish();
    }

    private readonly struct Collected(List<OrderIntent> intents) : IRingReader<SentRequest>
    {
        public List<OrderIntent> Intents { get; } = intents;

        public void OnSlot(ref SentRequest slot, bool last) => Intents.Add(slot.Intent);
    }
}
