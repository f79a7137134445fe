using Engine.Core.Primitives;

namespace Engine.Core.Venue.Market.Flow;

/// <summary>
/// The crowd's plans in order of time. Every act carries the seed of its own dice, drawn by the act that planned it: an act more or less,
/// because of what a client did, changes nothing about the others.
/// </summary>
internal sealed class Schedule
{
    private readonly PriorityQueue<Planned, (long DueNs, long Order)> _acts = new();
    private long _planned;

    /// <summary>What will be done.</summary>
    /// <param name="Act">The act.</param>
    /// <param name="Seed">Of its dice.</param>
    /// <param name="Left">How many more of the kind follow at once.</param>
    internal readonly record struct Planned(CrowdAct Act, ulong Seed, int Left);

    /// <summary>Market time now.</summary>
    public long NowNs { get; set; }

    /// <summary>Market time of the next act.</summary>
    public long NextNs => _acts.TryPeek(out _, out (long DueNs, long Order) next) ? next.DueNs : long.MaxValue;

    /// <summary>Plans an act some seconds from now.</summary>
    public void Later(CrowdAct act, double seconds, ref Prng dice, int left = 0) =>
        _acts.Enqueue(new Planned(act, dice.Next(), left), (NowNs + (long)(seconds * 1e9), _planned++));

    /// <summary>Takes the next act; its time is now.</summary>
    public Planned Take()
    {
        _acts.TryDequeue(out Planned planned, out (long DueNs, long Order) due);
        NowNs = due.DueNs;
        return planned;
    }
}
