namespace Engine.Native.Hosting;

/// <summary>Counts turns of a loop and how long they took; a stall shows as a count, not as a guess. One thread writes.</summary>
public struct DutyCycle
{
    /// <summary>Turns.</summary>
    public long Turns { get; private set; }

    /// <summary>Turns above 50 us.</summary>
    public long Over50Us { get; private set; }

    /// <summary>Turns above 1 ms.</summary>
    public long Over1Ms { get; private set; }

    /// <summary>The longest, ns.</summary>
    public long WorstNs { get; private set; }

    /// <summary>A turn that worked from one time to the other; waiting does not count.</summary>
    public void Add(long beganNs, long endedNs)
    {
        Turns++;
        long tookNs = endedNs - beganNs;
        if (tookNs <= 50_000)
            return;
        Over50Us++;
        Over1Ms += tookNs > 1_000_000 ? 1 : 0;
        WorstNs = Math.Max(WorstNs, tookNs);
    }
}
