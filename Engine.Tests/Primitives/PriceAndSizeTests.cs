using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Primitives;

public class PriceAndSizeTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(-3, 0)]
    [InlineData(0, long.MaxValue)]
    public void Prices_and_sizes_are_ordered_by_their_count(long less, long more)
    {
        Assert.True(new Price(less) < new Price(more) && new Price(less) <= new Price(more) && new Price(more) > new Price(less) && new Price(more) >= new Price(less));
        Assert.True(new Size(less) < new Size(more) && new Size(less) <= new Size(more) && new Size(more) > new Size(less) && new Size(more) >= new Size(less));
        Assert.True(new Price(less).CompareTo(new Price(more)) < 0 && new Size(more).CompareTo(new Size(less)) > 0);
        Assert.False(new Price(less) >= new Price(more) || new Size(less) >= new Size(more) || new Price(more) <= new Price(less) || new Size(more) <= new Size(less));
    }

    [Fact]
    public void No_price_is_not_a_price()
    {
        Assert.False(Price.None.IsSome);
        Assert.True(new Price(1).IsSome);
        Assert.Equal(new Size(0), Size.Zero);
    }

    [Fact]
    [Pitfall("T50")]
    public void A_price_moves_by_ticks_and_does_not_wrap()
    {
        Assert.Equal(new Price(7), new Price(10).Add(-3));
        Assert.Throws<OverflowException>(() => new Price(long.MaxValue).Add(1));
        Assert.Throws<OverflowException>(() => new Price(-2).Add(long.MinValue));
    }
}
