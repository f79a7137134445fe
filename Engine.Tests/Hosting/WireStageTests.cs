using Engine.Core.Events;
using Engine.Core.Link.Feed;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;
using Engine.Native.Hosting;
using Engine.Native.Hosting.Rehearsing;
using Engine.Native.Net;
using Engine.Native.Time;
using Engine.Tests.Trading;
using Engine.Tests.Wire.WebSocket;
using Xunit;

namespace Engine.Tests.Hosting;

public sealed class WireStageTests
{
    private const string Slow =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.portfolio.btc","data":{"currency":"BTC","equity":1.5,"balance":1.5}}}""";

    [Fact]
    public void What_came_before_a_slow_frame_may_be_acted_on_before_that_is_read()
    {
        Rig rig = new();
        rig.GoLive();
        Instrument instrument = rig.Desk.Instrument!;
        InstrumentTable table = new("BTC-PERPETUAL") { [0] = instrument };
        Assert.True(WsEndpoint.TryParse("ws://127.0.0.1:1/", out WsEndpoint? endpoint, out _));
        using WsConnection near = new(endpoint, [], new WsOptions { OutputBytes = 4096, MaxMessageBytes = 4096 });
        LoopbackTransports pair = LoopbackTransports.Connect(isSecure: false);
        using Transport far = pair.Far;
        near.Adopt(pair.Near);
        RingBuffer<EngineEvent> ring = new(64);
        Kinds kinds = new(ring);
        WireStage stage = new(new SystemClock(), near, null, new DeribitDecoder(table), table, ring, kinds);
        kinds.Stage = stage;
        DryFrames frames = new(instrument);
        DryTouch here = new(new Price(199_999), new Price(200_001)), there = new(new Price(200_009), new Price(200_011));
        frames.Snapshot(here, new Size(10), 1); // the first of its channel is slow, and learned from
        frames.Change(here, there, new Size(10), 2);
        byte[] bytes = [.. frames.Bytes, .. ServerFrame.Text(Slow)];
        Assert.Equal(bytes.Length, far.Send(bytes));
        while (!near.Poll(1))
            near.WaitReadable(10);
        stage.Read(kinds);
        stage.Publish();
        kinds.Drain();

        // The snapshot had nothing before it; the change and the snapshot were there before the portfolio was read.
        Assert.Equal([EventKind.Book, EventKind.Book, EventKind.None, EventKind.Portfolio], kinds.Seen);
        Assert.Equal([false, true, true], kinds.Ends);
    }

    /// <summary>Notes events as they become visible, and a none where a slow frame is announced.</summary>
    private sealed class Kinds : IRareFrames, IRingDrain
    {
        private readonly RingPoller<EngineEvent> _poller;
        private Reader _reader;

        public Kinds(RingBuffer<EngineEvent> ring)
        {
            _poller = new RingPoller<EngineEvent>(ring);
            _reader = new Reader(this);
        }

        public WireStage? Stage { get; set; }

        public List<EventKind> Seen { get; } = [];

        public List<bool> Ends { get; } = [];

        public void BeforeSlow(long nowNs)
        {
            Stage!.Publish();
            Drain();
            Seen.Add(EventKind.None);
        }

        public void OnRare(in DecodeResult result, ReadOnlySpan<byte> message, long nowNs)
        {
        }

        public void Drain() => _poller.Poll(ref _reader);

        private readonly struct Reader(Kinds to) : IRingReader<EngineEvent>
        {
            public void OnSlot(ref EngineEvent slot, bool last)
            {
                to.Seen.Add(slot.Kind);
                to.Ends.Add((slot.Flags & EventFlags.EndOfBatch) != 0);
            }
        }
    }
}
