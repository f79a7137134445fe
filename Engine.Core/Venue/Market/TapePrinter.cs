using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Market;

/// <summary>Puts trades on the tapes: numbers them, and counts them in what is told of the instrument.</summary>
internal sealed class TapePrinter
{
    private long _matchMs;
    private int _matchInMs;

    /// <summary>A trade on the tape of its instrument.</summary>
    /// <param name="listing">Where it happened.</param>
    /// <param name="taker">The order that came.</param>
    /// <param name="match">With whom, at what price and how much.</param>
    /// <param name="nowNs">The moment as timestamps show it, Unix nanoseconds.</param>
    /// <param name="trueNs">The moment by the true clock, which candles are kept by.</param>
    public Print Add(Listing listing, Order taker, Match match, long nowNs, long trueNs)
    {
        var print = new Print
        {
            TimestampNs = nowNs,
            PriceTicks = match.PriceTicks,
            Lots = match.Lots,
            Direction = taker.Side,
            IsLiquidation = taker.IsLiquidation,
            Sequence = listing.Tape.NextSequence(),
            TradeId = listing.Group.NextTradeId(),
            MatchId = NextMatchId(nowNs / 1_000_000),
            TickDirection = listing.Tape.TickDirection(match.PriceTicks),
            IndexE9 = listing.Mark.IndexE9,
            MarkE9 = listing.Mark.MarkE9,
        };
        listing.Tape.Add(print);
        listing.CountInterest(match.Lots, print.Sequence);
        listing.LastTicks = match.PriceTicks;
        double amount = listing.Instrument.AmountOf(match.Lots);
        double price = match.PriceTicks * listing.Instrument.TickSize;
        (double volume, double cost) = listing.Contract.IsInverse ? (amount / price, amount) : (amount, amount * price);
        listing.Stats.Add(price, volume, cost);
        listing.Candles.Add(trueNs, price, volume, cost);
        return print;
    }

    /// <summary>Time in milliseconds since 2025, worker 3, number within the millisecond.</summary>
    private long NextMatchId(long nowMs)
    {
        long ms = nowMs - 1_735_689_600_000;
        _matchInMs = ms == _matchMs ? _matchInMs + 1 : 0;
        _matchMs = ms;
        return (ms << 22) | (3L << 12) | (uint)(_matchInMs & 0xFFF);
    }
}
