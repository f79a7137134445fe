using Engine.Core.Events;
using Engine.Core.Link.Feed;
using Engine.Core.Link.Sending;
using Engine.Core.Memory;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Hosting;
using Engine.Tests.Support;
using Engine.Tests.Trading;
using Xunit;

namespace Engine.Tests.Hosting;

/// <summary>What another thread decided reaches the wire, or the engine learns that it has not.</summary>
public sealed class IntentIntakeTests : IRingDrain
{
    private readonly Rig _rig = new();
    private readonly InstrumentTable _table = new("BTC-PERPETUAL");
    private readonly OutputBuffer _output = new(4 * 1024, new MaskKeys(1, 2));
    private readonly RingBuffer<EngineEvent> _events = new(256);
    private readonly RingPoller<EngineEvent> _poller;
    private readonly EventFeed _feed;
    private IntentIntake _intake;

    public IntentIntakeTests()
    {
        _poller = new RingPoller<EngineEvent>(_events);
        _feed = new EventFeed(_events, this);
        _intake = new IntentIntake(new IntentWriter(_output, _table, null, new SentLog()), _feed) { ConnectedNs = 50, SinceNs = 100 };
    }

    void IRingDrain.Drain() => Assert.Fail("the ring is large enough");

    [Theory]
    [InlineData(IntentKind.Place, 99, false)]
    [InlineData(IntentKind.Edit, 99, false)]
    [InlineData(IntentKind.Place, 100, true)]
    [InlineData(IntentKind.Edit, 100, true)]
    [InlineData(IntentKind.Cancel, 99, true)]
    [InlineData(IntentKind.CancelAll, 99, true)]
    [InlineData(IntentKind.Cancel, 49, false)]
    public void Terms_from_before_a_tick_changed_do_not_leave_and_a_cancel_of_this_connection_always_does(IntentKind kind, long causeNs, bool leaves)
    {
        OrderIntent placed = Quote();
        Offer(kind, placed, causeNs);
        Assert.Equal(leaves, _output.PendingBytes > 0);
        Assert.Equal(leaves ? 0 : 1, _intake.Dropped);
        EngineEvent[] told = Told();
        Assert.Equal(leaves ? 0 : 1, told.Length);
        if (!leaves)
            Assert.Equal((EventKind.Reply, placed.RequestId, DeribitErrors.NotSent), (told[0].Kind, told[0].Reply.RequestId, told[0].Reply.ErrorCode));
    }

    [Fact]
    public void The_engine_knows_at_once_what_was_not_sent()
    {
        OrderIntent placed = Quote();
        Offer(IntentKind.Place, placed, 99);
        Assert.Equal(OrderState.Placing, _rig.Desk.Order(placed.Side).State);
        _rig.Send(Told()[0]);
        Assert.Equal(OrderState.Idle, _rig.Desk.Order(placed.Side).State);
    }

    [Fact]
    public void A_cancel_that_was_not_sent_is_decided_again()
    {
        (OrderIntent bid, _) = _rig.Quote();
        _table[0] = _rig.Desk.Instrument;
        _rig.Send(_rig.Command(CommandKind.Hold));
        OrderIntent cancel = _rig.Take().Single(i => i.Kind == IntentKind.Cancel && i.Side == bid.Side);
        Offer(IntentKind.Cancel, cancel, 49);
        _rig.Send(Told()[0]);
        _rig.Timer(2 * Rig.Second);
        Assert.Contains(_rig.Take(), i => i.Kind == IntentKind.Cancel && i.Side == bid.Side && i.RequestId != cancel.RequestId);
    }

    [Fact]
    [Pitfall("T39")]
    public void What_a_full_output_does_not_take_is_kept_in_order_and_sent_when_it_does()
    {
        OrderIntent placed = Quote();
        for (int i = 0; i < 40; i++)
            Offer(IntentKind.Cancel, placed with { RequestId = 1_000 + i }, 100);
        Assert.True(_intake.HasKept);
        List<long> left = [];
        for (int turns = 0; turns < 100 && (_intake.HasKept || _output.PendingBytes > 0); turns++)
        {
            left.AddRange(Frames.Ids(_output));
            _intake.Retry();
        }

        Assert.Equal(Enumerable.Range(1_000, 40).Select(i => (long)i), left);
        Assert.Empty(Told());
    }

    [Fact]
    public void What_was_kept_for_a_connection_that_ended_is_told_on_the_next()
    {
        OrderIntent placed = Quote();
        _output.Shut();
        Offer(IntentKind.Cancel, placed, 100);
        Assert.Equal((0, true), (_intake.Retry(), _intake.HasKept));
        _output.Reset();
        _intake.ConnectedNs = _intake.SinceNs = 101;
        Assert.Equal((1, false), (_intake.Retry(), _intake.HasKept));
        Assert.Equal(0, _output.PendingBytes);
        Assert.Equal(placed.RequestId, Assert.Single(Told()).Reply.RequestId);
    }

    private OrderIntent Quote()
    {
        _rig.GoLive();
        _table[0] = _rig.Desk.Instrument;
        return _rig.Take()[0];
    }

    private void Offer(IntentKind kind, OrderIntent intent, long causeNs)
    {
        intent.Kind = kind;
        intent.CauseNs = causeNs;
        if (!intent.OrderId.IsSome)
            intent.OrderId = Rig.Id(intent.Label);
        SentRequest request = new() { Intent = intent };
        _intake.OnSlot(ref request, last: true);
    }

    private EngineEvent[] Told()
    {
        _feed.EndBatch();
        Collected seen = new([]);
        _poller.Poll(ref seen);
        return [.. seen.Events];
    }

    private static class Frames
    {
        /// <summary>The ids of the requests pending, which are taken.</summary>
        public static List<long> Ids(OutputBuffer output)
        {
            List<long> ids = [];
            ReadOnlySpan<byte> bytes = output.Pending;
            while (bytes.Length > 0)
            {
                int length = bytes[1] & 127, head = 2;
                if (length == 126)
                    (length, head) = ((bytes[2] << 8) | bytes[3], 4);
                byte[] message = bytes.Slice(head + 4, length).ToArray();
                for (int i = 0; i < message.Length; i++)
                    message[i] ^= bytes[head + (i & 3)];
                bytes = bytes[(head + 4 + length)..];
                using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(message);
                ids.Add(document.RootElement.GetProperty("id").GetInt64());
            }

            output.Consume(output.PendingBytes);
            return ids;
        }
    }

    private readonly struct Collected(List<EngineEvent> events) : IRingReader<EngineEvent>
    {
        public List<EngineEvent> Events { get; } = events;

        public void OnSlot(ref EngineEvent slot, bool last) => Events.Add(slot);
    }
}
