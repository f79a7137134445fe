using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Journal.Intents;
using Engine.Core.Link;
using Engine.Core.Link.Pulling;
using Engine.Core.Link.Stages;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Core.Simulation.Network;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Engine.Core.Wire.Deribit.Sessions;

namespace Engine.Core.Simulation.Trader;

/// <summary>
/// One life of the trading process: the product's own trader and journal pump around a link in memory. What the hot thread and the
/// journal thread do in turns is done here one after the other.
/// </summary>
internal sealed class TraderProcess
{
    private const long PullRestNs = 2_000_000_000;

    private readonly TraderSetup _setup;
    private readonly IReadWatcher _watcher;
    private readonly Trader<InventorySkewQuoter> _trader;
    private readonly IntentLog _intents;
    private readonly KillLatch _latch;
    private KillReason _killTold;
    private long _intentsBefore;
    private bool _isReported = true;
    private long _journalNs;
    private long _reported;
    private long _worldNs;
    private bool _isDying;

    public TraderProcess(TraderSetup setup, VirtualNetwork network, ILinkWatcher written, ILinkWatcher pulled, IReadWatcher read, ModelDisk disk, TraderBirth birth, Prng random)
    {
        _setup = setup;
        _watcher = read;
        AheadNs = birth.AheadNs;
        SessionId = birth.SessionId;
        InstrumentTable instruments = new(setup.Instruments);
        RingBuffer<Fact> facts = Facts = new RingBuffer<Fact>(setup.FactSlots);
        Journal = new JournalPump(new RingPoller<Fact>(facts), instruments, disk.Journal, setup.Store, observer: null);
        Stored = disk.Journal;
        Link = new VirtualLink(network, written, random.Fork()) { ClockNs = -birth.AheadNs };
        SessionOptions login = new()
        {
            Key = System.Text.Encoding.ASCII.GetBytes(setup.Key),
            Secret = "secret"u8.ToArray(),
            HeartbeatSeconds = setup.HeartbeatSeconds,
            RequestTimeoutNs = setup.Engine.RequestTimeoutNs,
            AsksTrades = (setup.Engine.Without & Guard.TradesAsked) == 0,
        };
        DeribitSession session = new(login, instruments);
        for (int i = 0; i < setup.Instruments.Length; i++)
            session.SetTradesFrom(i, disk.Journal.TradeMark(i));
        Left = disk.Recover();
        _intents = disk.BeginLog(birth.SessionId, setup.Instruments, birth.WorldNs + birth.AheadNs);
        _latch = disk.Kill.Attach(birth.SessionId);
        EngineOptions engine = setup.Engine with { SessionId = birth.SessionId, Intents = _intents, Left = Left, EarlierSessions = disk.Sessions, Latch = _latch };
        DeskOptions<InventorySkewQuoter>[] desks =
            [.. setup.Quoting.Select((model, i) => new DeskOptions<InventorySkewQuoter>(new InventorySkewQuoter(model), setup.Reprice, setup.Limits[i])
            {
                FillPauseNs = setup.FillPauseNs,
                LastBuyNs = disk.Journal.LastOwnFillNs(i, Side.Buy),
                LastSellNs = disk.Journal.LastOwnFillNs(i, Side.Sell),
            })];
        _trader = new Trader<InventorySkewQuoter>(setup.Link, Link, session, instruments, desks, engine, facts, random.Next(), setup.EventSlots) { SendNow = SendNow };
        if (setup.WatchdogNs > 0)
        {
            VirtualLink second = new(network, pulled, random.Fork()) { ClockNs = -birth.AheadNs };
            Watchdog = new ModelWatchdog(this, setup.WatchdogNs, new QuotePull(login, instruments, birth.SessionId, PullRestNs), second, random.Next());
        }
    }

    /// <summary>How it is configured.</summary>
    public TraderSetup Setup => _setup;

    /// <summary>Who sees that the hot thread stands still; null where nobody does.</summary>
    public ModelWatchdog? Watchdog { get; }

    /// <summary>The number in the labels of its orders.</summary>
    public int SessionId { get; }

    /// <summary>Orders that it was told earlier processes may have left.</summary>
    public IReadOnlyList<LeftOrder> Left { get; }

    /// <summary>The way to the venue.</summary>
    public VirtualLink Link { get; }

    /// <summary>The keeper of the session.</summary>
    public TradingSession Trading => _trader.Trading;

    /// <summary>The engine.</summary>
    public TradingEngine<InventorySkewQuoter, DirectGateway> Engine => _trader.Engine;

    /// <summary>Facts on their way to the disk.</summary>
    public JournalPump Journal { get; }

