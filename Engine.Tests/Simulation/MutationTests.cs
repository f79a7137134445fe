using Engine.Core.Simulation;
using Engine.Core.Trading;
using Xunit;

namespace Engine.Tests.Simulation;

/// <summary>
/// The simulator can fail: each protection of the engine is left out in turn, and a violation that its absence leads to is found within
/// a fixed range of seeds. With the protection the same seed is clean.
/// </summary>
public class MutationTests(ITestOutputHelper output)
{
    private const int Most = 600;

    [Theory]
    [InlineData(nameof(Guard.UnknownOutcome), 88, Invariant.Inventory)]
    [InlineData(nameof(Guard.ProofOfAbsence), 182, Invariant.Inventory)]
    [InlineData(nameof(Guard.TradesOnce), 1, Invariant.Fills)]
    [InlineData(nameof(Guard.TradesAsked), 1, Invariant.Fills)]
    [InlineData(nameof(Guard.BookChain), 1, Invariant.Book)]
    [InlineData(nameof(Guard.CrossedBook), 1, Invariant.Book)]
    [InlineData(nameof(Guard.BookAge), 213, Invariant.Book)]
    [InlineData(nameof(Guard.StopLatch), 1, Invariant.Latch)]
    [InlineData(nameof(Guard.KillLatch), 8, Invariant.Latch)]
    [InlineData(nameof(Guard.StrayCancels), 53, Invariant.Liveness)]
    [InlineData(nameof(Guard.IntentLog), 14, Invariant.Orders)]
    [InlineData(nameof(Guard.FillsAside), 120, Invariant.Fills)]
    [InlineData(nameof(Guard.Passive), 1, Invariant.Passive)]
    public void A_protection_that_is_left_out_is_missed(string name, ulong first, Invariant expected)
    {
        Guard guard = Enum.Parse<Guard>(name);
        for (ulong seed = first; seed < first + Most; seed++)
        {
            SimulationResult result = SimulationRun.Run(new SimulationOptions { Seed = seed, Without = guard });
            if (result.Violation is not { } violation)
                continue;
            output.WriteLine($"without {guard}: seed {seed}, {violation}");
            Assert.Equal(expected, violation.Invariant);
            Assert.Null(SimulationRun.Run(new SimulationOptions { Seed = seed }).Violation);
            return;
        }

        Assert.Fail($"{guard} was left out in {Most} seeds from {first} on, and nothing was found");
    }
}
