using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Link;
using Engine.Core.Link.Feed;
using Engine.Core.Link.Sending;
using Engine.Core.Link.Stages;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Simulation.Network;
using Engine.Core.Trading;
using Engine.Core.Wire.Deribit;

namespace Engine.Core.Simulation.Trader;

/// <summary>
/// One life of the trading process: the product's own session, decoder, rings, engine and journal pump around a link in memory.
/// What the hot thread and the journal thread do in turns is done here in the same order, one after the other.
/// </summary>
internal sealed class TraderProcess : IRingDrain, IRareFrames
{
    private readonly TraderSetup _setup;
    private readonly TraderClock _clock;
    private readonly FrameIntake _intake;
    private readonly SentLog _sent = new();
    private readonly BatchLog _batches = new();
    private readonly IReadWatcher _watcher;
    private long _journalNs;

    public TraderProcess(TraderSetup setup, VirtualNetwork network, ILinkWatcher written, IReadWatcher read, ModelJournal journal, TraderBirth birth, Prng random)
    {
        _setup = setup;
        _watcher = read;
        _clock = new TraderClock(birth.AheadNs) { WorldNs = birth.WorldNs };
        InstrumentTable instruments = new(setup.Instruments);
        RingBuffer<EngineEvent> events = new(setup.EventSlots);
        RingBuffer<Fact> facts = new(setup.FactSlots);
        RingPoller<EngineEvent> poller = new(events);
        Journal = new JournalPump(new RingPoller<Fact>(facts), instruments, journal, setup.Store, observer: null);
        Link = new VirtualLink(network, written, random.Fork()) { ClockNs = -birth.AheadNs };
        DeribitSession session = new(
            new SessionOptions
            {
                Key = System.Text.Encoding.ASCII.GetBytes(setup.Key),
                Secret = "secret"u8.ToArray(),
                HeartbeatSeconds = setup.HeartbeatSeconds,
                RequestTimeoutNs = setup.Engine.RequestTimeoutNs,
            },
            instruments);
        for (int i = 0; i < setup.Instruments.Length; i++)
            session.SetTradesFrom(i, journal.LastTradeSequence(i));
        EventFeed feed = new(events, this);
        _intake = new FrameIntake(new DeribitDecoder(instruments), feed);
        IntentWriter writer = new(Link.Output, instruments, session, _sent);
        DeskOptions<InventorySkewQuoter>[] desks =
            [.. setup.Quoting.Select((model, i) => new DeskOptions<InventorySkewQuoter>(new InventorySkewQuoter(model), setup.Reprice, setup.Limits[i]))];
        Quoting = new QuoteStage<InventorySkewQuoter, VirtualGateway>(
            poller, instruments, desks, setup.Engine with { SessionId = birth.SessionId }, facts, new VirtualGateway(writer, _clock), observeEveryNs: long.MaxValue / 4);
        Trading = new TradingSession(setup.Link, Link, session, instruments, _intake, Quoting, random.Next());
        SessionId = birth.SessionId;
    }

    /// <summary>The number in the labels of its orders.</summary>
    public int SessionId { get; }

    /// <summary>The way to the venue.</summary>
    public VirtualLink Link { get; }

    /// <summary>The keeper of the session.</summary>
    public TradingSession Trading { get; }

    /// <summary>The quoting stage.</summary>
    public QuoteStage<InventorySkewQuoter, VirtualGateway> Quoting { get; }

    /// <summary>The engine.</summary>
    public TradingEngine<InventorySkewQuoter, VirtualGateway> Engine => Quoting.Engine;

    /// <summary>Facts on their way to the disk.</summary>
    public JournalPump Journal { get; }

    /// <summary>Its clock less the world's.</summary>
    public long AheadNs => _clock.AheadNs;

    /// <summary>The hot thread does nothing before then, in the world's time.</summary>
    public long StalledUntilNs { get; set; }

    /// <summary>The journal thread does nothing before then, in the world's time.</summary>
    public long JournalStalledUntilNs { get; set; }

    /// <summary>What the process is to do at its next chance to die.</summary>
    public DeathWish Wish { get; set; }

    /// <summary>When the hot thread has something to do, in the world's time.</summary>
    public long NextNs => Math.Max(StalledUntilNs, Math.Min(Link.NextNs, Trading.TimerNs - AheadNs));

    /// <summary>When the journal thread has something to do, in the world's time.</summary>
    public long JournalNextNs => Math.Max(_journalNs, JournalStalledUntilNs);

    /// <summary>The hot thread's turn, and those that follow at once; false when the process died in it.</summary>
    public bool Turn(long worldNs)
    {
        _clock.WorldNs = worldNs;
        do
        {
            if (!TurnOnce(worldNs))
                return false;
        }
        while (_intake.Feed.HasEvents);
        return true;
    }

    /// <summary>The journal thread's turn.</summary>
    public void TurnJournal(long worldNs)
    {
        _journalNs = worldNs + _setup.JournalTurnNs;
        Journal.Turn(worldNs, hurry: false);
    }

    /// <summary>The end in order: the link is closed and everything that is known goes to the disk, as far as the disk takes it.</summary>
    public void HangUp(long worldNs)
    {
        _clock.WorldNs = worldNs;
        _intake.Feed.EndBatch();
        Quoting.Poll();
        Link.Close(_clock.NowNs);
        Quoting.Finish(_clock.NowNs);
    }

    /// <inheritdoc/>
    public void Drain() => Quoting.Poll();

    void IRareFrames.BeforeSlow()
    {
        Publish();
        Quoting.Poll();
        Send();
    }

    void IRareFrames.OnRare(in DecodeResult result, ReadOnlySpan<byte> message, long nowNs) => Trading.OnRare(result, message, nowNs);

    private bool TurnOnce(long worldNs)
    {
        long nowNs = _clock.NowNs;
        if (Trading.IsStopping)
            Trading.AdvanceStop(nowNs);
        if (Link.Poll(worldNs))
            Read(nowNs);
        if (nowNs >= Trading.TimerNs)
            OnTimer(nowNs);
        Publish();
        Quoting.Poll();
        if (Wish == DeathWish.BeforeSend && Link.Output.PendingBytes > 0)
            return false;
        Trading.WriteRequests(nowNs);
        Send();
        return Wish != DeathWish.AfterSend || _sent.Total == 0;
    }

    private void Read(long nowNs)
    {
        _batches.Begin(0, nowNs);
        while (Link.TryRead(_clock.WorldNs, out ReadOnlySpan<byte> message))
        {
            _watcher.OnRead(message);
            _intake.Take(message, nowNs, this);
        }

        Trading.AfterRead(Link.State == LinkState.Open, nowNs);
    }

    private void OnTimer(long nowNs)
    {
        Trading.TellJournal(Journal.IsBehind(_clock.WorldNs), nowNs);
        Trading.OnTimer(nowNs);
    }

    private void Publish()
    {
        _intake.Feed.EndBatch();
        _batches.Published(_clock.NowNs);
    }

    private void Send()
    {
        if (Link.Output.PendingBytes == 0 && _sent.Batch.IsEmpty)
            return;
        long nowNs = _clock.NowNs;
        Link.Flush(_clock.WorldNs);
        if (Link.State != LinkState.Open)
            _sent.Drop();
        else if (Link.Output.PendingBytes == 0 && !_sent.Batch.IsEmpty)
            SentReport.Write(_intake.Feed, _sent, _batches, nowNs, nowNs);
    }
}
