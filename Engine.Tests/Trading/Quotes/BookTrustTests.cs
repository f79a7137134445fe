using Engine.Core.Events;
using Engine.Core.Market;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Quotes;

/// <summary>Nothing is quoted on a book that is not trusted, and a book that is not trusted is asked for again.</summary>
public class BookTrustTests
{
    private readonly Rig _rig = new();

    [Fact]
    [Pitfall("T18")]
    [Pitfall("T46")]
    public void A_gap_pulls_the_quotes_and_asks_once_for_a_snapshot()
    {
        _rig.Quote();
        _rig.Send(_rig.Market(200_001, 200_003, gap: true));
        OrderIntent[] sent = _rig.TakeAll();
        Assert.Equal([IntentKind.ResubscribeBook, IntentKind.Cancel, IntentKind.Cancel], sent.Select(i => i.Kind));
        Assert.Equal(1, _rig.Notices(NoticeKind.BookGap));
        _rig.Send(_rig.Market(200_003, 200_005));
        _rig.Timer(Rig.Second);
        Assert.Empty(_rig.TakeAll());
        foreach (OrderIntent cancel in sent.Where(i => i.Kind == IntentKind.Cancel))
            _rig.Send(_rig.Reply(cancel, VenueOrderState.Cancelled));
        Assert.Empty(_rig.TakeAll());
        _rig.Send(_rig.Snapshot());
        Assert.Equal([IntentKind.Place, IntentKind.Place], _rig.TakeAll().Select(i => i.Kind));
    }

    [Fact]
    public void A_book_that_could_not_be_read_pulls_the_quotes()
    {
        _rig.Quote();
        _rig.Send(_rig.Event(EventKind.BookInvalid));
        Assert.Equal([IntentKind.ResubscribeBook, IntentKind.Cancel, IntentKind.Cancel], _rig.TakeAll().Select(i => i.Kind));
        Assert.Equal(BookStatus.Empty, _rig.Desk.Book.Status);
        for (int i = 0; i < 100; i++)
            _rig.Send(_rig.Event(EventKind.BookInvalid));
        Assert.Equal(1, _rig.Notices(NoticeKind.BookGap)); // written down once, however many changes follow that cannot be read either
    }

    [Fact]
    [Pitfall("T17")]
    public void When_the_snapshot_asked_for_cannot_be_read_either_it_is_asked_for_again()
    {
        _rig.Quote();
        _rig.Send(_rig.Event(EventKind.BookInvalid));
        _rig.TakeAll();
        _rig.Send(_rig.Event(EventKind.BookInvalid)); // the snapshot that was asked for
        Assert.Equal(0, Resubscriptions());
        Assert.InRange(Resubscriptions(seconds: 30), 2, 10); // patiently: each costs credits
        _rig.Send(_rig.Snapshot());
        Assert.Equal(0, Resubscriptions(seconds: 10));
    }

    [Fact]
    public void When_there_was_no_room_to_ask_the_timer_asks()
    {
        _rig.Quote();
        _rig.Gateway.IsFull = true;
        _rig.Send(_rig.Market(200_001, 200_003, gap: true));
        _rig.Gateway.IsFull = false;
        _rig.Timer(Rig.Second);
        Assert.Single(_rig.TakeAll(), i => i.Kind == IntentKind.ResubscribeBook);
    }

    [Fact]
    [Pitfall("T17")]
    [Pitfall("T18")]
    public void A_book_that_falls_silent_pulls_the_quotes_and_is_asked_for_again()
    {
        _rig.Quote();
        _rig.Timer(14 * Rig.Second);
        Assert.Empty(_rig.TakeAll());
        _rig.Timer(2 * Rig.Second);
        OrderIntent[] sent = _rig.TakeAll();
        Assert.Equal(2, sent.Count(i => i.Kind == IntentKind.Cancel));
        Assert.Equal(1, sent.Count(i => i.Kind == IntentKind.ResubscribeBook));
        foreach (OrderIntent cancel in sent.Where(i => i.Kind == IntentKind.Cancel))
            _rig.Send(_rig.Reply(cancel, VenueOrderState.Cancelled));
        _rig.Send(_rig.Snapshot());
        Assert.Equal(2, _rig.Take().Count(i => i.Kind == IntentKind.Place));
    }

    [Theory]
    [InlineData(200_003, 200_001)]
    [InlineData(200_001, 200_001)]
    [Pitfall("T46")]
    public void A_crossed_or_locked_book_pulls_the_quotes_and_is_asked_for_again(long bid, long ask)
    {
        _rig.Quote();
        _rig.Send(_rig.Market(bid, ask));
        Assert.Equal([IntentKind.ResubscribeBook, IntentKind.Cancel, IntentKind.Cancel], _rig.TakeAll().Select(i => i.Kind));
        Assert.Equal(1, _rig.Notices(NoticeKind.BookGap));
    }

    [Fact]
    [Pitfall("T46")]
    public void A_book_that_was_crossed_is_not_quoted_on_when_the_market_has_moved_away_from_the_level_too_many()
    {
        _rig.Quote();
        EngineEvent phantom = _rig.Market(199_999, 200_001);
        phantom.Book.Levels[0] = new BookLevel { Price = new Price(200_010), Size = new Size(1) };
        _rig.Send(phantom);
        foreach (OrderIntent cancel in _rig.TakeAll().Where(i => i.Kind == IntentKind.Cancel))
            _rig.Send(_rig.Reply(cancel, VenueOrderState.Cancelled));
        _rig.Send(_rig.Market(199_999, 200_020)); // the venue's book is fine, ours has 200 010 as its best bid
        Assert.False(_rig.Desk.Book.IsTrusted);
        Assert.Empty(_rig.TakeAll());
        _rig.Send(_rig.Snapshot(199_999, 200_020));
        Assert.Equal([IntentKind.Place, IntentKind.Place], _rig.TakeAll().Select(i => i.Kind));
    }

