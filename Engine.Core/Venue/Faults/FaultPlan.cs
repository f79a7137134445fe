using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Faults.Acts;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Venue.Faults.Frames;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Faults;

/// <summary>
/// What is to go wrong at an exchange, and what is going wrong: faults are added by options, control requests or a simulator, begin
/// at their time or event, strike what passes, and end. Without I/O and clock; equal plans, times and requests give equal bytes.
/// While nothing is active, nothing of it stands in the way of frames and requests.
/// </summary>
public sealed class FaultPlan
{
    private const int KeptOver = 1000;

    private readonly Exchange _exchange;
    private readonly List<ActiveFault> _all = [];
    private readonly List<ActiveFault> _waiting = [];
    private readonly FrameFaults _frames;
    private readonly RequestFaults _requests;
    private readonly FillFaults _fills;
    private long _nextId = 1;

    internal FaultPlan(Exchange exchange)
    {
        _exchange = exchange;
        _frames = new FrameFaults(exchange);
        _requests = new RequestFaults(exchange);
        _fills = new FillFaults(this);
    }

    /// <summary>Every planned fault, oldest first; those that are over for long are forgotten.</summary>
    public IEnumerable<FaultStatus> Status => _all.Select(fault => new FaultStatus(fault.Id, fault.Fault, fault.State, fault.Fired));

    /// <summary>What stands in the way of requests; null while nothing does.</summary>
    internal RequestFaults? Requests => _requests.IsEmpty ? null : _requests;

    /// <summary>Whether an event would begin something.</summary>
    internal bool AwaitsEvents => _waiting.Count > 0;

    /// <summary>Whether the platform is in maintenance.</summary>
    internal bool IsInMaintenance => _requests.IsInMaintenance;

    /// <summary>Until when no connection is taken, Unix nanoseconds.</summary>
    internal long DownUntilNs { get; set; }

    /// <summary>Says what makes a fault impossible at this exchange, such as an instrument that is not listed; null when nothing does.</summary>
    public FaultMistake? Check(Fault fault) => VenueActs.Check(_exchange, fault);

    /// <summary>Plans a fault from a moment on; gives its number. Throws <see cref="ArgumentException"/> where <see cref="Check"/> objects.</summary>
    public long Add(Fault fault, long nowNs)
    {
        if (Check(fault) is FaultMistake mistake)
            throw new ArgumentException($"{mistake.Key}: found {mistake.Found}, expected {mistake.Expected}");
        _exchange.Advance(nowNs);
        return Plan(fault).Id;
    }

    /// <summary>Ends a fault now, begun or not; false when there is none of this number that is not over.</summary>
    public bool Clear(long id)
    {
        if (_all.Find(fault => fault.Id == id && fault.State != FaultState.Over) is not ActiveFault found)
            return false;
        End(found);
        return true;
    }

    /// <summary>Ends all faults; gives how many there were.</summary>
    public int ClearAll()
    {
        ActiveFault[] open = [.. _all.Where(fault => fault.State != FaultState.Over)];
        foreach (ActiveFault fault in open)
            End(fault);
        return open.Length;
    }

    internal ActiveFault Plan(Fault fault)
    {
        var planned = new ActiveFault(_nextId++, fault) { EventsLeft = fault.OnCount };
        if (_all.Count >= KeptOver)
            _all.RemoveAll(known => known.State == FaultState.Over);
        _all.Add(planned);
        if (fault.On is null)
            BeginAfter(planned, inStep: false);
        else
            _waiting.Add(planned);
        Rewire();
        return planned;
    }

    /// <summary>Something happened that a fault may wait for; to a session, or to an account where there is none.</summary>
    internal void Raise(string happened, Session? session, Account? account = null)
    {
        foreach (ActiveFault fault in _waiting.ToArray())
        {
            bool fits = fault.Fault.On == happened || (happened.Contains('/') && Pattern.Fits(fault.Fault.On, happened));
            if (!fits || (session is not null && !fault.Covers(session)) || (account is not null && fault.Fault.Key is string key && key != account.Key))
                continue;
            if (--fault.EventsLeft > 0)
                continue;
            _waiting.Remove(fault);
            BeginAfter(fault, inStep: true);
        }
    }

