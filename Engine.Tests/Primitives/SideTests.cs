using Engine.Core.Primitives;

namespace Engine.Tests.Primitives;

public class SideTests
{
    [Xunit.Fact]
    public void Buy_is_zero_so_that_a_side_indexes_an_array_of_two() => Xunit.Assert.Equal(0, (int)Side.Buy);
}