    [Fact]
    public void A_side_that_runs_empty_pulls_the_quotes()
    {
        _rig.Quote();
        EngineEvent e = _rig.Market(199_999, 200_001);
        e.Book.Levels[1].Size = Size.Zero;
        _rig.Send(e);
        Assert.Equal(2, _rig.Take().Count(i => i.Kind == IntentKind.Cancel));
    }

    [Fact]
    [Pitfall("T58")]
    public void An_instrument_that_closes_pulls_the_quotes_until_it_opens()
    {
        _rig.Quote();
        _rig.Send(_rig.Specification(isOpen: false));
        OrderIntent[] cancels = _rig.Take();
        Assert.Equal(2, cancels.Count(i => i.Kind == IntentKind.Cancel));
        foreach (OrderIntent cancel in cancels)
            _rig.Send(_rig.Reply(cancel, VenueOrderState.Cancelled));
        _rig.Timer(Rig.Second);
        Assert.Empty(_rig.Take());
        _rig.Send(_rig.Specification());
        Assert.Equal(2, _rig.Take().Count(i => i.Kind == IntentKind.Place));
    }

    [Fact]
    [Pitfall("T49")]
    public void A_tick_size_that_changes_live_never_mixes_two_grids()
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        _rig.Send(_rig.Specification(tickE9: 100_000_000)); // 0.5 becomes 0.1
        // The book counts the old ticks: it is given up and asked for anew.
        Assert.False(_rig.Desk.Book.IsTrusted);
        OrderIntent[] sent = _rig.TakeAll();
        Assert.Equal(1, sent.Count(i => i.Kind == IntentKind.ResubscribeBook));
        OrderIntent[] cancels = [.. sent.Where(i => i.Kind == IntentKind.Cancel)];
        Assert.Equal([Rig.Id(bid.Label), Rig.Id(ask.Label)], cancels.Select(i => i.OrderId));
        // The orders' prices are told in the new ticks.
        Assert.Equal((5 * Rig.Bid, 5 * Rig.Ask), (_rig.Desk.Order(Side.Buy).Price.Ticks, _rig.Desk.Order(Side.Sell).Price.Ticks));
        Assert.Equal((OrderState.Cancelling, OrderState.Cancelling), (_rig.Desk.Order(Side.Buy).State, _rig.Desk.Order(Side.Sell).State));
        foreach (OrderIntent cancel in cancels)
            _rig.Send(_rig.Reply(cancel, VenueOrderState.Cancelled));
        _rig.Send(_rig.Snapshot(999_995, 1_000_005));
        Assert.Equal([(Side.Buy, 999_850L), (Side.Sell, 1_000_150L)], _rig.Take().Select(i => (i.Side, i.Price.Ticks)));
    }

    [Fact]
    [Pitfall("T49")]
    public void A_coarser_grid_under_an_order_leaves_it_without_a_price_not_with_a_wrong_one()
    {
        _rig.Quote();
        _rig.Send(_rig.Market(200_001, 200_003)); // asks for 199 971 and 200 033: odd
        foreach (OrderIntent edit in _rig.Take())
            _rig.Send(_rig.Reply(edit));
        _rig.Send(_rig.Specification(tickE9: 1_000_000_000));
        Assert.False(_rig.Desk.Order(Side.Buy).Price.IsSome);
        Assert.Equal(2, _rig.Take().Count(i => i.Kind == IntentKind.Cancel));
    }

    [Fact]
    public void The_same_specification_again_changes_nothing()
    {
        _rig.Quote();
        _rig.Send(_rig.Specification());
        Assert.Empty(_rig.TakeAll());
        Assert.True(_rig.Desk.Book.IsTrusted);
    }

    [Fact]
    public void A_contract_size_that_changes_live_stops_the_instrument_because_lots_would_change_their_meaning()
    {
        _rig.Quote(position: 30);
        _rig.Send(_rig.Specification(lotE9: 1_000_000_000));
        Assert.Equal(2, _rig.Take().Count(i => i.Kind == IntentKind.Cancel));
        Assert.Equal(10_000_000_000, _rig.Desk.Instrument!.LotE9);
        _rig.Send(_rig.Market(200_101, 200_103));
        Assert.DoesNotContain(_rig.Take(), i => i.Kind is IntentKind.Place or IntentKind.Edit);
        Assert.Equal((1, 1_000_000_000), (_rig.Engine.ResizedDesks, _rig.Desk.Resized!.LotE9));

        // Of what is told in the new lots nothing is booked: the next process fetches it.
        int facts = _rig.Facts.Count;
        _rig.Send(_rig.Fill(new OrderIntent { Side = Side.Buy }, 100, 7));
        _rig.Send(_rig.Position(400));
        _rig.Send(_rig.Position(400));
        Assert.Equal((30, 0), (_rig.Desk.PositionLots, _rig.Desk.MismatchLots));
        Assert.DoesNotContain(_rig.Facts.Skip(facts), fact => fact.Kind is FactKind.Fill or FactKind.Adjustment or FactKind.Mark);
    }

    private int Resubscriptions(int seconds = 0)
    {
        int count = _rig.TakeAll().Count(i => i.Kind == IntentKind.ResubscribeBook);
        for (int i = 0; i < seconds * 10; i++)
        {
            _rig.Timer(Rig.Second / 10);
            count += _rig.TakeAll().Count(intent => intent.Kind == IntentKind.ResubscribeBook);
        }

        return count;
    }
}
