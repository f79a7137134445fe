using Engine.Core.Primitives;
using Engine.Core.Risk.Losses;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Risk.Losses;

public class RecentPeakTests
{
    [Fact]
    public void It_lies_between_the_highest_of_the_window_and_that_of_a_window_longer_by_a_sixteenth()
    {
        Prng random = Seeds.Start();
        for (int round = 0; round < 200; round++)
        {
            long windowNs = 16 * (1 + random.Below(1_000));
            RecentPeak peak = new(windowNs);
            List<(double Figure, long Ns)> all = [];
            long nowNs = random.Below(1_000_000);
            for (int i = 0; i < 300; i++)
            {
                nowNs += random.Below((int)(random.Chance(0.05) ? 3 * windowNs : windowNs / 8));
                double figure = random.Below(1_000) - 500;
                all.Add((figure, nowNs));
                double told = peak.Add(figure, nowNs);
                double least = all.Where(a => nowNs - a.Ns <= windowNs).Max(a => a.Figure);
                double most = all.Where(a => nowNs - a.Ns <= windowNs + (windowNs / 16)).Max(a => a.Figure);
                Assert.InRange(told, least, most);
            }
        }
    }

    [Fact]
    public void A_clock_that_steps_back_counts_as_now()
    {
        RecentPeak peak = new(1_600);
        Assert.Equal(5, peak.Add(5, 10_000));
        Assert.Equal(7, peak.Add(7, 4_000));
        Assert.Equal(7, peak.Add(1, 11_000));
    }
}