    /// <summary>The database.</summary>
    public ModelJournal Stored { get; }

    /// <summary>Facts as the engine writes them down.</summary>
    public RingBuffer<Fact> Facts { get; }

    /// <summary>Facts that wait for room among those.</summary>
    public int FactsAside => _trader.Quoting.Facts.Aside;

    /// <summary>Its clock less the world's.</summary>
    public long AheadNs { get; }

    /// <summary>The hot thread does nothing before then, in the world's time.</summary>
    public long StalledUntilNs { get; private set; }

    /// <summary>Since when it does nothing.</summary>
    public long StalledSinceNs { get; private set; }

    /// <summary>The journal thread does nothing before then, in the world's time.</summary>
    public long JournalStalledUntilNs { get; set; }

    /// <summary>Whether the turn in which it dies has written intents down and sent none of them.</summary>
    public bool HasUnsentIntents => _isDying && Wish == DeathWish.BeforeSend && _intents.Count > _intentsBefore;

    /// <summary>The moment at which it is to die.</summary>
    public DeathWish Wish { get; set; }

    /// <summary>When the hot thread has something to do, in the world's time.</summary>
    public long NextNs => Math.Max(StalledUntilNs, _isReported && (!IsStopAsked || Trading.IsStopping) ? Math.Min(Link.NextNs, Trading.TimerNs - AheadNs) : 0);

    /// <summary>When the journal thread has something to do, in the world's time.</summary>
    public long JournalNextNs => Math.Max(_journalNs, JournalStalledUntilNs);

    /// <summary>Whether a clean stop is asked for; the hot thread sees it when it comes to it.</summary>
    public bool IsStopAsked { get; set; }

    /// <summary>Why the kill switch is to be latched, asked for by another thread; the hot thread looks at it first of all.</summary>
    public KillReason KillAsked { get; private set; }

    /// <summary>The hot thread stands still for a while.</summary>
    public void Stall(long fromNs, long untilNs)
    {
        if (fromNs >= StalledUntilNs)
            StalledSinceNs = fromNs;
        StalledUntilNs = untilNs;
    }

    /// <summary>Another thread wants the kill switch: it latches it for the processes to come by itself, as the hot thread may hang.</summary>
    public void AskKill(KillReason reason, long worldNs)
    {
        KillAsked = KillAsked == KillReason.None ? reason : KillAsked;
        _latch.Latch(reason, worldNs + AheadNs);
    }

    /// <summary>The hot thread's turn, and one more for what it has sent; false when the process dies in it.</summary>
    public bool Turn(long worldNs)
    {
        if (!TurnOnce(worldNs))
            return false;
        return _isReported || TurnOnce(worldNs);
    }

    /// <summary>The journal thread's turn.</summary>
    public void TurnJournal(long worldNs)
    {
        _journalNs = worldNs + _setup.JournalTurnNs;
        Journal.Turn(worldNs, hurry: false);
    }

    /// <summary>The end in order: the link is closed, and everything that is known goes to the disk as far as the disk takes it.</summary>
    public void HangUp(TradingEnding ending, long worldNs)
    {
        Link.Close(worldNs + AheadNs);
        _trader.Finish(worldNs + AheadNs);
        Journal.Store.RetryNow();
        while (Journal.Turn(worldNs, hurry: true))
            Journal.Store.RetryNow();
        if (ending.OrdersConfirmedGone)
            _intents.End(worldNs + AheadNs);
    }

    private void SendNow()
    {
        bool sends = Link.Output.PendingBytes > 0;
        if (!_isDying && !(sends && Wish == DeathWish.BeforeSend))
            Link.Flush(_worldNs);
        _isDying |= sends && Wish != DeathWish.None;
    }

    private bool TurnOnce(long worldNs)
    {
        long nowNs = worldNs + AheadNs;
        _worldNs = worldNs;
        _intentsBefore = _intents.Count;
        if (KillAsked != _killTold)
            Trading.Kill(_killTold = KillAsked, nowNs);
        if (IsStopAsked)
            Trading.BeginStop(nowNs);
        _trader.BeginTurn(nowNs);
        bool hasRead = Link.Poll(worldNs);
        while (Link.TryRead(worldNs, out ReadOnlySpan<byte> message))
        {
            _watcher.OnRead(message);
            _trader.Take(message, nowNs);
        }

        Trading.TellJournal(Journal.IsBehind(worldNs), nowNs);
        _trader.EndTurn(nowNs, hasRead);
        long written = _trader.OrderRequests;
        SendNow();
        if (Link.Output.PendingBytes == 0)
            _trader.Sent(nowNs);
        _isReported = written == _reported;
        _reported = written;
        return !_isDying;
    }
}
