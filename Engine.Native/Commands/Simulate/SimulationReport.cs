using System.Diagnostics;
using System.Globalization;
using Engine.Core.Simulation;
using Engine.Native.Hosting;

namespace Engine.Native.Commands.Simulate;

/// <summary>Runs seeds and tells people about it: how far it is while it lasts, what struck and how fast it was, and each violation with the way to see it again.</summary>
internal sealed class SimulationReport(SimulateOptions options, TextWriter output, TextWriter error, bool hasBar, Func<SimulationOptions, SimulationResult>? simulate = null)
{
    private const int LastEvents = 12;
    private const int EventWidth = 200;

    private readonly Func<SimulationOptions, SimulationResult> _simulate = simulate ?? SimulationRun.Run;
    private readonly SimulationProgress _progress = new(options.Seeds, error, hasBar);

    /// <summary>Runs all seeds; true when all of them ran and every invariant held.</summary>
    public bool Run(StopSignal? stop)
    {
        var fleet = new SimulationFleet(options, stop, _simulate);
        var time = Stopwatch.StartNew();
        fleet.Run((done, found) => _progress.Show(done, found, time.Elapsed));
        _progress.Clear();
        foreach (var (seed, violation) in fleet.Violations.OrderBy(row => row.Seed)) Show(seed, violation);
        Summarize(fleet, time.Elapsed);
        return fleet.Found == 0 && fleet.Done == options.Seeds;
    }

    /// <summary>Runs one seed and prints everything that happens in it.</summary>
    public static bool Trace(SimulateOptions options, TextWriter output)
    {
        var result = SimulationRun.Run(new SimulationOptions { Seed = options.From, Level = options.Level, Trace = output.WriteLine });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {options.From}: {result.Violation?.Words ?? "every invariant held"}; hash {result.Hash:x16}"));
        return result.Violation is null;
    }

    private void Show(ulong seed, Violation violation)
    {
        var level = options.Level.ToString().ToLowerInvariant();
        output.WriteLine($"seed {seed}: {violation.Words}");
        var last = new Queue<string>();
        _simulate(new SimulationOptions { Seed = seed, Level = options.Level, Trace = line => Keep(last, line) });
        foreach (var line in last) output.WriteLine($"  {line}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  again: engine simulate --seed {seed} --faults {level} --trace"));
    }

    private static void Keep(Queue<string> last, string line)
    {
        if (last.Count == LastEvents) last.Dequeue();
        last.Enqueue(line.Length > EventWidth ? line[..EventWidth] + "..." : line);
    }

    private void Summarize(SimulationFleet fleet, TimeSpan elapsed)
    {
        var counts = fleet.Counts;
        var seconds = elapsed.TotalSeconds;
        var ran = $"{SimulationProgress.Counted(counts.Runs, "seed")} from {options.From}, faults {options.Level.ToString().ToLowerInvariant()}";
        var held = fleet.Found == 0 ? "every invariant held" : $"{fleet.Found} with a violation";
        var cut = counts.Runs == options.Seeds ? "" : $"{(fleet.WasStopped ? "interrupted" : "ended")} after {counts.Runs} of {SimulationProgress.Counted(options.Seeds, "seed")}; in those that ran, ";
        Line($"{ran}: {cut}{held}");
        Line($"{counts.Runs / seconds:0.0} seeds a second; {counts.Seconds:0} simulated seconds in {seconds:0.0} s on {SimulationProgress.Counted(options.Threads, "thread")}: {counts.Seconds / seconds:0} times real time, {counts.Seconds / seconds / options.Threads:0} a thread");
        Line($"{counts.OrderRequests} order requests, {counts.Fills} fills, {counts.Frames} frames, {counts.Starts} starts, {counts.Reconnects} reconnects");
        if (counts.Bound.Count > 0)
            Line($"limits held back: {string.Join(", ", counts.Bound.Select(row => $"{row.Key} {row.Value}"))}");
        if (counts.Struck.Count == 0) return;
        Line($"{counts.Struck.Values.Sum()} faults: {string.Join(", ", counts.Struck.Select(row => $"{row.Key} {row.Value}"))}");
    }

    private void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
