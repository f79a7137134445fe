namespace Engine.Core.Simulation;

/// <summary>What happened in a run, or in many: so that one sees that the faults were real.</summary>
public sealed class RunCounts
{
    private readonly SortedDictionary<string, long> _struck = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _bound = new(StringComparer.Ordinal);

    /// <summary>Requests by what they ask for.</summary>
    internal long[] Requests { get; } = new long[8];

    /// <summary>Runs.</summary>
    public long Runs { get; set; }

    /// <summary>Simulated time.</summary>
    public double Seconds { get; set; }

    /// <summary>Frames that the venue sent.</summary>
    public long Frames { get; set; }

    /// <summary>Order requests that were written.</summary>
    public long OrderRequests => Requests.Sum();

    /// <summary>Fills of the trader's account at the venue.</summary>
    public long Fills { get; set; }

    /// <summary>Processes that were started.</summary>
    public long Starts { get; set; }

    /// <summary>Connections made after the first of a process.</summary>
    public long Reconnects { get; set; }

    /// <summary>Answers of too many requests.</summary>
    public long TooManyRequests { get; set; }

    /// <summary>What struck how often, by name.</summary>
    public IReadOnlyDictionary<string, long> Struck => _struck;

    /// <summary>Which limit held something back how often, or latched the kill switch, by name.</summary>
    public IReadOnlyDictionary<string, long> Bound => _bound;

    /// <summary>A limit held something back.</summary>
    public void Bind(string limit, long times = 1)
    {
        if (times != 0)
            _bound[limit] = _bound.GetValueOrDefault(limit) + times;
    }

    /// <summary>Something struck.</summary>
    public void Strike(string name, long times = 1)
    {
        if (times != 0)
            _struck[name] = _struck.GetValueOrDefault(name) + times;
    }

    /// <summary>Adds the counts of another run.</summary>
    public void Add(RunCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int i = 0; i < Requests.Length; i++)
            Requests[i] += other.Requests[i];
        Runs += other.Runs;
        Seconds += other.Seconds;
        Frames += other.Frames;
        Fills += other.Fills;
        Starts += other.Starts;
        Reconnects += other.Reconnects;
        TooManyRequests += other.TooManyRequests;
        foreach ((string name, long times) in other._struck)
            Strike(name, times);
        foreach ((string limit, long times) in other._bound)
            Bind(limit, times);
    }
}
