using Engine.Core.Primitives;
using Engine.Core.Simulation;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Simulation;

/// <summary>Whole sessions on virtual time, with everything going wrong, in which every invariant holds.</summary>
public class SimulationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1, 60, FaultLevel.Extreme)]
    [InlineData(61, 60, FaultLevel.Extreme)]
    [InlineData(121, 60, FaultLevel.Extreme)]
    [InlineData(1_000_001, 40, FaultLevel.Heavy)]
    [InlineData(2_000_001, 20, FaultLevel.Light)]
    [InlineData(3_000_001, 10, FaultLevel.None)]
    public void Every_invariant_holds_in_every_seed(ulong first, int seeds, FaultLevel level) => Run(first, seeds, level);

    [Fact]
    public void Every_invariant_holds_in_seeds_that_nobody_has_seen()
    {
        Prng random = Seeds.Start();
        Run(random.Next() >> 1, 60, FaultLevel.Extreme);
    }

    [Fact]
    [Pitfall("T30")]
    public void One_seed_gives_one_session_byte_for_byte_on_any_number_of_threads()
    {
        ulong[] once = Hashes(threads: 1);
        Assert.Equal(once, Hashes(threads: 1));
        Assert.Equal(once, Hashes(threads: 4));
        Assert.Equal(once.Length, once.Distinct().Count());
    }

    [Fact]
    public void Whoever_watches_changes_nothing()
    {
        int lines = 0;
        SimulationResult watched = SimulationRun.Run(new SimulationOptions { Seed = 5, Trace = _ => lines++ });
        Assert.Equal(SimulationRun.Run(new SimulationOptions { Seed = 5 }).Hash, watched.Hash);
        Assert.InRange(lines, 1_000, int.MaxValue);
    }

    [Fact]
    public void Without_faults_there_is_one_connection_and_nothing_strikes()
    {
        RunCounts counts = Run(4_000_001, 5, FaultLevel.None);
        Assert.Equal((5, 0, 0), (counts.Starts, counts.Reconnects, counts.Struck.Count));
        Assert.InRange(counts.Fills, 50, long.MaxValue);
    }

    private RunCounts Run(ulong first, int seeds, FaultLevel level)
    {
        RunCounts counts = new();
        for (ulong seed = first; seed < first + (ulong)seeds; seed++)
        {
            SimulationResult result = SimulationRun.Run(new SimulationOptions { Seed = seed, Level = level });
            counts.Add(result.Counts);
            Assert.True(result.Violation is null, $"{result.Violation}; again: engine simulate --seed {seed} --faults {level.ToString().ToLowerInvariant()} --trace");
        }

        output.WriteLine($"seeds {first} to {first + (ulong)seeds - 1}, {level}: {counts.Fills} fills, {counts.Starts} starts, {counts.Reconnects} reconnects, {counts.Struck.Values.Sum()} faults");
        if (level == FaultLevel.Extreme)
            Assert.True(counts.Struck.Count >= 40, $"only {counts.Struck.Count} kinds of faults struck: {string.Join(' ', counts.Struck.Keys)}");
        return counts;
    }

    private static ulong[] Hashes(int threads)
    {
        ulong[] hashes = new ulong[8];
        Parallel.For(0, hashes.Length, new ParallelOptions { MaxDegreeOfParallelism = threads },
            i => hashes[i] = SimulationRun.Run(new SimulationOptions { Seed = 700 + (ulong)i }).Hash);
        return hashes;
    }
}
