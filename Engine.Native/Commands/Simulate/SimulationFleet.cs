using Engine.Core.Simulation;
using Engine.Native.Hosting;

namespace Engine.Native.Commands.Simulate;

/// <summary>Seeds on several threads, each run on one of them alone. What they come to does not depend on how many there are.</summary>
internal sealed class SimulationFleet(SimulateOptions options, StopSignal? stop, Func<SimulationOptions, SimulationResult> simulate)
{
    private const int StackBytes = 4 << 20;
    private const int MostViolations = 10;

    private readonly Lock _gate = new();
    private readonly List<(ulong Seed, Violation Violation)> _violations = [];
    private long _taken = -1;
    private Exception? _failure;

    /// <summary>What happened in all runs that are over.</summary>
    public RunCounts Counts { get; } = new();

    /// <summary>Whether no more seeds are begun.</summary>
    public bool IsEnding => WasStopped || Found >= MostViolations || _failure is not null;

    /// <summary>Whether somebody asked for the end.</summary>
    public bool WasStopped => stop is { IsRequested: true };

    /// <summary>Violations found so far.</summary>
    public int Found
    {
        get
        {
            lock (_gate) return _violations.Count;
        }
    }

    /// <summary>Runs that are over.</summary>
    public long Done
    {
        get
        {
            lock (_gate) return Counts.Runs;
        }
    }

    /// <summary>The violations, in the order they were found.</summary>
    public IReadOnlyList<(ulong Seed, Violation Violation)> Violations
    {
        get
        {
            lock (_gate) return [.. _violations];
        }
    }

    /// <summary>Runs all seeds; meanwhile calls what shows how many are over and what was found.</summary>
    public void Run(Action<long, IReadOnlyList<(ulong Seed, Violation Violation)>> show)
    {
        Thread[] threads = [.. Enumerable.Range(0, options.Threads).Select(_ => new Thread(Work, StackBytes) { IsBackground = true, Name = "simulate" })];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads)
        {
            while (!thread.Join(TimeSpan.FromMilliseconds(100)))
                show(Done, Violations);
        }

        if (_failure is not null)
            throw new InvalidOperationException("a simulation could not be run", _failure);
    }

    private void Work()
    {
        try
        {
            while (!IsEnding && Interlocked.Increment(ref _taken) is var index && index < options.Seeds)
                Run(options.From + (ulong)index);
        }
        catch (Exception e)
        {
            _failure = e;
        }
    }

    private void Run(ulong seed)
    {
        var result = simulate(new SimulationOptions { Seed = seed, Level = options.Level });
        lock (_gate)
        {
            Counts.Add(result.Counts);
            if (result.Violation is not null)
                _violations.Add((seed, result.Violation));
        }
    }
}
