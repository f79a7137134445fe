namespace Engine.Native.Latency.Rounds;

/// <summary>One exchange after the other between the sender and whoever answers: the engine, or the echo in its place.</summary>
internal abstract class Conversation
{
    /// <summary>Whether it can go on.</summary>
    public abstract bool IsAlive { get; }

    /// <summary>Makes the next tick ready, before its time.</summary>
    public abstract void Prepare();

    /// <summary>Sends it.</summary>
    public abstract void Send();

    /// <summary>Spins until the answer is there; false when it did not come in time.</summary>
    public abstract bool TryTakeAnswer(out Arrival arrival);

    /// <summary>What follows on the answer, and is not measured.</summary>
    public abstract void Finish(long plannedNs, long sentNs, in Arrival arrival, bool counts);
}
