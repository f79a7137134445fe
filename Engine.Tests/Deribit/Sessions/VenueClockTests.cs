using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Sessions;

public class VenueClockTests
{
    private const long Ms = 1_000_000;
    private const long Start = 1_790_000_000_000 * Ms;

    [Theory]
    [Pitfall("T48")]
    [InlineData(0)]
    [InlineData(250)]
    [InlineData(-3_000)]
    public void A_slow_network_is_not_taken_for_a_wrong_clock(long offsetMs)
    {
        Prng random = Seeds.Start();
        VenueClock clock = new();
        Assert.False(clock.IsKnown);
        for (int i = 0; i < 500; i++)
        {
            // The ways differ by up to 80 ms; now and then one is short.
            long there = 2 * Ms + random.Below(i % 50 == 0 ? 1 : 80) * Ms, back = 2 * Ms + random.Below(i % 50 == 0 ? 1 : 80) * Ms, took = random.Below(9) * Ms;
            long sentNs = Start + (i * 1_000 * Ms);
            clock.Add(sentNs, sentNs + there + took + back, (sentNs + there + (offsetMs * Ms)) / 1_000, (int)(took / 1_000));
            Assert.InRange(Math.Abs(clock.OffsetNs - (offsetMs * Ms)), 0, clock.DoubtNs + 1_000);
        }

        Assert.InRange(clock.DoubtNs, 0, 3 * Ms);
        Assert.InRange(clock.OffsetNs, (offsetMs * Ms) - (3 * Ms), (offsetMs * Ms) + (3 * Ms));
    }

    [Fact]
    [Pitfall("T48")]
    public void A_clock_that_is_set_is_followed_with_the_next_answer()
    {
        VenueClock clock = new();
        for (int second = 0; second < 600; second++)
        {
            long sentNs = Start + (second * 1_000 * Ms), offsetNs = second < 300 ? 0 : 700 * Ms;
            long way = second == 10 ? 1 * Ms : 2 * Ms; // the best of all belongs to the old time
            clock.Add(sentNs, sentNs + (2 * way), (sentNs + way + offsetNs) / 1_000, 0);
            Assert.Equal(offsetNs, clock.OffsetNs);
        }
    }

    [Fact]
    [Pitfall("T48")]
    public void Nothing_comes_before_it_happened()
    {
        VenueClock clock = new();
        clock.Add(Start, Start + (2 * Ms), (Start + (11 * Ms)) / 1_000, 0); // the venue is 10 ms ahead
        Assert.Equal(10 * Ms, clock.OffsetNs);
        Assert.Equal(5 * Ms, clock.SinceNs(Start + (110 * Ms), Start + (105 * Ms)));
        Assert.Equal(0, clock.SinceNs(Start + (110 * Ms), Start + (99 * Ms)));
        Assert.Equal(0, clock.Impossible); // within doubt and rounding
        Assert.Equal(0, clock.SinceNs(Start + (110 * Ms), Start + (80 * Ms)));
        Assert.Equal(1, clock.Impossible);
    }
}