    /// <summary>Whether cancel-on-disconnect fails for a connection that ends.</summary>
    internal bool LosesCancelOnDisconnect(Session session)
    {
        foreach (ActiveFault fault in _all)
        {
            if (fault.State != FaultState.Active || fault.Fault.Kind != FaultKind.CodFailure || !fault.Covers(session))
                continue;
            fault.Strike();
            return true;
        }

        return false;
    }

    /// <summary>Ends what can strike no more and holds nothing.</summary>
    internal void Settle(ActiveFault fault)
    {
        if (fault.IsSpent && fault.Held.IsEmpty && fault.State == FaultState.Active)
            End(fault);
    }

    /// <summary>The filters stand in the way only while they have something to do.</summary>
    internal void Rewire()
    {
        _exchange.Outlet.Faults = _frames.IsEmpty ? null : _frames;
        _exchange.Publisher.Faults = _fills.IsEmpty && !AwaitsEvents ? null : _fills;
    }

    /// <summary>An event may lie within a step of the floor, where books must not be touched: what touches them waits for its end.</summary>
    private void BeginAfter(ActiveFault fault, bool inStep)
    {
        bool isAct = fault.Form.Target is FaultTarget.Sessions or FaultTarget.Venue;
        if (fault.Fault.AfterNs == 0 && !(inStep && isAct))
            Begin(fault);
        else
            _exchange.Agenda.At(_exchange.NowNs + fault.Fault.AfterNs, () => Begin(fault));
        Rewire();
    }

    private void Begin(ActiveFault fault)
    {
        if (fault.State != FaultState.Waiting)
            return;
        fault.State = FaultState.Active;
        if (fault.Fault.ForNs is long forNs)
            _exchange.Agenda.At(_exchange.NowNs + forNs, () => End(fault));
        switch (fault.Form.Target)
        {
            case FaultTarget.Frames:
                _frames.Add(fault);
                break;
            case FaultTarget.Requests:
                _requests.Add(fault);
                break;
            case FaultTarget.Fills:
                _fills.Add(fault);
                break;
            default:
                BeginAct(fault);
                break;
        }

        Rewire();
        if (fault.Fault.Name.Length > 0)
            Raise("start:" + fault.Fault.Name, null);
    }

    private void BeginAct(ActiveFault fault)
    {
        if (fault.Fault.Kind is FaultKind.Stall or FaultKind.HalfOpen)
            _frames.Add(fault);
        if (fault.Fault.Kind is FaultKind.Stall or FaultKind.Maintenance)
            _requests.Add(fault);
        Rewire();
        if (fault.IsMoment)
            Strike(fault);
        else
            fault.Undo = VenueActs.Begin(_exchange, fault);
    }

    private void Strike(ActiveFault fault)
    {
        if (fault.State != FaultState.Active)
            return;
        if (fault.Form.Target == FaultTarget.Sessions)
            SessionActs.Strike(_exchange, fault);
        else
            VenueActs.Strike(_exchange, fault);
        fault.Strike();
        if (fault.IsSpent)
            End(fault);
        else
            _exchange.Agenda.At(_exchange.NowNs + fault.Fault.EveryNs, () => Strike(fault));
    }

    private void End(ActiveFault fault)
    {
        if (fault.State == FaultState.Over)
            return;
        bool begun = fault.State == FaultState.Active;
        fault.State = FaultState.Over;
        fault.Spend();
        _waiting.Remove(fault);
        _frames.Remove(fault);
        _requests.Remove(fault);
        _fills.Remove(fault);
        Rewire();
        fault.Held.Flush(_frames.Emit);
        // Not here: this may be within a request.
        foreach (Action request in fault.HeldRequests)
            _exchange.Agenda.At(_exchange.NowNs, request);
        fault.HeldRequests.Clear();
        fault.Undo?.Invoke();
        if (begun && fault.Fault.Name.Length > 0)
            Raise("end:" + fault.Fault.Name, null);
    }
}
