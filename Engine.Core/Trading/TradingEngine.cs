using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Risk.Modes;
using Engine.Core.Trading.Desks;
using Engine.Core.Trading.Unsettled;

namespace Engine.Core.Trading;

/// <summary>
/// The engine: events in, intents out, no clock and no I/O, so that live, replay, backtest and simulation run the same code.
/// Belongs to one thread.
/// </summary>
/// <typeparam name="TQuoter">The quoting model.</typeparam>
/// <typeparam name="TGateway">Where intents go.</typeparam>
public sealed partial class TradingEngine<TQuoter, TGateway>
    where TQuoter : struct, IQuoter
    where TGateway : struct, IGateway
{
    private readonly Desk<TQuoter>[] _desks;
    private readonly VenueAccount?[] _accounts = new VenueAccount?[8];
    private readonly long[] _rejects = new long[(int)RejectReason.Notional + 1];
    private readonly EngineOptions _options;
    private readonly FactLog _facts;
    private readonly InstrumentTable _names;
    private TGateway _gateway;
    private RequestCredits _credits;
    private RequestCredits _pace;
    private KillSwitch _kill;
    private long _requests;
    private int _first; // the desk that is asked first
    private long _pnlNs;
    private long _listedNs;
    private long _listingNs;
    private bool _isListing;
    private bool _sessionTellsLists;

    /// <summary>An engine with one desk an instrument of the table.</summary>
    public TradingEngine(InstrumentTable names, ReadOnlySpan<DeskOptions<TQuoter>> desks, EngineOptions options, FactLog facts, TGateway gateway)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(facts);
        if (desks.Length != names.Count)
            throw new ArgumentException("one desk an instrument", nameof(desks));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SessionId, 1, nameof(options));
        _names = names;
        _options = options;
        _facts = facts;
        _gateway = gateway;
        _credits = new RequestCredits(RateCredits.Starting(options.OrderRate, options.OrderBurst, FirstCredits(desks)));
        _pace = new RequestCredits(OwnPace(GuardedLimits.MaxOrdersPerSecond(options)));
        _left = new LeftOrders(options.Left, names);
        _earlier = [.. options.EarlierSessions, .. options.Left.Select(order => order.Label.Session)];
        _desks = new Desk<TQuoter>[desks.Length];
        for (int i = 0; i < desks.Length; i++)
        {
            RiskGate gate = new(GuardedLimits.Of(desks[i].Limits, options.Without), GuardedLimits.Of(options.Limits, options.Without));
            _desks[i] = new Desk<TQuoter>((ushort)i, desks[i], gate) { Without = options.Without };
        }

        PrepareRisk(desks);
    }

    private bool Lacks(Guard guard) => (_options.Without & guard) != 0;

    /// <summary>The desks, by instrument index.</summary>
    public ReadOnlySpan<Desk<TQuoter>> Desks => _desks;

    /// <summary>State of the session as last told.</summary>
    public SessionState Session { get; private set; }

    /// <summary>Why the kill switch is latched; none while it is not.</summary>
    public KillReason KillReason => _kill.Reason;

    /// <summary>Whether quoting was stopped for good.</summary>
    public bool IsStopped => _mode.Mode == TradingMode.Stopped;

    /// <summary>What the engine may do now.</summary>
    public TradingMode Mode => _mode.Mode;

    /// <summary>Whether no order of ours may still fill, as far as the engine knows: neither of this process nor one that an earlier process left.</summary>
    public bool HasNoOrders
    {
        get
        {
            foreach (Desk<TQuoter> desk in _desks)
            {
                if (!desk.HasNoOrders)
                    return false;
            }

            return _left.Unresolved == 0;
        }
    }

    /// <summary>Intents sent.</summary>
    public long IntentsSent { get; private set; }

    /// <summary>Requests the venue refused.</summary>
    public long VenueRejects { get; private set; }

    /// <summary>Instruments whose contract size the venue has changed since the start: the session has to end.</summary>
    public int ResizedDesks { get; private set; }

    /// <summary>Intents the gate refused.</summary>
    public long GateRejects { get; private set; }

    /// <summary>Intents the gate refused for a reason; a refusal that lasted counts once.</summary>
    public long RejectsOf(RejectReason reason) => _rejects[(int)reason];

    /// <summary>Rate credits left at a time; one pool for all instruments of the account.</summary>
    public double CreditsLeft(long nowNs) => _credits.Credits.Available(nowNs);

    /// <summary>Largest burst of rate credits.</summary>
    public int CreditBurst => _credits.Credits.Burst;

    /// <summary>The gateway; for its owner.</summary>
    public ref TGateway Gateway => ref _gateway;

    /// <summary>Takes in one event. At the end of a batch the desks that it touched decide, compare and send.</summary>
    public void OnEvent(in EngineEvent e)
    {
        Apply(e);
        if ((e.Flags & EventFlags.EndOfBatch) == 0)
            return;
        Desk<TQuoter>[] desks = _desks;
        for (int i = 0, at = _first; i < desks.Length; i++, at++)
        {
            at = at < desks.Length ? at : 0;
            if (desks[at].IsDirty)
                Quote(desks[at], e.ReceiveNs);
        }
    }

    /// <summary>The account in a currency; null while the venue has told nothing of it.</summary>
    public VenueAccount? Account(AsciiCode currency)
    {
        foreach (VenueAccount? account in _accounts)
        {
            if (account is null)
                return null;
            if (account.Currency == currency)
                return account;
        }

        return null;
    }

    /// <summary>Latches the kill switch: a limit was passed, an invariant is broken, somebody wants it. The figure and its limit are told with it.</summary>
    public void Kill(KillReason reason, long nowNs, double value = 0, double bound = 0)
    {
        if (!_kill.Latch(reason))
            return;
        if (!Lacks(Guard.KillFile))
            _options.Latch?.Latch(reason, nowNs, value, bound);
        _facts.Notice(NoticeKind.Kill, EngineEvent.NoInstrument, (long)reason, nowNs, value: value, bound: bound);
        SetCause(ModeCause.Killed, holds: !Lacks(Guard.KillLatch), nowNs);
        Touch();
    }

    /// <summary>
    /// A bucket lets through its burst and what comes in meanwhile: together they are the most of any second, so a fifth of it is the burst.
    /// </summary>
    private static RateCredits OwnPace(int mostPerSecond)
    {
        int burst = Math.Max(1, mostPerSecond / 5);
        return new RateCredits(mostPerSecond + 1 - burst, burst);
    }

    /// <summary>
    /// An earlier process may have spent the account's credits, but it kept the reserve. So the first quotes may be placed, and
    /// the rest is earned.
    /// </summary>
    private static double FirstCredits(ReadOnlySpan<DeskOptions<TQuoter>> desks)
    {
        double credits = 0;
        foreach (DeskOptions<TQuoter> desk in desks)
            credits = Math.Max(credits, desk.Limits.RateReserve);
        return credits + (2 * desks.Length);
    }

    private void Apply(in EngineEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Book:
                OnBook(_desks[e.Instrument], e);
                break;
            case EventKind.BookInvalid:
                OnBookInvalid(_desks[e.Instrument], e.ReceiveNs);
                break;
            case EventKind.Ticker:
                OnTicker(_desks[e.Instrument], e);
                break;
            case EventKind.Order:
                OnOrder(_desks[e.Instrument], e);
                break;
            case EventKind.Fill or EventKind.Position when _desks[e.Instrument].Resized is not null:
                break; // in other lots: the next process fetches the trades and takes the position over
            case EventKind.Fill:
                OnFill(_desks[e.Instrument], e);
                break;
            case EventKind.Reply:
                OnReply(e);
                break;
            case EventKind.Position:
                OnPosition(_desks[e.Instrument], e);
                break;
            case EventKind.Timer:
                OnTimer(e.ReceiveNs);
                break;
            default:
                ApplyRare(e);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ApplyRare(in EngineEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Portfolio:
                OnPortfolio(e.Portfolio, e.ReceiveNs);
                break;
            case EventKind.Specification:
                OnSpecification(_desks[e.Instrument], e.Specification, e.ReceiveNs);
                break;
            case EventKind.Session:
                OnSession(e.Session, e.ReceiveNs);
                break;
            case EventKind.Command when e.Command.Kind == CommandKind.TradesAnew:
                OnTradesAnew(_desks[e.Instrument], e.ReceiveNs);
                break;
            case EventKind.Command when e.Command.Kind == CommandKind.Protection:
                OnProtectionTold(_desks[e.Instrument], e.ExchangeNs, e.ReceiveNs);
                break;
            case EventKind.Command when e.Command.Kind >= CommandKind.Hold:
                OnVenue(e);
                break;
            case EventKind.Command:
                OnCommand(e.Command.Kind, (KillReason)e.Tag, e.ReceiveNs);
                break;
            case EventKind.Sent:
                OnLeft(e);
                break;
            default:
                break;
        }
    }

    private void Touch()
    {
        foreach (Desk<TQuoter> desk in _desks)
            desk.IsDirty = true;
    }
}
