using Engine.Core.Events;
using Engine.Core.Link.Feed;
using Engine.Core.Link.Stages;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Core.Wire.WebSocket;

namespace Engine.Core.Link;

/// <summary>
/// Keeps a trading session on a link, without I/O and without a clock: connects, logs in, notices the loss, pauses, connects again,
/// tells the engine by events, and stops in order. Its owner moves bytes and time: it calls <see cref="OnTimer"/> at each
/// <see cref="TimerNs"/>, hands on rare frames, calls <see cref="AfterRead"/> when it has read, and writes out what is due. The
/// trading process and the simulation run this same code. Belongs to the thread that owns the link.
/// </summary>
public sealed partial class TradingSession
{
    private readonly LinkOptions _options;
    private readonly ILink _link;
    private readonly InstrumentTable _instruments;
    private readonly DeribitDecoder _decoder;
    private readonly EventFeed _feed;
    private readonly FrameIntake _intake;
    private readonly IQuoting _quoting;
    private readonly bool _beganClean;
    private long _ticks;
    private bool _isJournalBehind;
    private bool _hasFailed;
    private bool _isFailureTold;

    /// <summary>A session that is down, on a link that is closed.</summary>
    /// <param name="options">Patience.</param>
    /// <param name="link">The way to the venue.</param>
    /// <param name="session">The conversation on it.</param>
    /// <param name="instruments">The table that the decoder fills in.</param>
    /// <param name="intake">Where the link's messages are decoded.</param>
    /// <param name="quoting">The engine behind the feed.</param>
    /// <param name="seed">Seed of the jitter.</param>
    public TradingSession(
        LinkOptions options, ILink link, DeribitSession session, InstrumentTable instruments, FrameIntake intake, IQuoting quoting, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(intake);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(quoting);
        _options = options;
        _link = link;
        _instruments = instruments;
        _decoder = intake.Decoder;
        _feed = intake.Feed;
        _intake = intake;
        _quoting = quoting;
        _beganClean = quoting.HasNoOrders && session.ElsewhereLeft == 0; // nothing of earlier processes to look up
        _redial = new Redial(options, instruments.Count, seed);
        _lockTold = new bool[instruments.Count];
        Session = session;
    }

    /// <summary>The conversation with the venue.</summary>
    public DeribitSession Session { get; }

    /// <summary>How trading ended; null while it goes on.</summary>
    public TradingEnding? Ending { get; private set; }

    /// <summary>When the next call of <see cref="OnTimer"/> is due, ns.</summary>
    public long TimerNs { get; private set; }

    /// <summary>
    /// New terms that were decided on older news mean other prices now, or were meant for another connection: a stage between engine and
    /// link drops them. Unix ns.
    /// </summary>
    public long NewsSinceNs { get; private set; }

    /// <summary>Frames that could not be read.</summary>
    public long MalformedFrames { get; private set; }

    /// <summary>Well-formed frames of channels or instruments not asked for.</summary>
    public long UnknownFrames { get; private set; }

    /// <summary>What went wrong, for people: written by the link's thread, read by one other.</summary>
    public TroubleLog Troubles { get; } = new();

    /// <summary>Ends trading at once, for a reason that lies outside the session; an ending that is there already stays.</summary>
    public void End(TradingEnding ending) => Ending ??= ending;

