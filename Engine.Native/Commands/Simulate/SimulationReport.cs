using System.Diagnostics;
using System.Globalization;
using Engine.Core.Simulation;
using Engine.Native.Hosting;

namespace Engine.Native.Commands.Simulate;

/// <summary>Runs seeds and tells people about it: a bar while it lasts, what struck and how fast it was, and each violation with the way to see it again.</summary>
internal sealed class SimulationReport(SimulateOptions options, TextWriter output, TextWriter error, bool hasBar, Func<SimulationOptions, SimulationResult>? simulate = null)
{
    private const int BarWidth = 30;
    private const int LastEvents = 12;
    private const int EventWidth = 200;
    private static readonly TimeSpan s_barPause = TimeSpan.FromMilliseconds(200);

    private readonly Func<SimulationOptions, SimulationResult> _simulate = simulate ?? SimulationRun.Run;
    private TimeSpan _shown;

    /// <summary>Runs all seeds; true when all of them ran and every invariant held.</summary>
    public bool Run(StopSignal? stop)
    {
        var fleet = new SimulationFleet(options, stop, _simulate);
        var time = Stopwatch.StartNew();
        fleet.Run(done => Show(done, fleet.Found, time.Elapsed));
        if (hasBar) error.Write("\r" + new string(' ', BarWidth + 60) + "\r");
        foreach (var (seed, violation) in fleet.Violations) Show(seed, violation);
        Summarize(fleet, time.Elapsed);
        return fleet.Found == 0 && fleet.Done == options.Seeds;
    }

    /// <summary>Runs one seed and prints everything that happens in it.</summary>
    public static bool Trace(SimulateOptions options, TextWriter output)
    {
        var result = SimulationRun.Run(new SimulationOptions { Seed = options.From, Level = options.Level, Trace = output.WriteLine });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {options.From}: {Sentence(result.Violation)}; hash {result.Hash:x16}"));
        return result.Violation is null;
    }

    private static string Sentence(Violation? violation) => violation is null
        ? "every invariant held"
        : string.Create(CultureInfo.InvariantCulture, $"{violation.Invariant} violated at {violation.AtNs / 1e9:0.000000} s: {violation.Sentence}");

    private void Show(long done, int found, TimeSpan elapsed)
    {
        if (!hasBar || elapsed - _shown < s_barPause) return;
        _shown = elapsed;
        var full = (int)(done * BarWidth / options.Seeds);
        var rate = done / elapsed.TotalSeconds;
        var left = rate > 0 ? TimeSpan.FromSeconds((options.Seeds - done) / rate) : TimeSpan.Zero;
        error.Write(string.Create(CultureInfo.InvariantCulture,
            $"\r[{new string('#', full)}{new string('.', BarWidth - full)}] {done} of {Counted(options.Seeds, "seed")}, {rate:0} a second, {left:hh\\:mm\\:ss} left, {Counted(found, "violation")} "));
    }

    private void Show(ulong seed, Violation violation)
    {
        var level = options.Level.ToString().ToLowerInvariant();
        output.WriteLine($"seed {seed}: {Sentence(violation)}");
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
        var ran = $"{Counted(counts.Runs, "seed")} from {options.From}, faults {options.Level.ToString().ToLowerInvariant()}";
        var held = fleet.Found == 0 ? "every invariant held" : $"{fleet.Found} with a violation";
        var cut = counts.Runs == options.Seeds ? "" : $"{(fleet.WasStopped ? "interrupted" : "ended")} after {counts.Runs} of {Counted(options.Seeds, "seed")}; in those that ran, ";
        Line($"{ran}: {cut}{held}");
        Line($"{counts.Runs / seconds:0.0} seeds a second; {counts.Seconds:0} simulated seconds in {seconds:0.0} s on {Counted(options.Threads, "thread")}: {counts.Seconds / seconds:0} times real time, {counts.Seconds / seconds / options.Threads:0} a thread");
        Line($"{counts.OrderRequests} order requests, {counts.Fills} fills, {counts.Frames} frames, {counts.Starts} starts, {counts.Reconnects} reconnects");
        if (counts.Bound.Count > 0)
            Line($"limits held back: {string.Join(", ", counts.Bound.Select(row => $"{row.Key} {row.Value}"))}");
        if (counts.Struck.Count == 0) return;
        Line($"{counts.Struck.Values.Sum()} faults: {string.Join(", ", counts.Struck.Select(row => $"{row.Key} {row.Value}"))}");
    }

    private static string Counted(long count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? "" : "s")}");

    private void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
