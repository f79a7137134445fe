using Engine.Core.Events;
using Engine.Core.Link.Feed;
using Engine.Core.Link.Sending;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Channels;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.Deribit.Sessions;
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
    private readonly FrameIntake _intake;
    private readonly BatchLog _batches = new();
    private readonly SentLog _sent = new();

    /// <summary>Prepares the stage; the ring's readers have joined.</summary>
    public WireStage(
        SystemClock clock, WsConnection connection, DeribitSession? session, DeribitDecoder decoder, InstrumentTable instruments, RingBuffer<EngineEvent> events, IRingDrain drain)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _clock = clock;
        Connection = connection;
        _intake = new FrameIntake(decoder, new EventFeed(events, drain), session?.Ages ?? new ChannelAges(instruments.Count));
        Writer = new IntentWriter(connection.Output, instruments, session, _sent);
    }

    /// <summary>The connection.</summary>
    public WsConnection Connection { get; }

    /// <summary>Where decoded events go; others add theirs.</summary>
    public EventFeed Feed => _intake.Feed;

    /// <summary>Where messages are decoded.</summary>
    public FrameIntake Intake => _intake;

    /// <summary>What turns intents into bytes.</summary>
    public IntentWriter Writer { get; }

    /// <summary>The decoder.</summary>
    public DeribitDecoder Decoder => _intake.Decoder;

    /// <summary>Order requests sent, and since when.</summary>
    public SentLog Sent => _sent;

    /// <summary>Decodes what has arrived; returns the time at which it had been read, which its events carry.</summary>
    public long Read(IRareFrames others)
    {
        long readNs = _clock.NowNs;
        _batches.Begin(Connection.LastKernelNs, readNs);
        bool isFirst = true;
        while (Connection.TryReadMessage(out WsMessageKind kind, out ReadOnlySpan<byte> message))
        {
            if (isFirst)
                _batches.Framed(_clock.NowNs);
            isFirst = false;
            if (kind != WsMessageKind.Text)
                continue; // the venue sends none; a binary frame says nothing we know how to read
            _intake.Take(message, readNs, others);
        }

        if (!isFirst)
            _batches.Decoded(_clock.NowNs);
        return readNs;
    }

    /// <summary>The receive batch is over: its events become visible.</summary>
    public void Publish()
    {
        _intake.Feed.EndBatch();
        if (_batches.IsOpen)
            _batches.Published(_clock.NowNs);
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
            SentReport.Write(_intake.Feed, _sent, _batches, encodedNs, _clock.NowNs);
    }
}