    /// <summary>
    /// Something outside the engine threw. Once, trading is ended in order: kill switch, cancels, confirmation. False for a second time:
    /// then only the end of the connection is left, and the venue's cancel-on-disconnect.
    /// </summary>
    public bool TrySurvive(Exception fault, long nowNs)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (_hasFailed)
            return false;
        _hasFailed = true;
        Troubles.Add($"trading is ended in order, after a fault: {fault}");
        _quoting.Latch?.Latch(KillReason.Invariant, nowNs); // the engine may never get to it
        _feed.Abandon();
        Kill(KillReason.Invariant, nowNs);
        BeginStop(nowNs);
        return true;
    }

    /// <summary>Tells the engine to latch its kill switch.</summary>
    public void Kill(KillReason reason, long nowNs)
    {
        ref EngineEvent command = ref _feed.Claim();
        command.Kind = EventKind.Command;
        command.Instrument = EngineEvent.NoInstrument;
        command.Tag = (byte)reason;
        command.ReceiveNs = nowNs;
        command.Command.Kind = CommandKind.Kill;
        _feed.Commit();
    }

    /// <summary>A frame that is no notification, after its events were committed.</summary>
    public void OnRare(in DecodeResult result, ReadOnlySpan<byte> message, long nowNs)
    {
        MalformedFrames += result.Kind == FrameKind.Malformed ? 1 : 0;
        UnknownFrames += result.Kind == FrameKind.Unknown ? 1 : 0;
        _isHeard = true;
        Session.OnFrame(result, message, nowNs);
        FollowVenue(nowNs);
        if (RequestId.KindOf(result.RequestId) == RequestKind.Instrument)
            FollowTicks(nowNs);
    }

    /// <summary>Whatever the link had was read; told whether the link is open, since most callers know without asking it.</summary>
    public void AfterRead(bool isOpen, long nowNs)
    {
        if (!isOpen || Session.Phase != SessionPhase.Live || Session.Reconciliations != _announcedPasses)
            FollowLink(nowNs);
        BeforeDecision(nowNs);
    }

    /// <summary>What is due from time to time: the link is looked at, the session asks, the engine gets its timer event.</summary>
    public void OnTimer(long nowNs)
    {
        TimerNs = nowNs + _options.TimerNs;
        FollowLink(nowNs);
        if (_options.ProbeNs > 0 && _link.State == LinkState.Open && nowNs - _link.LastReceiveNs > _options.ProbeNs)
            Session.Probe();
        Session.Tick(nowNs);
        FollowVenue(nowNs);
        TellRemarks();
        if (!_isFailureTold && _quoting.Failure is { } failure)
            TellFailure(failure);
        if (!IsStopping && _quoting.IsKilled)
            BeginStop(nowNs); // by whatever it was latched: the session ends in order, and only the operator begins another
        ref EngineEvent timer = ref _feed.Claim();
        timer.Kind = EventKind.Timer;
        timer.Instrument = EngineEvent.NoInstrument;
        timer.ReceiveNs = nowNs;
        _feed.Commit();
    }

    private void TellRemarks()
    {
        while (Session.TakeRemark() is { } remark)
            Troubles.Add(remark);
    }

    private void TellFailure(Exception failure)
    {
        _isFailureTold = true;
        Troubles.Add($"the engine has met a fault; its kill switch is latched and its orders are cancelled: {failure}");
    }

    /// <summary>Tells the engine when the journal falls behind, and when it has caught up.</summary>
    public void TellJournal(bool isBehind, long nowNs)
    {
        if (isBehind == _isJournalBehind)
            return;
        _isJournalBehind = isBehind;
        Command(isBehind ? CommandKind.JournalBehind : CommandKind.JournalCaughtUp, nowNs);
    }

    /// <summary>Gives the engine a command, as an event of its own.</summary>
    public void Command(CommandKind kind, long nowNs) => Command(kind, EngineEvent.NoInstrument, nowNs);

    private void Command(CommandKind kind, ushort instrument, long nowNs, byte tag = 0, long untilNs = 0)
    {
        ref EngineEvent command = ref _feed.Claim();
        command.Kind = EventKind.Command;
        command.Instrument = instrument;
        command.Tag = tag;
        command.ReceiveNs = nowNs;
        command.ExchangeNs = untilNs;
        command.Command.Kind = kind;
        _feed.Commit();
    }

    /// <summary>Writes the requests that the session has due into the link's output, as far as there is room.</summary>
    public void WriteRequests(long nowNs)
    {
        if (Session.ListsBegun != _listsTold)
            TellList(nowNs);
        while (Session.NextLength is > 0 and int length
            && _link.Output.BeginMessage(length, out Span<byte> payload) == OutputRoom.Granted)
        {
            if (Session.TryWrite(payload, nowNs, out int written))
                _link.Output.CommitMessage(written, Opcode.Text);
            else
                _link.Output.AbandonMessage();
        }
    }

    /// <summary>Intents count in ticks: where a tick has changed, those that were decided before mean other prices now.</summary>
    private void FollowTicks(long nowNs)
    {
        long ticks = 0;
        for (int i = 0; i < _instruments.Count; i++)
            ticks = (ticks * 31) + (_instruments[i]?.TickE9 ?? 0);
        if (ticks != _ticks)
            NewsSinceNs = nowNs;
        _ticks = ticks;
    }
}
