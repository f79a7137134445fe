using Xunit;

namespace Engine.Tests.Venue.Twin;

/// <summary>The matching engine against its plain twin: a million random requests, the seeds in the tests' names.</summary>
public class MatchingTwinTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(22)]
    [InlineData(33)]
    [InlineData(44)]
    public void Trades_books_and_order_states_agree_over_a_quarter_of_a_million_requests(int seed)
    {
        var run = new TwinRun((ulong)seed);
        for (int i = 0; i < 250_000; i++)
            run.Step();
        (int trades, int refusals, int tips, int ownCancels, int trims) = run.Met;
        Assert.True(trades > 50_000 && refusals > 5_000 && tips > 5_000 && ownCancels > 1_000 && trims > 1_000, run.Met.ToString());
    }
}
