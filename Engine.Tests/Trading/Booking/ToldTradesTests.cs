using Engine.Core.Primitives;
using Engine.Core.Trading;
using Engine.Core.Trading.Unsettled;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Booking;

/// <summary>Each trade once, however often and by whom it is told, and however many there are between two queries.</summary>
public class ToldTradesTests
{
    [Fact]
    [Pitfall("T21")]
    [Pitfall("T21b")]
    public void More_trades_than_can_be_remembered_are_each_taken_once_whoever_tells_them()
    {
        // Between two queries there may come several times as many trades as are remembered: the query tells them all again.
        Prng random = Seeds.Start();
        for (int round = 0; round < 300; round++)
        {
            int capacity = 1 << (2 + random.Below(4));
            ToldTrades told = new(capacity);
            HashSet<(long, Side)> taken = [];
            List<(long Sequence, Side Side)> venue = [];
            long sequence = 0;
            int asked = 0;
            for (int step = 0; step < 600; step++)
            {
                int what = random.Below(100);
                if (what < 70)
                {
                    sequence += 1 + random.Below(3); // other people's trades have numbers, too
                    Side[] sides = random.Chance(0.2) ? [Side.Buy, Side.Sell] : [(Side)random.Below(2)]; // both of a trade with oneself share one
                    venue.AddRange(sides.Select(side => (sequence, side)));
                    foreach (Side side in sides)
                    {
                        if (random.Chance(0.9)) // some notifications are lost
                            Take(told, taken, (sequence, side), queried: false);
                    }
                }
                else if (what < 85 && venue.Count > 0)
                    Take(told, taken, venue[Math.Max(0, venue.Count - 1 - random.Below(3 * capacity))], queried: false); // told again
                else if (what < 95 || told.WantsQuery)
                    asked = Query(told, taken, venue, asked, ref random);
            }

            Query(told, taken, venue, asked, ref random);
            Assert.Equal(venue.Order(), taken.Order());
        }
    }

    [Fact]
    public void It_is_time_to_ask_before_there_is_no_room()
    {
        ToldTrades told = new(8);
        for (int i = 1; i <= 8; i++)
        {
            Assert.Equal(i > 4, told.WantsQuery);
            Assert.Equal(TradeNews.New, told.Take(i, 0, Side.Buy, queried: false));
        }

        Assert.Equal(TradeNews.Later, told.Take(9, 0, Side.Buy, queried: false));
        for (int i = 1; i <= 8; i++)
            Assert.Equal(TradeNews.Told, told.Take(i, 0, Side.Buy, queried: true));
        Assert.Equal(TradeNews.New, told.Take(9, 0, Side.Buy, queried: true));
        Assert.False(told.WantsQuery);
        Assert.Equal(TradeNews.New, told.Take(10, 0, Side.Buy, queried: false));
        for (int i = 1; i <= 10; i++)
            Assert.Equal(TradeNews.Told, told.Take(i, 0, Side.Buy, queried: i % 2 == 0));
    }

    [Fact]
    public void Both_sides_of_a_trade_with_oneself_are_two_even_where_no_room_is_left()
    {
        ToldTrades told = new(1);
        Assert.Equal(TradeNews.New, told.Take(9, 0, Side.Buy, queried: false));
        foreach (Side side in (Side[])[Side.Sell, Side.Buy])
        {
            Assert.Equal(TradeNews.New, told.Take(5, 0, side, queried: true));
            Assert.Equal(TradeNews.Told, told.Take(5, 0, side, queried: true));
        }

        Assert.Equal(TradeNews.Told, told.Take(5, 0, Side.Sell, queried: false));
        Assert.Equal(TradeNews.Told, told.Take(9, 0, Side.Buy, queried: true));
        Assert.Equal(TradeNews.New, told.Take(9, 0, Side.Sell, queried: true));
    }

    [Fact]
    [Pitfall("T21e")]
    public void Trades_told_again_by_new_numbers_are_known_even_those_that_are_not_remembered()
    {
        ToldTrades told = new(8);
        for (int i = 1; i <= 20; i++)
            Assert.Equal(TradeNews.New, told.Take(100 + i, i, Side.Buy, queried: true, venueNs: i));
        told.BeginAnew();
        for (int i = 1; i <= 20; i++)
            Assert.Equal(TradeNews.Told, told.Take(i, i, Side.Buy, queried: true, venueNs: i));
        Assert.Equal(TradeNews.New, told.Take(21, 21, Side.Buy, queried: true, venueNs: 20));
        Assert.Equal(TradeNews.New, told.Take(22, 22, Side.Buy, queried: true, venueNs: 15));
        Assert.Equal(TradeNews.New, told.Take(23, 20, Side.Sell, queried: true, venueNs: 20));
        told.EndAnew();
        Assert.Equal(TradeNews.New, told.Take(24, 24, Side.Buy, queried: true, venueNs: 1)); // its clock is behind
        for (int i = 1; i <= 20; i++)
            Assert.Equal(TradeNews.Told, told.Take(i, i, Side.Buy, queried: true, venueNs: i));
    }

    private static int Query(ToldTrades told, HashSet<(long, Side)> taken, List<(long Sequence, Side Side)> venue, int from, ref Prng random)
    {
        // Pages go on behind the last sequence; an overlapping question may tell the last ones again.
        int at = random.Chance(0.3) ? Math.Max(0, from - random.Below(4)) : from;
        for (; at < venue.Count; at++)
            Take(told, taken, venue[at], queried: true);
        return venue.Count;
    }

    private static void Take(ToldTrades told, HashSet<(long, Side)> taken, (long Sequence, Side Side) trade, bool queried)
    {
        TradeNews news = told.Take(trade.Sequence, 0, trade.Side, queried);
        if (news == TradeNews.New)
            Assert.True(taken.Add(trade), $"{trade} twice");
        else if (news == TradeNews.Told)
            Assert.Contains(trade, taken);
        else
            Assert.False(queried, "a query is never put off");
    }
}
