using System.Buffers;
using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using Engine.Core.Events;
using Engine.Core.Link.Feed;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.WebSocket;

namespace Engine.Bench.Trading;

/// <summary>
/// The whole path in memory: a frame's bytes, the frame reader, the decoder, the ring, the engine with its gate and its journal's ring,
/// the encoder, the masked frames. A tick that moves both quotes is followed by the venue's two answers, or the next one could not
/// move them again; they come as events and are part of the figure, as is the reading of the journal's ring.
/// </summary>
[MemoryDiagnoser]
public class TickToOrderBenchmarks : IRingDrain
{
    private const long StartNs = 1_790_000_000_000_000_000;

    private readonly FrameReader _frames = new(1 << 20);
    private readonly RingBuffer<EngineEvent> _events = new(1024);
    private readonly RingBuffer<Fact> _facts = new(1024);
    private readonly RingPoller<EngineEvent> _poller;
    private readonly RingPoller<Fact> _journal;
    private readonly EventFeed _feed;
    private readonly DeribitDecoder _decoder;
    private readonly OutputBuffer _output = new(1 << 16, new MaskKeys(1, 2));
    private readonly Queue<OrderIntent> _sent = new(8);
    private readonly ReadOnlySequence<byte> _up = Frame(Market.Up);
    private readonly ReadOnlySequence<byte> _down = Frame(Market.Down);
    private readonly ReadOnlySequence<byte> _deep = Frame(Market.Deep);
    private RingSink _sink;
    private Reader _reader;
    private FactSum _journalled;
    private long _nowNs = StartNs;
    private bool _isUp;

    public TickToOrderBenchmarks()
    {
        InstrumentTable instruments = Frames.Instruments();
        _poller = new RingPoller<EngineEvent>(_events);
        _journal = new RingPoller<Fact>(_facts);
        _feed = new EventFeed(_events, this);
        _sink = new RingSink(_feed);
        _decoder = new DeribitDecoder(instruments);
        var desk = new DeskOptions<InventorySkewQuoter>(new InventorySkewQuoter(new InventorySkewParameters()), new RepriceParameters(), new RiskLimits());
        var options = new EngineOptions { SessionId = 42, OrderRate = 100_000, OrderBurst = 1_000, MaxOrdersPerSecond = 100_000 };
        _reader.Engine = new TradingEngine<InventorySkewQuoter, TapeGateway>(
            instruments, [desk], options, new FactLog(_facts), new TapeGateway(_output, instruments, _sent));
        foreach (EngineEvent e in Market.Opening(StartNs))
        {
            _feed.Claim() = e;
            _feed.Commit();
            Drain();
        }

        Answer();
    }

    /// <summary>Frames written since the start, the two first orders included.</summary>
    public long OrderFrames => _output.Frames;

    /// <summary>Facts that came through the journal's ring.</summary>
    public long Facts => _journal.Position + 1;

    /// <summary>Both quotes move.</summary>
    [Benchmark]
    public long TickThatMovesBothQuotes()
    {
        Tick(_isUp ? _down : _up);
        _isUp = !_isUp;
        long frames = Take();
        Answer();
        return frames;
    }

    /// <summary>A change that asks for nothing.</summary>
    [Benchmark]
    public long TickThatMovesNothing()
    {
        if (_isUp)
            TickThatMovesBothQuotes();
        Tick(_deep);
        return Take();
    }

    /// <summary>The quoting stage on this thread, when the ring is full.</summary>
    void IRingDrain.Drain() => Drain();

    private void Tick(ReadOnlySequence<byte> input)
    {
        _nowNs += 1_000_000;
        _frames.Read(ref input, out ReadOnlySpan<byte> message);
        _decoder.Decode(message, _nowNs, ref _sink);
        Drain();
    }

    private void Answer()
    {
        while (_sent.TryDequeue(out OrderIntent intent))
        {
            Market.Accept(ref _feed.Claim(), intent, _nowNs);
            _feed.Commit();
        }

        Drain();
        _journal.Poll(ref _journalled);
        _output.DropPending();
    }

    private void Drain()
    {
        _feed.EndBatch();
        _poller.Poll(ref _reader);
    }

    // Length and some masked bytes of what would now be sent.
    private long Take()
    {
        ReadOnlySpan<byte> pending = _output.Pending;
        long taken = pending.Length < 16 ? pending.Length : pending.Length ^ BinaryPrimitives.ReadInt64LittleEndian(pending[^8..]);
        _output.DropPending();
        return taken;
    }

    private static ReadOnlySequence<byte> Frame(byte[] message) => new([0x81, 126, (byte)(message.Length >> 8), (byte)message.Length, .. message]);

    private struct Reader : IRingReader<EngineEvent>
    {
        public TradingEngine<InventorySkewQuoter, TapeGateway> Engine;

        public readonly void OnSlot(ref EngineEvent slot, bool last) => Engine.OnEvent(slot);
    }

    private struct FactSum : IRingReader<Fact>
    {
        public long Total;

        public void OnSlot(ref Fact slot, bool last) => Total += (long)slot.Kind;
    }
}
