namespace Engine.Core.Simulation.Truth.Twins;

/// <summary>
/// How long two sides have not agreed about something, without a break. They may differ while news are on their way; they may not
/// differ for longer than it takes to find out. A mutable struct: never a readonly field.
/// </summary>
internal struct Disagreement
{
    private long _sinceNs;

    /// <summary>Looks again; true when they have differed for longer than allowed.</summary>
    public bool Lasts(bool differ, long nowNs, long allowedNs)
    {
        if (!differ)
        {
            _sinceNs = 0;
            return false;
        }

        if (_sinceNs == 0)
            _sinceNs = nowNs;
        return nowNs - _sinceNs > allowedNs;
    }

    /// <summary>Begins anew: nothing can be told while one side is not there.</summary>
    public void Forget() => _sinceNs = 0;
}
