using Engine.Core.Events;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;
using Engine.Native.Net;
using Engine.Native.Time;

namespace Engine.Native.Hosting;

/// <summary>
/// The stage at the wire: received bytes to published events, and encoded requests to one send, each batch stamped on its way.
/// Belongs to the thread that owns the connection.
/// </summary>
public sealed class WireStage
{
    private readonly SystemClock _clock;
    private readonly EventFeed _feed;
    private readonly DeribitDecoder _decoder;
    private readonly StageClock _stages;
    private readonly SentLog _sent = new();
    private RingSink _sink;

    /// <summary>Prepares the stage; the ring's readers have joined.</summary>
    public WireStage(
        SystemClock clock, WsConnection connection, DeribitSession? session, DeribitDecoder decoder, InstrumentTable instruments, RingBuffer<EngineEvent> events, IRingDrain drain)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _clock = clock;
        Connection = connection;
        _decoder = decoder;
        _stages = new StageClock(clock);
        _feed = new EventFeed(events, drain);
        _sink = new RingSink(_feed);
        Writer = new IntentWriter(connection.Output, instruments, session, _sent);
    }

    /// <summary>The connection.</summary>
    public WsConnection Connection { get; }

    /// <summary>Where decoded events go; others add theirs.</summary>
    public EventFeed Feed => _feed;

    /// <summary>What turns intents into bytes.</summary>
    public IntentWriter Writer { get; }

    /// <summary>The decoder.</summary>
    public DeribitDecoder Decoder => _decoder;

    /// <summary>Order requests sent, and since when.</summary>
    public SentLog Sent => _sent;

    /// <summary>Decodes what has arrived; returns the time at which it had been read, which its events carry.</summary>
    public long Read(IRareFrames others)
    {
        long readNs = _stages.Begin(Connection.LastKernelNs);
        bool isFirst = true;
        while (Connection.TryReadMessage(out WsMessageKind kind, out ReadOnlySpan<byte> message))
        {
            if (isFirst)
                _stages.Framed();
            isFirst = false;
            if (kind != WsMessageKind.Text)
                continue; // the venue sends none; a binary frame says nothing we know how to read
            if (!_decoder.TryShape(message, readNs, ref _sink, out DecodeResult result))
            {
                if (_feed.HasEvents)
                    others.BeforeSlow();
                result = _decoder.Reference(message, readNs, ref _sink);
            }

            if (result.Kind != FrameKind.Notification)
                others.OnRare(result, message, readNs);
        }

        if (!isFirst)
            _stages.Decoded();
        return readNs;
    }

    /// <summary>The receive batch is over: its events become visible.</summary>
    public void Publish()
    {
        _feed.EndBatch();
        _stages.Published();
    }

    /// <summary>Sends what is pending, with one call, and reports the order requests in it once all of it has left.</summary>
    public void Send()
    {
        if (Connection.Output.PendingBytes == 0 && _sent.Batch.IsEmpty)
            return;
        long encodedNs = _clock.NowNs;
        Connection.Flush(encodedNs);
        if (Connection.State != WsState.Open)
            _sent.Drop();
        else if (Connection.Output.PendingBytes == 0 && !_sent.Batch.IsEmpty)
            SentReport.Write(_feed, _sent, _stages, encodedNs, _clock.NowNs);
    }
}
