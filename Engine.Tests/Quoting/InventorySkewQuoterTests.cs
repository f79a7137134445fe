using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Quoting;

public class InventorySkewQuoterTests
{
    private static readonly InventorySkewQuoter Quoter = new(new InventorySkewParameters());

    [Fact]
    public void Without_inventory_the_quotes_are_those_of_the_bot_this_engine_replaces()
    {
        // bid = mid * (1 - 0.00015), ask = mid * (1 + 0.00015), size 1000 USD
        MarketView view = Markets.View(Markets.Inverse, 199_999, 200_001);
        ModelQuote quote = Quoter.Decide(view);
        Assert.Equal(99_985, quote.Bid, 9);
        Assert.Equal(100_015, quote.Ask, 9);
        Assert.Equal((1_000.0, 1_000.0), (quote.BidUsd, quote.AskUsd));
        QuotePair pair = QuoteRounding.Round(quote, view);
        Assert.Equal((199_970, 200_030, 100, 100), (pair.Bid.Ticks, pair.Ask.Ticks, pair.BidSize.Lots, pair.AskSize.Lots));
    }

    [Theory]
    [InlineData(100, -1.3)]
    [InlineData(-100, 1.3)]
    [InlineData(450, -5.85)]
    public void Inventory_shifts_both_quotes_against_itself(long lots, double shift)
    {
        MarketView flat = Markets.View(Markets.Inverse, 199_999, 200_001);
        MarketView view = Markets.View(Markets.Inverse, 199_999, 200_001, lots);
        Assert.Equal(Quoter.Decide(flat).Bid + shift, Quoter.Decide(view).Bid, 9);
        Assert.Equal(Quoter.Decide(flat).Ask + shift, Quoter.Decide(view).Ask, 9);
        Assert.Equal(shift, Quoter.Skew(view), 9);
    }

    [Theory]
    [InlineData(0, 1000, 1000)]
    [InlineData(400, 1000, 1000)]
    [InlineData(401, 990, 1000)]
    [InlineData(450, 500, 1000)]
    [InlineData(499, 10, 1000)]
    [InlineData(500, 0, 1000)]
    [InlineData(900, 0, 1000)]
    [InlineData(-450, 1000, 500)]
    [InlineData(-500, 1000, 0)]
    [InlineData(-900, 1000, 0)]
    public void A_side_shrinks_to_what_the_limit_leaves_and_stops_there(long lots, double bidUsd, double askUsd)
    {
        ModelQuote quote = Quoter.Decide(Markets.View(Markets.Inverse, 199_999, 200_001, lots));
        Assert.Equal((bidUsd, askUsd), (quote.BidUsd, quote.AskUsd));
    }

    [Fact]
    public void The_inventory_of_a_linear_contract_counts_in_usd_at_mid()
    {
        // 0.04 BTC at 100 000 is 4000 USD.
        ModelQuote quote = Quoter.Decide(Markets.View(Markets.Linear, 999_999, 1_000_001, 400));
        Assert.Equal(99_985 - (4_000 * 0.0013), quote.Bid, 6);
        Assert.Equal(1_000, quote.BidUsd, 6);
        Assert.Equal(0, Quoter.Decide(Markets.View(Markets.Linear, 999_999, 1_000_001, 500)).BidUsd, 6);
    }

    [Fact]
    [Pitfall("T02")]
    public void Whatever_the_inventory_a_filled_quote_never_passes_the_limit()
    {
        Prng random = Seeds.Start();
        for (int i = 0; i < 20_000; i++)
        {
            InventorySkewParameters parameters = new()
            {
                SizeUsd = 10 + random.Below(3_000), MaxInventoryUsd = random.Below(8_000), SkewPerUsd = random.Uniform() * 0.01, Spread = random.Uniform() * 0.001,
            };
            Instrument instrument = random.Chance(0.5) ? Markets.Inverse : Markets.Linear;
            long bid = 300_000 + random.Below(1_000_000);
            MarketView view = Markets.View(instrument, bid, bid + 1 + random.Below(30), random.Below(2_000) - 1_000);
            QuotePair pair = QuoteRounding.Round(new InventorySkewQuoter(parameters).Decide(view), view);
            double rounding = 1e-9 + (instrument.Kind == ContractKind.Linear ? 0.501e-9 * view.Mid : 0); // an amount is taken to nine decimals
            double limit = parameters.MaxInventoryUsd + rounding;
            if (pair.BidSize.Lots > 0)
                Assert.InRange(Usd(view, view.PositionLots + pair.BidSize.Lots), -double.MaxValue, limit);
            if (pair.AskSize.Lots > 0)
                Assert.InRange(Usd(view, view.PositionLots - pair.AskSize.Lots), -limit, double.MaxValue);
            Assert.InRange(Usd(view, pair.BidSize.Lots), 0, parameters.SizeUsd + rounding);
        }
    }

    [Fact]
    public void A_decision_allocates_nothing()
    {
        InventorySkewQuoter quoter = Quoter;
        long sum = 0;
        AllocationGate.HoldsAtZero(() =>
        {
            MarketView view = Markets.View(Markets.Inverse, 199_999, 200_001, sum % 300);
            sum += QuoteRounding.Round(quoter.Decide(view), view).Bid.Ticks;
        });
        Assert.NotEqual(0, sum);
    }

    private static double Usd(in MarketView view, long lots) => view.Instrument.NotionalUsd(view.Instrument.AmountOf(lots), view.Mid);
}
