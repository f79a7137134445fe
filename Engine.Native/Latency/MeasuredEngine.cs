using System.Net;
using System.Text;
using Engine.Core.Events;
using Engine.Core.Link;
using Engine.Core.Link.Stages;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Engine.Core.Wire.Deribit.Channels;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Native.Config.Sections;
using Engine.Native.Hosting;
using Engine.Native.Latency.FarSide;
using Engine.Native.Net;
using Engine.Native.Time;

namespace Engine.Native.Latency;

/// <summary>
/// The engine under measurement: the production hot loop on its own thread, connected to the far side. Nothing but the journal is
/// missing; its facts are taken by the sender. Limits are set so that every order comes from a tick and none is held back.
/// </summary>
internal sealed class MeasuredEngine : IDisposable
{
    private const int FactSlots = 1 << 14;
    private const long HourNs = 3_600_000_000_000;
    private const long ObserveNs = 5_000_000;
    private const long RehearseNs = 50_000;

    private readonly WsConnection _connection;
    private readonly HotThread<InventorySkewQuoter> _thread;

    /// <summary>Prepares the engine; throws <see cref="IOException"/> where the address is refused.</summary>
    public MeasuredEngine(LatencyOptions options, MeasuredPlace place, SystemClock clock, StopSignal stop, IHotObserver observer)
    {
        string address = $"{(place.TrustFile is null ? "ws" : "wss")}://127.0.0.1:{place.Port}/ws/api/v2";
        if (!WsEndpoint.TryParse(address, out WsEndpoint? endpoint, out string problem))
            throw new IOException(problem);
        _connection = new WsConnection(endpoint, [IPAddress.Loopback], new WsOptions { TrustFile = place.TrustFile, CloseTimeoutNs = 500_000_000 });
        InstrumentTable instruments = new(place.Instrument);
        RingBuffer<Fact> ring = new(FactSlots);
        Facts = new RingPoller<Fact>(ring);
        DeribitSession session = new(SessionOptionsOf(place.Interval), instruments);
        HotOptions hot = HotOptionsOf(options, place.Cpus);
        Loop = new HotLoop<InventorySkewQuoter>(hot, clock, stop, _connection, session, instruments, [Desk], Trading, ring, new NoJournal());
        Loop.Quoting.Observer = observer;
        _thread = new HotThread<InventorySkewQuoter>(Loop, hot);
    }

    /// <summary>The facts; in the journal's place somebody has to take them.</summary>
    public RingPoller<Fact> Facts { get; }

    /// <summary>The loop; its counts are readable once the thread has ended.</summary>
    public HotLoop<InventorySkewQuoter> Loop { get; }

    /// <summary>What the host refused the thread, in words; empty when nothing.</summary>
    public string Refused => _thread.Refused;

    /// <summary>The TLS version agreed on; empty on a plain connection.</summary>
    public string Security => _connection.Security;

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    /// <summary>Waits for its end.</summary>
    public TradingEnding Join() => _thread.Join();

    public void Dispose()
    {
        Loop.Dispose();
        _connection.Dispose();
    }

    private static EngineOptions Trading => new()
    {
        SessionId = 1,
        MaxOrdersPerSecond = SessionScript.OrderRate,
        OrderRate = SessionScript.OrderRate,
        OrderBurst = SessionScript.OrderRate,
    };

    private static DeskOptions<InventorySkewQuoter> Desk => new(
        new InventorySkewQuoter(new InventorySkewParameters { Spread = (double)LatencyMarket.Spread, SizeUsd = LatencyMarket.SizeUsd }),
        // Quotes move with the ticks alone, and a book that stands still between rounds is still a good one.
        new RepriceParameters { ThresholdUsd = (double)LatencyMarket.ThresholdUsd, PeriodNs = HourNs },
        new RiskLimits { PriceCollar = 0.2, StaleBookNs = HourNs });

    private static SessionOptions SessionOptionsOf(string interval) => new()
    {
        ClientName = "engine latency",
        Key = Encoding.ASCII.GetBytes("key"),
        Secret = Encoding.ASCII.GetBytes("secret"),
        Interval = interval,
        Patience = ChannelPatience.Endless, // the far side is silent between its ticks
    };

    private static HotOptions HotOptionsOf(LatencyOptions options, LatencyCpus cpus) => new()
    {
        Wait = options.Yields ? WaitKind.Yield : WaitKind.Spin,
        Cpu = cpus.Engine,
        QuoteCpu = cpus.Quoting,
        Threads = options.Threads,
        RehearseNs = options.Cold ? 0 : RehearseNs,
        ObserveNs = ObserveNs,
        Link = new LinkOptions { SilenceNs = HourNs, ProbeNs = 0, LateNs = 0 },
    };

    private sealed class NoJournal : IJournalLoad
    {
        public bool IsBehind => false;
    }
}
