using Engine.Core.Events;
using Engine.Core.Market;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Market;

/// <summary>The book against its plain twin over random streams of messages.</summary>
public class OrderBookTwinTests
{
    [Theory]
    [InlineData(4, 6)] // overflows all the time
    [InlineData(16, 60)]
    [InlineData(4096, 400)]
    public void Book_and_plain_twin_agree_after_every_event(int capacity, int width)
    {
        Prng random = Seeds.Start();
        OrderBook book = new(capacity);
        PlainBook twin = new(capacity);
        long id = 1;
        for (int message = 0; message < 4_000; message++)
        {
            List<EngineEvent> events = Message(ref random, ref id, width);
            if (random.Chance(0.02))
                events = events[..(1 + random.Below(events.Count))]; // breaks off
            foreach (EngineEvent e in events)
            {
                long gaps = twin.Gaps;
                twin.Apply(e);
                Assert.Equal(twin.Gaps == gaps, book.Apply(e));
                Agree(book, twin);
            }

            if (!random.Chance(0.005))
                continue;
            book.Invalidate();
            twin.Invalidate();
            Agree(book, twin);
        }

        Assert.True(book.Gaps > 5);
        Assert.Equal(twin.Gaps, book.Gaps);
    }

    private static List<EngineEvent> Message(ref Prng random, ref long id, int width)
    {
        long middle = 10_000 + random.Below(7);
        (long, long)[] bids = Levels(ref random, middle - 1, -1, width), asks = Levels(ref random, middle + 1, +1, width);
        long previous = random.Chance(0.01) ? id - 1 : id;
        id += 1 + random.Below(9);
        return random.Chance(0.03) ? BookEvents.Snapshot(id, bids, asks) : BookEvents.Change(previous, id, bids, asks);
    }

    private static (long, long)[] Levels(ref Prng random, long touch, int direction, int width)
    {
        var levels = new (long, long)[random.Below(9)];
        for (int i = 0; i < levels.Length; i++)
            levels[i] = (touch + (direction * random.Below(random.Chance(0.7) ? 10 : width)), random.Chance(0.4) ? 0 : 1 + random.Below(100));
        return levels;
    }

    private static void Agree(OrderBook book, PlainBook twin)
    {
        Assert.Equal((twin.Status, twin.Bids.Count, twin.Asks.Count), (book.Status, book.BidLevels, book.AskLevels));
        if (book.Status == BookStatus.Good)
            Assert.Equal(twin.ChangeId, book.ChangeId);
        Agree(book, Side.Buy, twin.Bids);
        Agree(book, Side.Sell, twin.Asks);
        Touch touch = book.Touch;
        Assert.Equal(twin.Bids.FirstOrDefault(), KeyValuePair.Create(touch.Bid.Ticks, touch.BidSize.Lots));
        Assert.Equal(twin.Asks.FirstOrDefault(), KeyValuePair.Create(touch.Ask.Ticks, touch.AskSize.Lots));
        bool trusted = book.Status == BookStatus.Good && twin.Bids.Count > 0 && twin.Asks.Count > 0 && twin.Bids.First().Key < twin.Asks.First().Key;
        Assert.Equal(trusted, book.IsTrusted);
    }

    private static void Agree(OrderBook book, Side side, SortedDictionary<long, long> levels)
    {
        int depth = 0;
        foreach ((long price, long lots) in levels)
        {
            Assert.Equal((new Price(price), new Size(lots)), book.Level(side, depth++));
            if (depth % 7 == 0)
                Assert.Equal(lots, book.SizeAt(side, new Price(price)).Lots);
        }
    }
}
