using Engine.Core.Market;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Native.Latency;
using Engine.Native.Latency.FarSide;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Latency;

public class QuoteExpectationTests
{
    private static readonly long s_tickE9 = LatencyMarket.Instrument.TickE9;

    [Fact]
    public void It_says_by_decimals_what_the_quoter_and_its_rounding_say_by_doubles()
    {
        Prng random = Seeds.Start();
        Instrument instrument = DecoderBench.Perpetuals()[0]!;
        InventorySkewQuoter quoter = new(new InventorySkewParameters { Spread = (double)LatencyMarket.Spread, SizeUsd = LatencyMarket.SizeUsd });
        RepriceRule rule = new(new RepriceParameters { ThresholdUsd = (double)LatencyMarket.ThresholdUsd, PeriodNs = long.MaxValue });
        QuoteExpectation expectation = new(LatencyMarket.Spread, LatencyMarket.ThresholdUsd, s_tickE9);
        QuotePair quoted = default;
        long bid = 172_800;
        int quiet = 0;
        for (int tick = 0; tick < 20_000; tick++)
        {
            bid += random.Below(7) - 3;
            long ask = bid + 1 + random.Below(60); // wide books, too, where the touch bounds the quotes
            MarketView view = new() { Instrument = instrument, Touch = new Touch(new Price(bid), new Size(1), new Price(ask), new Size(1)), PositionLots = 0, NowNs = 1 };
            QuotePair before = quoted;
            if (rule.IsDue(view))
                quoted = QuoteRounding.Round(quoter.Decide(view), view);
            else
                quiet++;
            expectation.OnTouch(bid * s_tickE9, ask * s_tickE9);
            Assert.True(
                (quoted.Bid.Ticks * s_tickE9, quoted.Ask.Ticks * s_tickE9, quoted.Bid != before.Bid, quoted.Ask != before.Ask)
                == (expectation.BidE9, expectation.AskE9, expectation.MovesBid, expectation.MovesAsk), $"tick {tick}");
            Assert.Equal(LatencyMarket.SizeUsd / 10, quoted.BidSize.Lots);
        }

        Assert.InRange(quiet, 1, 19_000);
    }
}
