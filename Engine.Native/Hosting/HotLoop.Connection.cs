using Engine.Core.Events;
using Engine.Core.Wire.Deribit;
using Engine.Native.Net;

namespace Engine.Native.Hosting;

/// <content>Connection and session: connect, notice the loss, pause, connect again, and tell the engine.</content>
public sealed partial class HotLoop<TQuoter>
{
    private SessionState _announced = SessionState.Down;
    private int _announcedPasses;
    private bool _isAttempt;
    private bool _wasLive;
    private long _attemptNs;
    private string? _trouble;

    /// <summary>Connections made after the first. Hot thread only.</summary>
    public int Reconnects { get; private set; }

    /// <summary>When the next attempt to connect is due, Unix ns; 0 while there is a connection. Hot thread only.</summary>
    public long NextAttemptNs => _isAttempt ? 0 : _attemptNs;

    /// <summary>The session's state as the engine was last told. Hot thread only.</summary>
    public SessionState Announced => _announced;

    private void FollowConnection(long nowNs)
    {
        if (Connection.State is WsState.Idle or WsState.Closed)
            OnClosed(nowNs);
        else if (Connection.State == WsState.Open)
            OnOpen(nowNs);
        Announce(nowNs);
    }

    private void OnClosed(long nowNs)
    {
        if (_isAttempt)
        {
            _isAttempt = false;
            if (Session.Failure is null)
                Report(Connection.CloseSentence);
            Session.OnDisconnected();

            // What trust in certificates refuses now it refuses the next time; before the first session that is for the operator to see.
            if (!_wasLive && Connection.CloseReason is (WsCloseReason.CertificateRefused or WsCloseReason.TlsUnavailable))
                _ending = new HotEnding(OrdersConfirmedGone: true, WasLive: false, Connection.CloseSentence);
            _attemptNs = nowNs + _backoff.Next();
        }

        if (nowNs < _attemptNs || (_isStopping && !_wasLive))
            return;
        Reconnects += _wasLive ? 1 : 0;
        _isAttempt = true;
        Connection.Connect(nowNs);
    }

    private void OnOpen(long nowNs)
    {
        if (Session.Phase == SessionPhase.Down)
            Session.OnConnected();
        if (Session.Phase == SessionPhase.Failed)
            OnSessionFailed(nowNs);
        else if (nowNs - Connection.LastReceiveNs > _options.SilenceNs && Connection.LastReceiveNs != 0)
        {
            Report($"nothing came from the venue for {_options.SilenceNs / 1_000_000_000} s");
            Connection.Close(nowNs);
        }
    }

    private void OnSessionFailed(long nowNs)
    {
        Report(Session.Failure!);
        Connection.Close(nowNs);
        if (Session.IsFatal && !_wasLive)
            _ending = new HotEnding(OrdersConfirmedGone: true, WasLive: false, Session.Failure);
    }

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
            _wasLive = true;
            _backoff.Reset();
        }

        ref EngineEvent change = ref _feed.Claim();
        change.Kind = EventKind.Session;
        change.Instrument = EngineEvent.NoInstrument;
        change.ReceiveNs = nowNs;
        change.Session.State = state;
        change.Session.OrderRate = _decoder.OrderRate.PerSecond;
        change.Session.OrderBurst = _decoder.OrderRate.Burst;
        _feed.Commit();
    }

    private void Report(string trouble) => Volatile.Write(ref _trouble, trouble);
}
