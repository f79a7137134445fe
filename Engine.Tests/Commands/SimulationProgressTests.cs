using Engine.Core.Simulation;
using Engine.Native.Commands.Simulate;
using Xunit;

namespace Engine.Tests.Commands;

/// <summary>What is shown while seeds run, by the time that has passed.</summary>
public sealed class SimulationProgressTests : IDisposable
{
    private readonly StringWriter _error = new();

    [Fact]
    public void A_terminal_has_a_bar_that_moves_a_few_times_a_second()
    {
        SimulationProgress progress = new(100, _error, hasBar: true);
        progress.Show(1, [], TimeSpan.FromMilliseconds(100));
        Assert.Empty(_error.ToString());
        progress.Show(50, [], TimeSpan.FromSeconds(2));
        Assert.Equal($"\r[{new string('#', 15)}{new string('.', 15)}] 50 of 100 seeds, 25 a second, 00:00:02 left, 0 violations ", _error.ToString());
    }

    [Fact]
    public void Elsewhere_there_is_a_line_every_half_minute()
    {
        SimulationProgress progress = new(10_000, _error, hasBar: false);
        foreach (var second in Enumerable.Range(1, 65)) progress.Show(second * 10, [], TimeSpan.FromSeconds(second));
        Assert.Equal(Lines("300 of 10000 seeds, 10 a second, 00:16:10 left, 0 violations", "600 of 10000 seeds, 10 a second, 00:15:40 left, 0 violations"), _error.ToString());
    }

    [Fact]
    public void A_violation_is_told_once_and_when_it_is_found()
    {
        SimulationProgress progress = new(10_000, _error, hasBar: false);
        List<(ulong, Violation)> found = [(77, new Violation(Invariant.Passive, 1_500_000_000, "an order took"))];
        progress.Show(10, found, TimeSpan.FromSeconds(1));
        progress.Show(20, found, TimeSpan.FromSeconds(2));
        found.Add((12, new Violation(Invariant.Passive, 2_000_000_000, "another did")));
        progress.Show(30, found, TimeSpan.FromSeconds(3));
        Assert.Equal(Lines("seed 77: Passive violated at 1.500000 s: an order took", "seed 12: Passive violated at 2.000000 s: another did"), _error.ToString());
    }

    public void Dispose() => _error.Dispose();

    private static string Lines(params string[] lines) => string.Concat(lines.Select(line => line + Environment.NewLine));
}
