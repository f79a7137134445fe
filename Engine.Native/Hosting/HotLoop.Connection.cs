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
    private long _firstAttemptNs;
    private string? _fault;

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
        else if (Connection.State == WsState.Closing && Session.Phase is not (SessionPhase.Down or SessionPhase.Failed))
            Session.OnDisconnected(); // whoever closes it: nothing can be sent any more
        Announce(nowNs);
    }

    private void OnClosed(long nowNs)
    {
        if (_isAttempt)
            EndAttempt(nowNs);
        if (nowNs < _attemptNs || (_isStopping && !_wasLive) || _ending is not null)
            return;
        Reconnects += _wasLive ? 1 : 0;
        _firstAttemptNs = _firstAttemptNs == 0 ? nowNs : _firstAttemptNs;
        _isAttempt = true;
        Connection.Connect(nowNs);
    }

    private void EndAttempt(long nowNs)
    {
        _isAttempt = false;
        if (Connection.CloseReason is not (WsCloseReason.ClosedByUs or WsCloseReason.CloseTimedOut))
            _fault = Connection.CloseSentence; // otherwise it was said when we closed
        Session.OnDisconnected();
        if (!_wasLive && !_isStopping && (MeansWrongAddress(Connection.CloseReason) || nowNs - _firstAttemptNs >= _options.FirstConnectNs))
        {
            _ending ??= new HotEnding(OrdersConfirmedGone: true, WasLive: false, $"no session with the venue: {_fault}");
            return;
        }

        long pauseNs = _backoff.Next();
        if (!_wasLive)
            pauseNs = Math.Min(pauseNs, Math.Max(1_000_000, _firstAttemptNs + _options.FirstConnectNs - nowNs));
        _attemptNs = nowNs + pauseNs;
        Troubles.Add($"{Connection.CloseSentence}; connecting again in {(pauseNs + 500_000) / 1_000_000} ms");
    }

    /// <summary>What a second attempt would meet again, as long as no session has shown that the address is right.</summary>
    private static bool MeansWrongAddress(WsCloseReason reason) =>
        reason is WsCloseReason.TlsUnavailable or WsCloseReason.CertificateRefused or WsCloseReason.TlsFailed or WsCloseReason.HandshakeRefused;

    private void OnOpen(long nowNs)
    {
        if (Session.Phase == SessionPhase.Down)
        {
            Session.OnConnected();
            _intake.SinceNs = nowNs;
        }

        if (Session.Phase == SessionPhase.Failed)
            OnSessionFailed(nowNs);
        else if (nowNs - Connection.LastReceiveNs > _options.SilenceNs && Connection.LastReceiveNs != 0)
        {
            _fault = $"nothing came from the venue for {_options.SilenceNs / 1_000_000_000} s";
            Troubles.Add(_fault);
            Connection.Close(nowNs);
        }
    }

    private void OnSessionFailed(long nowNs)
    {
        _fault = Session.Failure!;
        Connection.Close(nowNs);
        if (Session.IsFatal && !_wasLive)
            _ending ??= new HotEnding(OrdersConfirmedGone: true, WasLive: false, _fault);
        else
            Troubles.Add(_fault);
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
        change.Session.OrderRate = _wire.Decoder.OrderRate.PerSecond;
        change.Session.OrderBurst = _wire.Decoder.OrderRate.Burst;
        _feed.Commit();
    }
}
