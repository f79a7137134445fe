using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Primitives;

public class DivisorExactnessTests
{
    private static readonly long[] Values = [1, 2, 3, 5, 10, 64, 100_000, 500_000_000, 50_000_000, 1_000_000_000, 10_000_000_000, 123_456_789, long.MaxValue];

    [Fact]
    public void A_quotient_without_remainder_is_found_and_no_other()
    {
        Prng random = Seeds.Start();
        foreach (long value in Values)
        {
            Divisor divisor = new(value);
            for (int round = 0; round < 3_000; round++)
            {
                long dividend = (long)(random.Next() >> (1 + random.Below(62)));
                if (random.Chance(0.5))
                    dividend -= dividend % value;
                bool exact = divisor.TryDivide(dividend, out long quotient);
                Assert.Equal(dividend % value == 0, exact);
                if (exact)
                    Assert.Equal(dividend / value, quotient);
            }
        }
    }

    [Fact]
    public void A_negative_dividend_has_none()
    {
        foreach (long value in Values)
        {
            foreach (long dividend in (long[])[-1, -value, -10_000_000_000, long.MinValue, long.MinValue + 1, long.MinValue + value])
                Assert.False(dividend < 0 && new Divisor(value).TryDivide(dividend, out _));
        }
    }
}
