using Engine.Core.Primitives;
using Xunit;

namespace Engine.Tests.Primitives;

public class InstrumentTableTests
{
    [Fact]
    public void An_instruments_index_is_its_place_in_the_list()
    {
        var table = new InstrumentTable("BTC-PERPETUAL", "ETH-PERPETUAL");
        Assert.Equal(2, table.Count);
        Assert.True(table.TryFind("ETH-PERPETUAL"u8, out int id));
        Assert.Equal(1, id);
        Assert.True(table.Name(0).SequenceEqual("BTC-PERPETUAL"u8));
    }

    [Theory]
    [InlineData("")]
    [InlineData("BTC")]
    [InlineData("BTC-PERPETUAL2")]
    [InlineData("btc-perpetual")]
    public void A_name_that_is_not_exactly_in_the_list_is_not_found(string name) =>
        Assert.False(new InstrumentTable("BTC-PERPETUAL").TryFind(System.Text.Encoding.UTF8.GetBytes(name), out _));

    [Fact]
    public void A_specification_is_unknown_until_it_is_told_and_can_be_replaced()
    {
        var table = new InstrumentTable("BTC-PERPETUAL");
        Assert.Null(table[0]);
        table[0] = Grids.Inverse(500_000_000);
        Assert.Equal(500_000_000, table[0]!.TickE9);
        table[0] = Grids.Inverse(100_000_000);
        Assert.Equal(100_000_000, table[0]!.TickE9);
    }

    [Fact]
    public void More_instruments_than_a_label_can_name_are_refused() =>
        Assert.Throws<ArgumentException>(() => new InstrumentTable([.. Enumerable.Range(0, 256).Select(i => $"I{i}")]));
}
