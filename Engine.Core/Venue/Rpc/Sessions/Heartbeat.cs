using Engine.Core.Primitives;
using Engine.Core.Venue.Desk;

namespace Engine.Core.Venue.Rpc.Sessions;

/// <summary>
/// The venue's side of heartbeats, with the timing seen on the wire: the first test request two to two and a half seconds after the
/// interval, later ones 0.6 to 0.7 seconds after it; without an answer the connection is closed ten seconds later.
/// </summary>
internal sealed class Heartbeat
{
    private const long PatienceNs = 10_000_000_000;

    private long _intervalNs;
    private long _dueNs = long.MaxValue;
    private long _deadlineNs = long.MaxValue;
    private long _notifications;

    public bool IsOn => _intervalNs != 0;

    public long NextNs => Math.Min(_dueNs, _deadlineNs);

    public void Start(int seconds, long nowNs, ref Prng random)
    {
        _intervalNs = seconds * 1_000_000_000L;
        _dueNs = nowNs + _intervalNs + 2_000_000_000 + random.Below(600_000_000);
        _deadlineNs = long.MaxValue;
    }

    public void Stop()
    {
        _intervalNs = 0;
        _dueNs = _deadlineNs = long.MaxValue;
    }

    /// <summary>The client called <c>public/test</c>.</summary>
    public void Answered() => _deadlineNs = long.MaxValue;

    /// <summary>Whether the client failed to answer in time.</summary>
    public bool IsLate(long nowNs) => nowNs >= _deadlineNs;

    /// <summary>Whether a test request is due; plans the next.</summary>
    public bool TryBeat(long nowNs, ref Prng random)
    {
        if (nowNs < _dueNs)
            return false;
        _dueNs += _intervalNs + 600_000_000 + random.Below(100_000_000);
        if (_deadlineNs == long.MaxValue)
            _deadlineNs = nowNs + PatienceNs;
        return true;
    }

    /// <summary>Whether nothing was notified since the beat before: only an idle connection is told that the venue lives.</summary>
    public bool WasIdle(long notifications)
    {
        bool idle = notifications == _notifications;
        _notifications = notifications;
        return idle;
    }

    /// <summary>The least interval that the venue takes.</summary>
    public static Refusal? CheckInterval(long seconds) =>
        seconds < 10 ? Refusal.InvalidParam("interval", "value must be >= 10") : null;
}
