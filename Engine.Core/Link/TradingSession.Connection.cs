using Engine.Core.Events;
using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.Deribit.Sessions;

namespace Engine.Core.Link;

/// <content>Link and session: connect, notice the loss, pause, connect again, and tell the engine.</content>
public sealed partial class TradingSession
{
    private Redial _redial;
    private SessionState _announced = SessionState.Down;
    private int _announcedPasses;
    private int _listsTold;
    private bool _isAttempt;
    private bool _wasLive;
    private bool _isHeard;
    private bool _wasQuick;
    private long _liveNs;
    private long _attemptNs;
    private long _firstAttemptNs;
    private string? _fault;

    /// <summary>Connections lost and made again, up to a live session.</summary>
    public int Reconnects { get; private set; }

    /// <summary>Connections tried for that.</summary>
    public int ReconnectAttempts { get; private set; }

    /// <summary>When the connection opened, or the last one did, Unix ns; 0 while none has.</summary>
    public long ConnectedNs { get; private set; }

    /// <summary>When the next attempt to connect is due, Unix ns; 0 while there is a connection.</summary>
    public long NextAttemptNs => _isAttempt ? 0 : _attemptNs;

    /// <summary>The session's state as the engine was last told.</summary>
    public SessionState Announced => _announced;

    private void FollowLink(long nowNs)
    {
        switch (_link.State)
        {
            case LinkState.Closed:
                OnClosed(nowNs);
                break;
            case LinkState.Open:
                OnOpen(nowNs);
                break;
            case LinkState.Closing when Session.Phase is not (SessionPhase.Down or SessionPhase.Failed):
                Session.OnDisconnected(); // whoever closes it: nothing can be sent any more
                break;
            default:
                break;
        }

        Announce(nowNs);
    }

    private void OnClosed(long nowNs)
    {
        if (_isAttempt)
            EndAttempt(nowNs);
        if (nowNs < _attemptNs || (IsStopping && NothingIsLeft) || Ending is not null)
            return;
        ReconnectAttempts += _wasLive ? 1 : 0;
        _firstAttemptNs = _firstAttemptNs == 0 ? nowNs : _firstAttemptNs;
        _isAttempt = true;
        _isHeard = false;
        _liveNs = 0;
        _link.Connect(nowNs);
    }

    private void EndAttempt(long nowNs)
    {
        _isAttempt = false;
        if (_link.End != LinkEnd.ClosedByUs)
            _fault = _link.EndSentence; // otherwise it was said when we closed
        Session.OnDisconnected();
        if (!_wasLive && !IsStopping && (_link.End == LinkEnd.WrongAddress || nowNs - _firstAttemptNs >= _options.FirstConnectNs))
        {
            // As long as no session has shown that the address is right, a second attempt would meet the same.
            Ending ??= new TradingEnding(OrdersConfirmedGone: NothingIsLeft, WasLive: false, WithLeft($"no session with the venue: {_fault}"));
            return;
        }

        if (_liveNs != 0)
            _redial.OnLost(_liveNs, nowNs);
        AttemptEnd end = EndOfAttempt();
        long pauseNs = _redial.PauseNs(end, nowNs, out bool isQuick);
        if (!_wasLive && !IsStopping)
            pauseNs = Math.Min(pauseNs, Math.Max(1_000_000, _firstAttemptNs + _options.FirstConnectNs - nowNs));
        _attemptNs = nowNs + pauseNs;
        if (!isQuick || !_wasQuick || end == AttemptEnd.Lost) // those made quickly are told of once
            Troubles.Add($"{_link.EndSentence}{(end == AttemptEnd.Throttled ? $", after it had said that there were too many requests ({DeribitErrors.TooManyRequests})" : "")}; connecting again in {(pauseNs + 500_000) / 1_000_000} ms{(isQuick ? ", and at that pace" : "")}");
        _wasQuick = isQuick;
    }

    private AttemptEnd EndOfAttempt()
    {
        if (Session.ThrottledNs != 0 && Session.ThrottledNs >= ConnectedNs)
            return AttemptEnd.Throttled;
        if (_liveNs != 0)
            return AttemptEnd.Lost;
        return _link.End == LinkEnd.Unreached ? AttemptEnd.Unreached : _isHeard || _link.End is LinkEnd.WrongAddress or LinkEnd.Unavailable ? AttemptEnd.Failed : AttemptEnd.Unheard;
    }

    private void OnOpen(long nowNs)
    {
        if (Session.Phase == SessionPhase.Down)
        {
            Session.OnConnected();
            NewsSinceNs = nowNs;
            ConnectedNs = nowNs;
            _intake.Restart();
        }

        if (Session.Phase == SessionPhase.Failed)
            OnSessionFailed(nowNs);
        else if (nowNs - _link.LastReceiveNs > _options.SilenceNs && _link.LastReceiveNs != 0)
        {
            _fault = $"nothing came from the venue for {_options.SilenceNs / 1_000_000_000} s";
            Troubles.Add(_fault);
            _link.Close(nowNs);
        }
    }

    private void OnSessionFailed(long nowNs)
    {
        TellRemarks(); // of before
        _fault = Session.Failure!;
        _link.Close(nowNs);
        if (Session.IsFatal && !_wasLive)
            Ending ??= new TradingEnding(OrdersConfirmedGone: NothingIsLeft, WasLive: false, WithLeft(_fault)) { IsMistaken = true };
        else
            Troubles.Add(_fault);
    }

    private string WithLeft(string fault) => NothingIsLeft ? fault : $"{fault}; orders of an earlier session may still be open";

    private void Announce(long nowNs)
    {
        SessionState state = Session.Phase switch
        {
            SessionPhase.Live => SessionState.Live,
            SessionPhase.Reconciling => SessionState.Reconciling,
            SessionPhase.LoggingIn or SessionPhase.Subscribing => SessionState.LoggingIn,
            _ => SessionState.Down,
        };
        if (state == SessionState.Reconciling && _announced == SessionState.Live)
            return; // asked for while live: only its end is told
        if (state == _announced && Session.Reconciliations == _announcedPasses)
            return;
        _announced = state;
        _announcedPasses = Session.Reconciliations;
        if (state == SessionState.Live)
        {
            Reconnects += _wasLive && _liveNs == 0 ? 1 : 0;
            _wasLive = true;
            _liveNs = _liveNs == 0 ? nowNs : _liveNs;
        }

        Tell(state, state == SessionState.Live ? OpenOrderList.Ends : OpenOrderList.None, nowNs);
    }

    /// <summary>A list is about to be asked for: whatever the venue tells behind this may stand on it.</summary>
    private void TellList(long nowNs)
    {
        _listsTold = Session.ListsBegun;
        if (_announced is SessionState.Reconciling or SessionState.Live)
            Tell(_announced, OpenOrderList.Begins, nowNs);
    }

    private void Tell(SessionState state, OpenOrderList list, long nowNs)
    {
        ref EngineEvent change = ref _feed.Claim();
        change.Kind = EventKind.Session;
        change.Instrument = EngineEvent.NoInstrument;
        change.ReceiveNs = nowNs;
        change.Session.State = state;
        change.Session.List = list;
        change.Session.IsProtected = Session.IsProtected;
        change.Session.OrderRate = _decoder.OrderRate.PerSecond;
        change.Session.OrderBurst = _decoder.OrderRate.Burst;
        _feed.Commit();
    }
}
