using Engine.Core.Events;
using Engine.Core.Market;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Market;

public class OrderBookTests
{
    private readonly OrderBook _book = new(64);

    [Fact]
    public void A_snapshot_makes_the_book_good_and_gives_its_touch()
    {
        Apply(BookEvents.Snapshot(10, [(100, 5), (99, 7)], [(101, 3), (103, 9)], receiveNs: 77));
        Assert.Equal((BookStatus.Good, 10, 77), (_book.Status, _book.ChangeId, _book.UpdatedNs));
        Assert.Equal(new Touch(new Price(100), new Size(5), new Price(101), new Size(3)), _book.Touch);
        Assert.True(_book.IsTrusted);
        Assert.Equal((201, 1), (_book.Touch.MidHalfTicks, _book.Touch.SpreadTicks));
        Assert.Equal((new Price(99), new Size(7)), _book.Level(Side.Buy, 1));
        Assert.Equal(9, _book.SizeAt(Side.Sell, new Price(103)).Lots);
        Assert.Equal(0, _book.SizeAt(Side.Sell, new Price(102)).Lots);
    }

    [Fact]
    [Pitfall("T46")]
    public void A_gap_in_change_ids_makes_the_book_stale_until_the_next_snapshot()
    {
        Apply(BookEvents.Snapshot(10, [(100, 5)], [(101, 3)]));
        Assert.True(Apply(BookEvents.Change(10, 14, [(100, 6)], [])));
        Assert.False(Apply(BookEvents.Change(15, 16, [(100, 9)], [])));
        Assert.Equal((BookStatus.Gap, 1), (_book.Status, _book.Gaps));
        Assert.False(_book.IsTrusted);
        Assert.True(Apply(BookEvents.Change(14, 17, [(100, 9)], []))); // reported once; the rest is waited out
        Assert.False(_book.IsTrusted);
        Assert.Equal(6, _book.SizeAt(Side.Buy, new Price(100)).Lots);
        Apply(BookEvents.Snapshot(30, [(90, 1)], [(91, 1)]));
        Assert.True(_book.IsTrusted);
        Assert.Equal((1, 1), (_book.BidLevels, _book.AskLevels));
        Assert.True(Apply(BookEvents.Change(30, 31, [], [(91, 2)])));
        Assert.True(_book.IsTrusted);
    }

    [Fact]
    [Pitfall("T46")]
    public void A_change_that_jumps_far_ahead_is_no_gap_because_many_instruments_share_the_counter()
    {
        Apply(BookEvents.Snapshot(10, [(100, 5)], [(101, 3)]));
        Assert.True(Apply(BookEvents.Change(10, 1_000_000, [], [(102, 1)])));
        Assert.True(_book.IsTrusted);
    }

    [Fact]
    public void The_same_change_twice_is_a_gap()
    {
        Apply(BookEvents.Snapshot(10, [(100, 5)], [(101, 3)]));
        Assert.True(Apply(BookEvents.Change(10, 11, [(100, 6)], [])));
        Assert.False(Apply(BookEvents.Change(10, 11, [(100, 6)], [])));
    }

    [Theory]
    [InlineData(101, 101)]
    [InlineData(102, 101)]
    [Pitfall("T46")]
    public void A_locked_or_crossed_book_is_not_trusted(long bid, long ask)
    {
        Apply(BookEvents.Snapshot(10, [(bid, 5)], [(ask, 3)]));
        Assert.Equal(BookStatus.Good, _book.Status);
        Assert.False(_book.IsTrusted);
        Assert.True(_book.Touch.IsCrossed);
    }

    [Fact]
    public void A_one_sided_book_is_not_trusted_and_has_no_mid()
    {
        Apply(BookEvents.Snapshot(10, [(100, 5)], []));
        Assert.False(_book.IsTrusted);
        Assert.False(_book.Touch.IsTwoSided);
        Assert.Equal(0, _book.Touch.MidHalfTicks);
        Apply(BookEvents.Change(10, 11, [], [(101, 3)]));
        Assert.True(_book.IsTrusted);
        Apply(BookEvents.Change(11, 12, [(100, 0)], []));
        Assert.False(_book.IsTrusted);
    }

