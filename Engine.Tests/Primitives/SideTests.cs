using Engine.Core.Primitives;
using Xunit;

namespace Engine.Tests.Primitives;

public class SideTests
{
    [Fact]
    public void Buy_is_zero_so_that_a_side_indexes_an_array_of_two() => Assert.Equal(0, (int)Side.Buy);

    [Theory]
    [InlineData(Side.Buy, 1, Side.Sell, "buy")]
    [InlineData(Side.Sell, -1, Side.Buy, "sell")]
    public void A_side_has_its_sign_its_opposite_and_the_venues_word(Side side, int sign, Side opposite, string word)
    {
        Assert.Equal(sign, side.Sign());
        Assert.Equal(opposite, side.Opposite());
        Assert.Equal(word, side.Word());
    }
}
