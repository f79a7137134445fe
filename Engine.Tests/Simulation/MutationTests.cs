using Engine.Core.Simulation;
using Engine.Core.Trading;
using Xunit;

namespace Engine.Tests.Simulation;

/// <summary>
/// The simulator can fail: each protection of the engine is left out in turn, and a violation that its absence leads to is found
/// within a fixed range of seeds, all of which are clean with it.
/// </summary>
public class MutationTests(ITestOutputHelper output)
{
    private const ulong First = 1;
    private const int Most = 400;

    public static TheoryData<int, Invariant[]> Mutations => new()
    {
        { (int)Guard.UnknownOutcome, [] },
        { (int)Guard.ProofOfAbsence, [] },
        { (int)Guard.FillsInEdits, [] },
        { (int)Guard.TradesOnce, [] },
        { (int)Guard.TradesAsked, [] },
        { (int)Guard.BookChain, [] },
        { (int)Guard.CrossedBook, [] },
        { (int)Guard.BookAge, [] },
        { (int)Guard.StopLatch, [] },
        { (int)Guard.KillLatch, [] },
        { (int)Guard.StrayCancels, [] },
        { (int)Guard.IntentLog, [] },
        { (int)Guard.FillsAside, [] },
        { (int)Guard.TickChange, [] },
        { (int)Guard.Passive, [] },
        { (int)Guard.WorstCase, [] },
        { (int)Guard.ListedAgain, [] },
        { (int)Guard.LaterTrades, [] },
    };

    [Theory]
    [MemberData(nameof(Mutations))]
    public void A_protection_that_is_left_out_is_missed(int guard, Invariant[] expected)
    {
        for (int i = 0; i < Most; i++)
        {
            SimulationResult result = SimulationRun.Run(new SimulationOptions { Seed = First + (ulong)i, Without = (Guard)guard });
            if (result.Violation is not { } violation)
                continue;
            output.WriteLine($"{(Guard)guard}: seed {First + (ulong)i}, {violation}");
            if (expected.Length > 0)
                Assert.Contains(violation.Invariant, expected);
            return;
        }

        Assert.Fail($"{(Guard)guard} was left out in {Most} seeds from {First} on, and nothing was found");
    }
}