    [Fact]
    public void A_message_in_several_events_is_not_trusted_before_its_last()
    {
        (long, long)[] bids = [.. Enumerable.Range(0, 12).Select(i => (100L - i, 1L))];
        List<EngineEvent> events = BookEvents.Snapshot(10, bids, [(101, 3)]);
        Assert.Equal(3, events.Count);
        foreach (EngineEvent e in events[..^1])
        {
            Assert.True(_book.Apply(e));
            Assert.Equal((BookStatus.Partial, false), (_book.Status, _book.IsTrusted));
        }

        _book.Apply(events[^1]);
        Assert.True(_book.IsTrusted);
    }

    [Fact]
    public void A_message_that_breaks_off_is_a_gap()
    {
        (long, long)[] bids = [.. Enumerable.Range(0, 12).Select(i => (100L - i, 1L))];
        Apply(BookEvents.Snapshot(10, [(100, 1)], [(101, 3)]));
        _book.Apply(BookEvents.Change(10, 11, bids, [])[0]);
        Assert.False(Apply(BookEvents.Change(11, 12, [(100, 9)], [])));
        Assert.Equal(BookStatus.Gap, _book.Status);
    }

    [Fact]
    public void The_rest_of_a_refused_message_changes_nothing()
    {
        Apply(BookEvents.Snapshot(10, [(100, 1)], [(101, 3)]));
        (long, long)[] bids = [.. Enumerable.Range(0, 12).Select(i => (100L - i, 50L))];
        bool[] applied = [.. BookEvents.Change(9, 11, bids, []).Select(e => _book.Apply(e))];
        Assert.Equal([false, true, true], applied);
        Assert.Equal((1, 1), (_book.BidLevels, _book.SizeAt(Side.Buy, new Price(100)).Lots));
    }

    [Fact]
    public void An_invalid_book_knows_nothing_until_a_snapshot()
    {
        Apply(BookEvents.Snapshot(10, [(100, 1)], [(101, 3)]));
        _book.Invalidate();
        Assert.Equal((BookStatus.Empty, 0, 0), (_book.Status, _book.BidLevels, _book.AskLevels));
        Assert.True(Apply(BookEvents.Change(10, 11, [(100, 1)], [(101, 1)])));
        Assert.False(_book.IsTrusted);
        Assert.Equal(0, _book.BidLevels);
        Apply(BookEvents.Snapshot(20, [(100, 1)], [(101, 3)]));
        Assert.True(_book.IsTrusted);
    }

    [Fact]
    public void Beyond_its_capacity_the_book_drops_the_worst_levels_only()
    {
        (long, long)[] bids = [.. Enumerable.Range(0, 200).Select(i => (1000L - i, 1L + i))];
        Apply(BookEvents.Snapshot(10, bids, [(1001, 3)]));
        Assert.Equal(64, _book.BidLevels);
        for (int i = 0; i < 64; i++)
            Assert.Equal((new Price(1000 - i), new Size(1 + i)), _book.Level(Side.Buy, i));
        Apply(BookEvents.Change(10, 11, [.. bids.Reverse()], []));
        Assert.Equal((new Price(1000), new Size(1)), _book.Level(Side.Buy, 0));
    }

    [Fact]
    public void Changes_are_applied_without_allocation()
    {
        OrderBook book = new(4096);
        long id = 10;
        foreach (EngineEvent e in BookEvents.Snapshot(id, [(10_000, 1)], [(10_001, 1)]))
            book.Apply(e);
        EngineEvent change = BookEvents.Change(0, 0, [(9_999, 3), (9_000, 1)], [(10_002, 4), (11_000, 0)])[0];
        AllocationGate.HoldsAtZero(() =>
        {
            change.Book.PreviousChangeId = id++;
            change.Book.ChangeId = id;
            change.Book.Levels[1].Price = new Price(9_000 - (id % 3_000));
            book.Apply(change);
        });
        Assert.True(book.IsTrusted);
    }

    private bool Apply(List<EngineEvent> message) => message.Aggregate(true, (good, e) => _book.Apply(e) & good);
}
