using Engine.Core.Link;
using Engine.Native.Hosting;
using Engine.Native.Latency.FarSide;
using Engine.Native.Latency.Figures;
using Engine.Native.Latency.Floor;
using Engine.Native.Latency.Rounds;
using Engine.Native.Linux.Streams;
using Engine.Native.Net;
using Engine.Native.Net.Tls;
using Engine.Native.Time;

namespace Engine.Native.Latency;

/// <summary>
/// One measurement: listens on the loopback, starts the engine and the sender, waits for both. Everything is made here, on a cold
/// thread, before the first tick.
/// </summary>
internal sealed class LatencyProcess(LatencyOptions options, LatencyCpus cpus, StopSignal stop)
{
    private const int AcceptMs = 10_000;

    private readonly SystemClock _clock = new();

    private long AnswerLimitNs => (long)options.AnswerLimit.TotalNanoseconds;

    /// <summary>Measures; throws <see cref="IOException"/> where it cannot be done at all.</summary>
    public LatencyResult Run()
    {
        using SocketsHandle listener = ServerSockets.ListenOnLoopback(out int port);
        using TlsServing? tls = options.Tls ? new TlsServing() : null;
        Spin spin = new(options.Yields);
        ITickSource ticks = options.Frames is null
            ? new GeneratedTicks(LatencyMarket.Instrument, LatencyMarket.MiddleE9, options.Seed)
            : new RecordedTicks(options.Frames);
        using LoopbackPair pair = LoopbackPair.Connect();
        using EchoClient echo = new(pair.Near, tls?.TrustFile, spin);
        using FarStream echoStream = new(pair.Far, tls?.Begin(pair.Far), spin);
        BorrowedThread borrowed = new(echo);
        using MeasuredEngine engine = new(options, new MeasuredPlace(port, tls?.TrustFile, ticks.Terms.Name, ticks.Interval, cpus), _clock, stop, borrowed);
        StageJoin stages = new(engine.Facts);
        engine.Start();
        try
        {
            using FarStream stream = Accept(listener, tls, spin);
            FarConnection connection = new(stream);
            Open(connection, spin);
            FarVenue venue = new(connection, ticks, stages, _clock, spin, stop, AnswerLimitNs);
            EchoConversation floor = new(echoStream, _clock, spin, AnswerLimitNs);
            return Measure(engine, new LatencyLink(venue, floor, borrowed, stages, spin));
        }
        finally
        {
            // Whatever happened: the engine's thread ends before what it uses is taken away.
            stop.Request(StopReason.Failure);
            engine.Join();
        }
    }

    private LatencyResult Measure(MeasuredEngine engine, LatencyLink link)
    {
        Conductor conductor = new(options, link, _clock, stop);
        PinnedThread sender = new("sender", cpus.Sender, fifo: false, conductor.Run);
        sender.Start();
        sender.Join();
        TradingEnding ending = engine.Join();
        return new LatencyResult
        {
            Figures = conductor.Figures,
            Sizes = conductor.Sizes,
            Checks = link.Venue.Checks,
            Jitter = link.Borrowed.Jitter,
            Security = engine.Security,
            Failure = conductor.Failure ?? sender.Failure?.ToString() ?? ending.Failure,
            Refused = engine.Refused.Length > 0 ? engine.Refused : sender.Refused,
        };
    }

    private static FarStream Accept(SocketsHandle listener, TlsServing? tls, Spin spin)
    {
        SocketsHandle socket = ServerSockets.TryAccept(listener, AcceptMs) ?? throw new IOException("nothing connected to the far side");
        return new FarStream(socket, tls?.Begin(socket), spin);
    }

    private void Open(FarConnection connection, Spin spin)
    {
        for (long untilNs = _clock.NowNs + (AcceptMs * 1_000_000L); !FarHandshake.TryAnswer(connection);)
        {
            if (_clock.NowNs > untilNs || connection.Stream.HasEnded || stop.IsRequested)
                throw new IOException("the engine's connection did not open");
            if (!connection.Receive())
                spin.Once();
        }
    }
}
