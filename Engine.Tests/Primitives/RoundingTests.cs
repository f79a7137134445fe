using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Primitives;

/// <summary>The rounding door: bids down, asks up, always on the grid, never across the model's price.</summary>
public class RoundingTests
{
    [Theory]
    [InlineData(83_212.5, 83_212.5, 83_212.5)]
    [InlineData(83_212.6, 83_212.5, 83_213.0)]
    [InlineData(83_212.999_999, 83_212.5, 83_213.0)]
    [InlineData(0.5, 0.5, 0.5)]
    public void Bids_go_down_and_asks_go_up(double model, double bid, double ask)
    {
        Instrument instrument = Grids.Inverse(500_000_000);
        Assert.Equal(bid, instrument.ToDouble(instrument.Floor(model)));
        Assert.Equal(ask, instrument.ToDouble(instrument.Ceiling(model)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(0)]
    [InlineData(-83_212.5)]
    [InlineData(double.MinValue)]
    [InlineData(double.MaxValue)]
    [InlineData(1e15)]
    [InlineData(9.3e9)] // beyond what decimals hold
    public void A_model_price_that_no_order_can_have_gives_no_price(double model)
    {
        foreach (Instrument instrument in (Instrument[])[Grids.Inverse(500_000_000), Grids.Inverse(1), Grids.Inverse(10, new TickStep(100, 1_000_000_000_000))])
        {
            Assert.Equal(Price.None, instrument.Floor(model));
            Assert.Equal(Price.None, instrument.Ceiling(model));
        }
    }

    [Fact]
    public void Less_than_a_tick_is_no_bid_and_an_ask_of_one_tick()
    {
        Instrument instrument = Grids.Inverse(500_000_000);
        Assert.Equal(Price.None, instrument.Floor(0.499));
        Assert.Equal(new Price(1), instrument.Ceiling(0.001));
    }

    [Fact]
    public void Whole_ticks_are_rounded_as_the_price_they_stand_for()
    {
        Prng random = Seeds.Start();
        for (int i = 0; i < 50_000; i++)
        {
            Instrument instrument = Grids.Any(ref random);
            var price = new Price(random.Below(600) - 2);
            Assert.Equal(instrument.Floor(instrument.ToDouble(price)), instrument.Floor(price));
            Assert.Equal(instrument.Ceiling(instrument.ToDouble(price)), instrument.Ceiling(price));
            Assert.Equal(Grids.Holds(instrument, price.Ticks), instrument.IsOnGrid(price));
        }
    }

    [Fact]
    public void A_price_on_the_grid_stays_where_it_is()
    {
        Prng random = Seeds.Start();
        foreach ((long tick, long lot) in Grids.OfTheVenue)
        {
            var instrument = new Instrument(0, "X", ContractKind.Linear, tick, lot, lot, 0, 0);
            for (int i = 0; i < 5_000; i++)
            {
                // Up to a million USD, where a double still tells 1e-9 apart.
                var price = new Price(1 + (long)(random.Next() >> 1) % (1_000_000_000_000_000 / tick));
                Assert.Equal(price, instrument.Floor(instrument.ToDouble(price)));
                Assert.Equal(price, instrument.Ceiling(instrument.ToDouble(price)));
            }
        }
    }

    [Fact]
    public void An_amount_of_whole_lots_stays_what_it_is_and_others_go_down()
    {
        Prng random = Seeds.Start();
        foreach ((long tick, long lot) in Grids.OfTheVenue)
        {
            var instrument = new Instrument(0, "X", ContractKind.Linear, tick, lot, lot, 0, 0);
            for (int i = 0; i < 5_000; i++)
            {
                var size = new Size((long)(random.Next() >> 1) % (1_000_000_000_000_000 / lot));
                double amount = instrument.ToDouble(size);
                Assert.Equal(size, instrument.FloorSize(amount));
                Assert.Equal(size, instrument.FloorSize(amount + (instrument.LotSize * 0.99)));
            }
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-10)]
    [InlineData(0)]
    [InlineData(1e30)]
    public void An_amount_that_no_order_can_have_gives_no_size(double amount) =>
        Assert.Equal(Size.Zero, Grids.Inverse(500_000_000).FloorSize(amount));

    [Fact]
    public void On_any_grid_floor_is_the_highest_price_not_above_and_ceiling_the_lowest_not_below()
    {
        Prng random = Seeds.Start();
        for (int i = 0; i < 20_000; i++)
        {
            Instrument instrument = Grids.Any(ref random);
            long tick = instrument.TickE9;
            long modelE9 = (random.Below(150) * tick) + (random.Chance(0.3) ? 0 : random.Below((int)Math.Min(tick, int.MaxValue)));
            Price floor = instrument.Floor(modelE9 / 1e9);
            Price ceiling = instrument.Ceiling(modelE9 / 1e9);
            long below = modelE9 / tick;
            while (below > 0 && !Grids.Holds(instrument, below))
                below--;
            long above = (modelE9 + tick - 1) / tick;
            while (modelE9 > 0 && !Grids.Holds(instrument, above))
                above++;
            string grid = string.Join(", ", instrument.Steps.ToArray());
            Assert.True(below == floor.Ticks && above == ceiling.Ticks, $"tick {tick}, {grid}, model {modelE9}: {floor} for {below}, {ceiling} for {above}");
        }
    }

    [Fact]
    public void What_lies_on_the_grid_is_told_as_the_plain_twin_tells_it()
    {
        Prng random = Seeds.Start();
        for (int i = 0; i < 20_000; i++)
        {
            Instrument instrument = Grids.Any(ref random);
            long ticks = random.Below(200) - 3;
            Assert.Equal(Grids.Holds(instrument, ticks), instrument.IsOnGrid(new Price(ticks)));
        }
    }

    [Fact]
    public void Far_and_fine_values_stay_on_the_grid_and_do_not_cross()
    {
        Prng random = Seeds.Start();
        for (int i = 0; i < 50_000; i++)
        {
            (long tick, _) = Grids.OfTheVenue[random.Below(Grids.OfTheVenue.Length)];
            Instrument instrument = Grids.Inverse(tick, new TickStep(1_000 * tick, 5 * tick), new TickStep(20_000 * tick, 50 * tick));
            double model = random.Uniform() * Math.Pow(10, random.Below(14) - 6);
            Price floor = instrument.Floor(model);
            Price ceiling = instrument.Ceiling(model);

            // Half of 1e-9 is what a double's distance from its decimal may cost, and its own grain far out.
            double grain = Math.Max(5.1e-10, Math.BitIncrement(model) - model);
            if (floor.IsSome)
                Assert.True(instrument.IsOnGrid(floor) && instrument.ToDouble(floor) <= model + grain, $"{model} {floor}");
            if (ceiling.IsSome)
                Assert.True(instrument.IsOnGrid(ceiling) && instrument.ToDouble(ceiling) >= model - grain, $"{model} {ceiling}");
            Assert.True(model > 9e9 || ceiling.IsSome || model < 1e-9, $"{model}");
        }
    }
}
