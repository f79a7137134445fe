namespace Engine.Native.Latency;

/// <summary>What is to be measured, and how.</summary>
public sealed record LatencyOptions
{
    /// <summary>The paces, one after the other.</summary>
    public IReadOnlyList<Pace> Paces { get; init; } = Pace.Usual;

    /// <summary>Time spent on each pace, half of it on the floor.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Whether the connection is TLS.</summary>
    public bool Tls { get; init; }

    /// <summary>1: the thread that reads the socket quotes as well; 2: a second one quotes.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether the engine does without the rehearsals that keep its path warm.</summary>
    public bool Cold { get; init; }

    /// <summary>Processors of the sender, of the engine and, with two threads, of its quoting thread; empty to have them chosen.</summary>
    public IReadOnlyList<int> Pin { get; init; } = [];

    /// <summary>Seed of the generated market.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>A recording whose book frames are played in place of generated ones.</summary>
    public string? Frames { get; init; }

    /// <summary>Where the histograms go; null for nowhere.</summary>
    public string? Out { get; init; }

    /// <summary>Whether the threads let others run while they wait: for a host with fewer processors than threads.</summary>
    public bool Yields { get; init; }

    /// <summary>Ticks before the measurement, so that code and memory are there.</summary>
    public int WarmUpTicks { get; init; } = 5_000;

    /// <summary>How long a tick may go without its orders before the run has failed.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the engine's processor is watched for time the host takes away.</summary>
    public TimeSpan JitterSpan { get; init; } = TimeSpan.FromSeconds(1);
}
