using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Primitives;

public class InstrumentTests
{
    [Fact]
    public void Prices_and_amounts_go_to_ticks_and_lots_and_back()
    {
        Prng random = Seeds.Start();
        foreach ((long tick, long lot) in Grids.OfTheVenue)
        {
            var instrument = new Instrument(3, "X", ContractKind.Linear, tick, lot, lot, 0, 0);
            for (int i = 0; i < 5_000; i++)
            {
                long valueE9 = Math.Abs(NumberText.AnyMagnitude(ref random));
                Assert.Equal(valueE9 % tick == 0, instrument.TryPrice(valueE9, out Price price));
                Assert.Equal(valueE9 / tick, price.Ticks);
                Assert.Equal(valueE9 / tick * tick, instrument.E9(price));
                Assert.Equal(valueE9 % lot == 0, instrument.TrySize(valueE9, out Size size));
                Assert.Equal(valueE9 / lot, size.Lots);
                Assert.Equal(valueE9 / lot * lot, instrument.E9(size));
            }
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-500_000_000)]
    [InlineData(long.MinValue)]
    public void A_negative_price_or_amount_is_refused(long valueE9)
    {
        Instrument instrument = Grids.Inverse(500_000_000);
        Assert.False(instrument.TryPrice(valueE9, out Price price));
        Assert.Equal(Price.None, price);
        Assert.False(instrument.TrySize(valueE9, out Size size));
        Assert.Equal(Size.Zero, size);
    }

    [Fact]
    [Pitfall("T50")]
    public void Ticks_and_lots_whose_value_does_not_fit_throw_and_do_not_wrap()
    {
        Instrument instrument = Grids.Inverse(500_000_000);
        long largest = long.MaxValue / instrument.TickE9;
        Assert.Equal(largest * instrument.TickE9, instrument.E9(new Price(largest)));
        Assert.Throws<OverflowException>(() => instrument.E9(new Price(largest + 1)));
        Assert.Throws<OverflowException>(() => instrument.ToDouble(new Price(long.MaxValue)));
        Assert.Throws<OverflowException>(() => instrument.E9(new Size(long.MaxValue)));
        Assert.Throws<OverflowException>(() => instrument.ToDouble(new Size(long.MaxValue)));
        Assert.Throws<OverflowException>(() => instrument.AmountOf(long.MinValue));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(-5, 1, 1)]
    [InlineData(1, -5, 1)]
    [InlineData(1, 1, -5)]
    public void Steps_that_are_not_positive_are_refused_by_the_instruments_name(long tickE9, long lotE9, long minE9)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new Instrument(0, "SOL", ContractKind.Linear, tickE9, lotE9, minE9, 0, 0));
        Assert.StartsWith("SOL:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65_535)] // stands for "no instrument" in events
    [InlineData(65_536)]
    public void An_index_that_events_cannot_carry_is_refused(int id) =>
        Assert.Throws<ArgumentException>(() => new Instrument(id, "SOL", ContractKind.Linear, 1, 1, 1, 0, 0));

    [Fact]
    public void Coarser_grids_must_be_multiples_of_the_tick_and_ascend()
    {
        Assert.Throws<ArgumentException>(() => Grids.Inverse(10, new TickStep(100, 15)));
        Assert.Throws<ArgumentException>(() => Grids.Inverse(10, new TickStep(100, 0)));
        Assert.Throws<ArgumentException>(() => Grids.Inverse(10, new TickStep(100, 20), new TickStep(50, 40)));
        Assert.Throws<ArgumentException>(() => Grids.Inverse(10, new TickStep(100, 20), new TickStep(100, 40)));
        Assert.Equal(2, Grids.Inverse(10, new TickStep(100, 20), new TickStep(200, 30)).Steps.Length);
    }

    [Theory]
    [InlineData(10_000_000_000, 10_000_000_000, 1)]
    [InlineData(10_000_000_000, 10_000_000_001, 2)]
    [InlineData(3, long.MaxValue, (long.MaxValue / 3) + 1)]
    [InlineData(long.MaxValue, long.MaxValue, 1)]
    public void The_smallest_order_is_rounded_up_to_whole_lots(long lotE9, long minE9, long expectedLots) =>
        Assert.Equal(expectedLots, new Instrument(0, "X", ContractKind.Linear, 1, lotE9, minE9, 0, 0).MinSize.Lots);

    [Fact]
    public void Notional_is_the_amount_of_an_inverse_contract_and_amount_times_price_of_a_linear_one()
    {
        Assert.Equal(1_000, Grids.Inverse(500_000_000).NotionalUsd(1_000, 80_000));
        Assert.Equal(160, new Instrument(0, "X", ContractKind.Linear, 1, 1, 1, 0, 0).NotionalUsd(0.002, 80_000));
    }
}
