using Engine.Core.Primitives;
using Engine.Core.Venue.Matching;
using Xunit;

namespace Engine.Tests.Venue;

/// <summary>The book against its plain twin over random operations; the seed is in the test's name.</summary>
public class BookTwinTests
{
    [Theory]
    [InlineData(1, 6_000)]
    [InlineData(2, 6_000)]
    [InlineData(3, 6_000)]
    [InlineData(99, 6_000)]
    public void Book_and_naive_twin_agree_on_every_match_level_and_change(int seed, int operations)
    {
        var random = new Prng((ulong)seed);
        var pair = new Pair();
        var shown = new Dictionary<(Side, long), long>();
        for (int i = 0; i < operations; i++)
        {
            pair.Book.BeginEvent();
            int acts = 1 + random.Below(3);
            for (int act = 0; act < acts; act++)
                pair.Act(ref random);
            foreach (LevelChange change in pair.Book.EndEvent())
            {
                Assert.NotEqual(change.BeforeLots, change.AfterLots);
                Assert.Equal(shown.GetValueOrDefault((change.Side, change.PriceTicks)), change.BeforeLots);
                if (change.AfterLots == 0)
                    shown.Remove((change.Side, change.PriceTicks));
                else
                    shown[(change.Side, change.PriceTicks)] = change.AfterLots;
            }

            if (i % 7 == 0)
                pair.Compare(shown);
        }
    }

    [Fact]
    public void A_level_that_goes_and_comes_back_within_one_event_is_no_change()
    {
        var book = new Book();
        var order = new Order { Owner = 1, Side = Side.Buy, PriceTicks = 100, Lots = 5 };
        book.Rest(order);
        book.BeginEvent();
        book.Remove(order);
        book.Rest(order);
        Assert.Empty(book.EndEvent());
    }

    [Fact]
    public void Changes_list_bids_best_first_and_then_asks_best_first()
    {
        var book = new Book();
        book.BeginEvent();
        foreach ((Side side, long price) in new[] { (Side.Sell, 105L), (Side.Buy, 98), (Side.Sell, 103), (Side.Buy, 99) })
            book.Rest(new Order { Owner = 1, Side = side, PriceTicks = price, Lots = 1 });
        Assert.Equal([99, 98, 103, 105], book.EndEvent().Select(change => change.PriceTicks));
    }

    [Fact]
    public void Reducing_keeps_priority_and_resting_again_loses_it()
    {
        var book = new Book();
        Order[] orders = [.. Enumerable.Range(1, 3).Select(owner => new Order { Owner = owner, Side = Side.Sell, PriceTicks = 100, Lots = 4 })];
        foreach (Order order in orders)
            book.Rest(order);
        book.Reduce(orders[0], 2);
        book.Remove(orders[1]);
        book.Rest(orders[1]);
        var taker = new Order { Owner = 9, Side = Side.Buy, PriceTicks = 100, Lots = 10 };
        List<int> makers = [];
        while (book.TryMatch(taker, out Match match, out _))
            makers.Add(match.Maker.Owner);
        Assert.Equal([1, 3, 2], makers);
        Assert.True(taker.RestLots == 0 && book.Depth(Side.Sell) == 0);
    }

    private sealed class Pair
    {
        private readonly NaiveBook _naive = new();
        private readonly Dictionary<int, (Order Order, NaiveBook.Entry Twin)> _live = [];
        private int _tag;

        public Book Book { get; } = new();

        public void Act(ref Prng random)
        {
            int kind = random.Below(100);
            if (kind < 55 || _live.Count == 0)
                Submit(ref random);
            else if (kind < 75)
                Remove(Pick(ref random));
            else if (kind < 88)
                Reduce(Pick(ref random), ref random);
            else
                Move(Pick(ref random), ref random);
        }

        public void Compare(Dictionary<(Side, long), long> shown)
        {
            foreach (Side side in (Side[])[Side.Buy, Side.Sell])
            {
                KeyValuePair<long, long>[] expected = [.. side == Side.Buy ? _naive.Depth(side).Reverse() : _naive.Depth(side)];
                Assert.Equal(expected.Length, Book.Depth(side));
                for (int i = 0; i < expected.Length; i++)
                    Assert.Equal((expected[i].Key, expected[i].Value), Book.Level(side, i));
                Assert.Equal(expected.Length, shown.Count(pair => pair.Key.Item1 == side));
                foreach ((long price, long lots) in expected)
                    Assert.Equal(lots, shown[(side, price)]);
            }

            Assert.True(Book.BestBid == 0 || Book.BestAsk == 0 || Book.BestBid < Book.BestAsk);
        }

        private int Pick(ref Prng random) => _live.Keys.ElementAt(random.Below(_live.Count));

        private void Submit(ref Prng random)
        {
            Side side = (Side)random.Below(2);
            long price = 1000 + random.Below(30) - (side == Side.Buy ? 8 : -8);
            var order = new Order { Owner = random.Below(4), Side = side, PriceTicks = price, Lots = 1 + random.Below(20) };
            var twin = new NaiveBook.Entry { Tag = ++_tag, Owner = order.Owner, Side = side, Price = price, Lots = order.Lots };
            order.Label = $"{twin.Tag}";
            Enter(order, twin, rest: random.Chance(0.8));
        }

        private void Enter(Order order, NaiveBook.Entry twin, bool rest)
        {
            long wanted = order.RestLots;
            long available = Book.Available(order.Side, order.PriceTicks, order.Owner, wanted);
            List<(int Tag, long Price, long Lots)> expected = _naive.Submit(twin, out bool metOwn);
            Assert.Equal(expected.Sum(match => match.Lots), available);
            SweepEnd end;
            int at = 0;
            while (Book.TryMatch(order, out Match match, out end))
            {
                (int tag, long price, long lots) = expected[at++];
                Assert.Equal((tag, price, lots), (int.Parse(match.Maker.Label), match.PriceTicks, match.Lots));
                if (match.Maker.RestLots == 0)
                    _live.Remove(tag);
            }

            Assert.Equal(expected.Count, at);
            Assert.Equal(metOwn, end == SweepEnd.OwnOrder);
            if (order.RestLots == 0 || end == SweepEnd.OwnOrder || !rest)
                return;
            Book.Rest(order);
            _naive.Rest(twin);
            _live.Add(twin.Tag, (order, twin));
        }

        private void Remove(int tag)
        {
            (Order order, NaiveBook.Entry twin) = _live[tag];
            _live.Remove(tag);
            Book.Remove(order);
            _naive.Remove(twin);
        }

        private void Reduce(int tag, ref Prng random)
        {
            (Order order, NaiveBook.Entry twin) = _live[tag];
            if (order.RestLots < 2)
                return;
            long lots = order.FilledLots + 1 + random.Below((int)order.RestLots - 1);
            Book.Reduce(order, lots);
            twin.Lots = lots;
        }

        private void Move(int tag, ref Prng random)
        {
            (Order order, NaiveBook.Entry twin) = _live[tag];
            Remove(tag);
            order.PriceTicks = twin.Price = order.PriceTicks + random.Below(9) - 4;
            order.Lots = twin.Lots = order.FilledLots + 1 + random.Below(20);
            Enter(order, twin, rest: true);
        }
    }
}
