namespace Engine.Native.Latency;

/// <summary>
/// When ticks are due, and how many were sent late. A tick is measured from the time it was planned for, so that a sender which
/// was held up, by the host or by an answer that took long, hides nothing (no coordinated omission).
/// </summary>
public struct PlannedTimes
{
    /// <summary>A send that begins later than this after its time is counted as late, ns.</summary>
    public const long LateNs = 1_000;

    private readonly long _gapNs;
    private readonly long _pauseNs;
    private long _plannedNs;

    /// <summary>The first tick is due one gap (back to back: one pause) after <paramref name="startNs"/>.</summary>
    public PlannedTimes(Pace pace, long pauseNs, long startNs)
    {
        _gapNs = pace.GapNs;
        _pauseNs = pauseNs;
        _plannedNs = startNs;
    }

    /// <summary>Ticks sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Ticks sent late.</summary>
    public long Late { get; private set; }

    /// <summary>How late the latest was, ns.</summary>
    public long WorstLateNs { get; private set; }

    /// <summary>
    /// When the next tick is due. At a pace that is fixed beforehand, whatever happened to the ticks before; back to back a pause
    /// after <paramref name="finishedNs"/>.
    /// </summary>
    public long Next(long finishedNs) => _plannedNs = _gapNs == 0 ? finishedNs + _pauseNs : _plannedNs + _gapNs;

    /// <summary>The same plan with nothing counted yet.</summary>
    public readonly PlannedTimes CountAnew() => this with { Sent = 0, Late = 0, WorstLateNs = 0 };

    /// <summary>The send of the tick that was due last begins now.</summary>
    public void OnSend(long nowNs)
    {
        Sent++;
        long lateNs = nowNs - _plannedNs;
        if (lateNs <= LateNs)
            return;
        Late++;
        WorstLateNs = Math.Max(WorstLateNs, lateNs);
    }
}
