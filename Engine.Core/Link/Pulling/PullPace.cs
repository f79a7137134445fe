namespace Engine.Core.Link.Pulling;

/// <summary>
/// When the connection that pulls quotes is dialled: at once, and then at pauses that double up to a cap, from the first again where the
/// last connection has done something. A mutable struct: never a readonly field.
/// </summary>
public struct PullPace(ulong seed)
{
    private Backoff _backoff = new(250_000_000, 2_000_000_000, seed);
    private long _dueNs;
    private long _done;

    /// <summary>Whether to dial now; the next time is then later.</summary>
    /// <param name="done">What was done so far, in whatever counts up.</param>
    /// <param name="nowNs">Now.</param>
    public bool TryDial(long done, long nowNs)
    {
        if (nowNs < _dueNs)
            return false;
        if (done != _done)
            _backoff.Reset();
        _done = done;
        _dueNs = nowNs + _backoff.Next();
        return true;
    }
}
