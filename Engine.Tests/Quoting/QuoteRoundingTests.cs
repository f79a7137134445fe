using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Quoting;

public class QuoteRoundingTests
{
    [Theory]
    [InlineData(99.74, 100.26, 199, 201)]
    [InlineData(99.5, 100.5, 199, 201)]
    [InlineData(99.999999, 100.000001, 199, 201)]
    [InlineData(99.0, 101.2, 198, 203)]
    public void Bids_go_down_to_the_grid_and_asks_up(double bid, double ask, long bidTicks, long askTicks)
    {
        QuotePair pair = Round(bid, ask, 199, 201);
        Assert.Equal((bidTicks, askTicks), (pair.Bid.Ticks, pair.Ask.Ticks));
    }

    [Theory]
    [InlineData(105.0, 106.0, 200, 212)] // a bid through the ask rests one tick below it
    [InlineData(94.0, 95.0, 188, 200)]
    [InlineData(100.5, 100.6, 200, 202)]
    public void No_quote_ever_crosses_the_other_side_of_the_book(double bid, double ask, long bidTicks, long askTicks)
    {
        QuotePair pair = Round(bid, ask, 199, 201);
        Assert.Equal((bidTicks, askTicks), (pair.Bid.Ticks, pair.Ask.Ticks));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void A_price_that_is_none_is_not_quoted_least_of_all_at_the_touch(double price)
    {
        QuotePair ask = Round(99, price, 199, 201);
        Assert.Equal((Price.None, Size.Zero), (ask.Ask, ask.AskSize));
        Assert.True(ask.BidSize.Lots > 0);
        QuotePair bid = Round(-price, 101, 199, 201);
        Assert.Equal((Price.None, Size.Zero), (bid.Bid, bid.BidSize));
        Assert.True(bid.AskSize.Lots > 0);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void A_bid_of_no_sense_is_not_clipped_to_the_touch_either(double price)
    {
        QuotePair pair = Round(price, 101, 199, 201);
        Assert.Equal((Price.None, Size.Zero), (pair.Bid, pair.BidSize));
        Assert.True(pair.AskSize.Lots > 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(0.2)]
    public void A_bid_at_or_below_nothing_is_not_quoted(double price) => Assert.Equal(Size.Zero, Round(price, 101, 199, 201).BidSize);

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void An_ask_skewed_below_nothing_rests_at_the_best_passive_price(double price) => Assert.Equal(200, Round(99, price, 199, 201).Ask.Ticks);

    [Theory]
    [InlineData(9.99, 0)]
    [InlineData(10, 1)]
    [InlineData(19.99, 1)]
    [InlineData(0, 0)]
    [InlineData(-50, 0)]
    [InlineData(double.NaN, 0)]
    public void Sizes_are_whole_lots_and_below_the_smallest_order_nothing(double usd, long lots)
    {
        MarketView view = Markets.View(Markets.Inverse, 199, 201);
        QuotePair pair = QuoteRounding.Round(new ModelQuote(99, 101, usd, usd), view);
        Assert.Equal((lots, lots), (pair.BidSize.Lots, pair.AskSize.Lots));
        Assert.Equal(lots > 0, pair.Bid.IsSome);
        Assert.Equal(lots > 0, pair.Ask.IsSome);
    }

    [Fact]
    public void A_minimum_of_several_lots_is_respected()
    {
        Instrument instrument = new(0, "X", ContractKind.Inverse, 500_000_000, 1_000_000_000, 5_000_000_000, 0, 0);
        MarketView view = Markets.View(instrument, 199, 201);
        Assert.Equal(0, QuoteRounding.Round(new ModelQuote(99, 101, 4, 5), view).BidSize.Lots);
        Assert.Equal(5, QuoteRounding.Round(new ModelQuote(99, 101, 4, 5), view).AskSize.Lots);
    }

    [Fact]
    [Pitfall("T49")]
    public void On_random_books_and_grids_quotes_are_valid_passive_and_never_better_than_the_model()
    {
        Prng random = Seeds.Start();
        for (int i = 0; i < 30_000; i++)
        {
            Instrument instrument = Grid(ref random);
            long bid = Valid(instrument, 2 + random.Below(5_000), up: false), ask = Valid(instrument, bid + 1 + random.Below(40), up: true);
            if (bid < 1)
                continue;
            MarketView view = Markets.View(instrument, bid, ask);
            double modelBid = view.Mid * (1 + ((random.Uniform() - 0.6) * 0.1)), modelAsk = view.Mid * (1 + ((random.Uniform() - 0.4) * 0.1));
            QuotePair pair = QuoteRounding.Round(new ModelQuote(modelBid, modelAsk, 1e9, 1e9), view);
            if (pair.Bid.IsSome)
            {
                Assert.True(instrument.IsOnGrid(pair.Bid));
                Assert.True(pair.Bid.Ticks < ask, $"bid {pair.Bid} ask {ask}");
                Assert.True(instrument.ToDouble(pair.Bid) <= modelBid + 1e-9);
            }

            if (pair.Ask.IsSome)
            {
                Assert.True(instrument.IsOnGrid(pair.Ask));
                Assert.True(pair.Ask.Ticks > bid, $"ask {pair.Ask} bid {bid}");
                Assert.True(instrument.ToDouble(pair.Ask) >= modelAsk - 1e-9);
            }
        }
    }

    private static QuotePair Round(double bid, double ask, long touchBid, long touchAsk) =>
        QuoteRounding.Round(new ModelQuote(bid, ask, 1_000, 1_000), Markets.View(Markets.Inverse, touchBid, touchAsk));

    private static Instrument Grid(ref Prng random)
    {
        TickStep[] steps = random.Chance(0.5) ? [] : [new TickStep(500_000_000_000, 5_000_000_000), new TickStep(1_500_000_000_000, 20_000_000_000)];
        return new Instrument(0, "X", ContractKind.Inverse, 500_000_000, 10_000_000_000, 10_000_000_000, 0, 0, steps);
    }

    private static long Valid(Instrument instrument, long ticks, bool up)
    {
        while (ticks > 0 && !instrument.IsOnGrid(new Price(ticks)))
            ticks += up ? 1 : -1;
        return ticks;
    }
}
