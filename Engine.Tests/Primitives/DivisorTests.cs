using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Primitives;

public class DivisorTests
{
    private static readonly long[] Edges =
        [1, 2, 3, 7, 10, 1_000, 50_000_000, 500_000_000, 1_000_000_000, (1L << 31) - 1, 1L << 32, (1L << 32) + 1, 1L << 62, long.MaxValue - 1, long.MaxValue];

    [Fact]
    public void It_divides_as_the_operators_do_at_every_boundary()
    {
        foreach (long value in Edges)
        {
            foreach (long edge in (long[])[0, .. Edges])
            {
                foreach (long dividend in (long[])[edge, edge - 1, edge / value * value, (edge / value * value) - 1])
                    Agrees(value, dividend);
            }
        }
    }

    [Fact]
    public void It_divides_as_the_operators_do_on_random_numbers_of_all_magnitudes()
    {
        Prng random = Seeds.Start();
        for (int i = 0; i < 200_000; i++)
        {
            long value = Math.Max(1, Math.Abs(NumberText.AnyMagnitude(ref random)));
            long dividend = Math.Abs(NumberText.AnyMagnitude(ref random));
            Agrees(value, dividend);
            Agrees(value, dividend / value * value);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void A_divisor_below_one_is_refused(long value) => Assert.Throws<ArgumentOutOfRangeException>(() => new Divisor(value));

    private static void Agrees(long value, long dividend)
    {
        if (dividend < 0)
            return;
        long quotient = new Divisor(value).Divide(dividend, out long remainder);
        if (quotient != dividend / value || remainder != dividend % value)
            Assert.Fail($"{dividend} by {value}: got {quotient} rest {remainder}, expected {dividend / value} rest {dividend % value}");
    }
}
