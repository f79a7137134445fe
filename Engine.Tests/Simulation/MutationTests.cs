using Engine.Core.Simulation;
using Engine.Core.Trading;
using Xunit;

namespace Engine.Tests.Simulation;

/// <summary>
/// The simulator can fail: each protection of the engine is left out in turn, and a violation that its absence leads to is found within
/// one range of seeds, the same for all. With the protection the same seed is clean.
/// </summary>
public class MutationTests(ITestOutputHelper output)
{
    private const ulong First = 1;
    private const int Most = 600;

    [Theory]
    [InlineData(nameof(Guard.UnknownOutcome), Invariant.Inventory)]
    [InlineData(nameof(Guard.ProofOfAbsence), Invariant.Orders, Invariant.Inventory)]
    [InlineData(nameof(Guard.TradesOnce), Invariant.Fills)]
    [InlineData(nameof(Guard.TradesAsked), Invariant.Fills)]
    [InlineData(nameof(Guard.BookChain), Invariant.Book)]
    [InlineData(nameof(Guard.CrossedBook), Invariant.Book)]
    [InlineData(nameof(Guard.BookAge), Invariant.Book)]
    [InlineData(nameof(Guard.StopLatch), Invariant.Latch)]
    [InlineData(nameof(Guard.KillLatch), Invariant.Latch)]
    [InlineData(nameof(Guard.StrayCancels), Invariant.Liveness)]
    [InlineData(nameof(Guard.IntentLog), Invariant.Orders)]
    [InlineData(nameof(Guard.FillsAside), Invariant.Booked)]
    [InlineData(nameof(Guard.Passive), Invariant.Passive)]
    [InlineData(nameof(Guard.OrderSize), Invariant.Limits)]
    [InlineData(nameof(Guard.Inventory), Invariant.Inventory)]
    [InlineData(nameof(Guard.Collars), Invariant.Limits)]
    [InlineData(nameof(Guard.TouchLimits), Invariant.Limits)]
    [InlineData(nameof(Guard.OpenOrders), Invariant.Limits)]
    [InlineData(nameof(Guard.Notional), Invariant.Limits)]
    [InlineData(nameof(Guard.FillPause), Invariant.Limits)]
    [InlineData(nameof(Guard.Pace), Invariant.Rate)]
    [InlineData(nameof(Guard.RateReserve), Invariant.Credits)]
    [InlineData(nameof(Guard.Ownership), Invariant.Strangers)]
    [InlineData(nameof(Guard.OneInFlight), Invariant.OneInFlight)]
    [InlineData(nameof(Guard.LossLimits), Invariant.Losses)]
    [InlineData(nameof(Guard.Adjustments), Invariant.Booked)]
    [InlineData(nameof(Guard.Fees), Invariant.Money)]
    [InlineData(nameof(Guard.KillFile), Invariant.Latch)]
    [InlineData(nameof(Guard.Differences), Invariant.Position)]
    [InlineData(nameof(Guard.Pulls), Invariant.NothingLeft)]
    public void A_protection_that_is_left_out_is_missed(string name, params Invariant[] expected)
    {
        Guard guard = Enum.Parse<Guard>(name);
        for (ulong seed = First; seed < First + Most; seed++)
        {
            SimulationResult result = SimulationRun.Run(new SimulationOptions { Seed = seed, Without = guard });
            if (result.Violation is not { } violation)
                continue;
            output.WriteLine($"without {guard}: seed {seed}, {violation}");
            Assert.Contains(violation.Invariant, expected);
            Assert.Null(SimulationRun.Run(new SimulationOptions { Seed = seed }).Violation);
            return;
        }

        Assert.Fail($"{guard} was left out in {Most} seeds from {First} on, and nothing was found");
    }
}
