using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.EndToEnd.Chaos;

/// <summary>A few rounds of what <c>./run.sh chaos</c> does by the hundred.</summary>
public sealed class KillLoopTests
{
    private const int Rounds = 10;

    [Fact]
    [Pitfall("T01")]
    [Pitfall("T05")]
    [Pitfall("T21")]
    public void Killed_at_random_moments_it_loses_no_fill_doubles_none_and_leaves_no_order()
    {
        using KillLoop loop = new((ulong)Environment.TickCount64);
        for (int round = 1; round <= Rounds; round++)
        {
            try
            {
                loop.Round();
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {loop.Seed}, round {round}: {e}");
            }
        }

        Assert.True(loop.Trades > 0, $"seed {loop.Seed}: there was nothing to lose");
    }
}
