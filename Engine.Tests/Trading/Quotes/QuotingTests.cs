using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Trading;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Quotes;

public class QuotingTests
{
    private readonly Rig _rig = new();

    [Fact]
    public void A_move_by_the_threshold_edits_both_orders_in_place()
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        _rig.Send(_rig.Market(200_001, 200_003)); // mid by exactly 1 USD
        OrderIntent[] edits = _rig.Take();
        Assert.Equal([(IntentKind.Edit, Side.Buy, 199_971L), (IntentKind.Edit, Side.Sell, 200_033L)], edits.Select(i => (i.Kind, i.Side, i.Price.Ticks)));
        Assert.Equal([Rig.Id(bid.Label), Rig.Id(ask.Label)], edits.Select(i => i.OrderId));
        Assert.All(edits, i => Assert.Equal(Rig.Lots, i.Amount.Lots));
    }

    [Fact]
    public void A_smaller_move_sends_nothing()
    {
        _rig.Quote();
        _rig.Send(_rig.Market(200_000, 200_002));
        Assert.Empty(_rig.TakeAll());
    }

    [Fact]
    public void After_the_period_small_moves_count_and_no_move_sends_nothing()
    {
        _rig.Quote();
        _rig.Timer(6 * Rig.Second);
        Assert.Empty(_rig.TakeAll());
        _rig.Send(_rig.Market(200_000, 200_002));
        Assert.Empty(_rig.TakeAll());
        _rig.Timer(6 * Rig.Second);
        OrderIntent edit = _rig.Take().Single(); // the bid's price rounds to the same tick
        Assert.Equal((Side.Sell, 200_032), (edit.Side, edit.Price.Ticks));
    }

    [Fact]
    public void Only_the_end_of_a_batch_decides()
    {
        _rig.Quote();
        EngineEvent up = _rig.Market(200_101, 200_103), back = _rig.Market(199_999, 200_001);
        _rig.Batch(up, back);
        Assert.Empty(_rig.TakeAll());
    }

    [Fact]
    [Pitfall("T11")]
    public void One_request_an_order_is_in_flight_and_what_it_missed_follows_its_answer()
    {
        _rig.Quote();
        _rig.Send(_rig.Market(200_009, 200_011));
        OrderIntent[] first = _rig.Take();
        Assert.Equal(2, first.Length);
        _rig.Send(_rig.Market(200_019, 200_021));
        _rig.Send(_rig.Market(200_029, 200_031));
        Assert.Empty(_rig.Take());
        _rig.Send(_rig.Reply(first[0]));
        OrderIntent next = _rig.Take().Single();
        Assert.Equal((Side.Buy, 199_999), (next.Side, next.Price.Ticks)); // 100015 * 0.99985 = 99999.99...
    }

    [Fact]
    public void A_fill_shifts_both_quotes_and_fills_the_empty_slot_again()
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        _rig.Batch(_rig.Order(bid, VenueOrderState.Filled, 100), _rig.Fill(bid, 100, 1));
        Assert.Equal(100, _rig.Desk.PositionLots);
        OrderIntent[] sent = _rig.Take();
        Assert.Equal(2, sent.Length);
        Assert.Equal((IntentKind.Place, 199_967, 100), (sent[0].Kind, sent[0].Price.Ticks, sent[0].Amount.Lots)); // 99985 - 1.3
        Assert.Equal((IntentKind.Edit, 200_028, 100), (sent[1].Kind, sent[1].Price.Ticks, sent[1].Amount.Lots)); // 100015 - 1.3
        Assert.Equal(Rig.Id(ask.Label), sent[1].OrderId);
        Assert.NotEqual(bid.Label, sent[0].Label);
    }

    [Fact]
    [Pitfall("T10")]
    public void A_partial_fill_is_edited_with_its_total_amount()
    {
        (OrderIntent bid, _) = _rig.Quote();
        _rig.Batch(_rig.Order(bid, filled: 40), _rig.Fill(bid, 40, 1));
        OrderIntent edit = _rig.Take().Single(i => i.Side == Side.Buy);
        Assert.Equal((IntentKind.Edit, 140), (edit.Kind, edit.Amount.Lots)); // 100 wanted, 40 filled
    }

    [Fact]
    [Pitfall("T02")]
    public void Quotes_shrink_towards_the_inventory_limit_and_stop_at_it()
    {
        (OrderIntent bid, _) = _rig.Quote(position: 430);
        Assert.Equal(70, bid.Amount.Lots);
        _rig.Batch(_rig.Order(bid, VenueOrderState.Filled, 70), _rig.Fill(bid, 70, 1));
        Assert.Equal(500, _rig.Desk.PositionLots);
        Assert.DoesNotContain(_rig.Take(), i => i.Side == Side.Buy);
        _rig.Send(_rig.Market(200_101, 200_103));
        Assert.DoesNotContain(_rig.Take(), i => i.Side == Side.Buy);
    }

    [Fact]
    public void A_quote_that_the_limit_no_longer_allows_is_cancelled()
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote(position: 400);
        // A stranger's order of the same account buys 100.
        _rig.Send(_rig.Fill(new OrderIntent { Side = Side.Buy, Price = new Price(200_000), OrderId = Rig.Id("x") }, 100, 1));
        OrderIntent[] sent = _rig.Take();
        Assert.Equal((IntentKind.Cancel, Rig.Id(bid.Label)), (sent[0].Kind, sent[0].OrderId));
        Assert.Equal(Rig.Id(ask.Label), sent[1].OrderId);
        Assert.Equal(1, _rig.Notices(NoticeKind.ForeignFill));
    }

    [Fact]
    public void After_a_post_only_refusal_the_side_is_quoted_again_at_a_new_price_after_a_moment()
    {
        _rig.GoLive();
        OrderIntent[] placed = _rig.Take();
        _rig.Send(_rig.Reply(placed[0], error: 11054));
        Assert.Empty(_rig.Take());
        _rig.NowNs += 25_000_000;
        _rig.Send(_rig.Market(199_997, 199_999));
        OrderIntent again = _rig.Take().Single(i => i.Side == Side.Buy);
        Assert.Equal((IntentKind.Place, 199_968), (again.Kind, again.Price.Ticks));
        Assert.NotEqual(placed[0].Label, again.Label);
    }

    [Fact]
    public void An_edit_into_the_market_that_the_venue_cancels_leads_to_a_new_order()
    {
        (OrderIntent bid, _) = _rig.Quote();
        _rig.Send(_rig.Market(200_003, 200_005));
        OrderIntent edit = _rig.Take().First(i => i.Side == Side.Buy);
        edit.Label = bid.Label;
        _rig.Send(_rig.Reply(edit, VenueOrderState.Cancelled, reason: CancelReason.EditPostOnlyReject));
        Assert.DoesNotContain(_rig.Take(), i => i.Side == Side.Buy);
        _rig.Timer(25_000_000);
        Assert.Equal(IntentKind.Place, _rig.Take().Single(i => i.Side == Side.Buy).Kind);
    }

    [Fact]
    [Pitfall("T39")]
    public void Told_that_the_credits_are_gone_the_engine_waits_for_new_ones()
    {
        Rig rig = new(options: new EngineOptions { SessionId = Rig.SessionId, OrderRate = 5, OrderBurst = 20 });
        rig.GoLive();
        OrderIntent[] placed = rig.Take();
        rig.Send(rig.Reply(placed[0], error: 10028));
        Assert.Equal(0, rig.Engine.CreditsLeft(rig.NowNs), 1);
        Assert.Equal(1, rig.Notices(NoticeKind.VenueReject));
        rig.Timer(Rig.Second / 2);
        Assert.Empty(rig.Take());
        rig.Timer(3 * Rig.Second);
        Assert.NotEmpty(rig.Take());
    }

    [Theory]
    [InlineData(10002)] // qty_too_low
    [InlineData(10003)] // order_overlap
    [InlineData(10005)] // price_too_low
    [InlineData(10007)] // price_too_high
    [InlineData(10009)] // not_enough_funds
    [InlineData(10018)] // position limit
    [InlineData(10041)] // settlement_in_progress
    [InlineData(10047)] // matching_engine_queue_full
    [InlineData(11021)] // post_only_price_modification_not_possible
    [InlineData(11050)] // bad_request
    [InlineData(11051)] // system_maintenance
    [InlineData(11098)] // account_locked
    [InlineData(13009)] // unauthorized
    [InlineData(13028)] // temporarily_unavailable
    [InlineData(13666)] // request_cancelled_by_user
    [InlineData(-32602)] // invalid params
    public void After_any_other_refusal_the_side_rests_for_a_second(int code)
    {
        _rig.GoLive();
        OrderIntent[] placed = _rig.Take();
        _rig.Send(_rig.Reply(placed[0], error: code));
        _rig.Timer(Rig.Second / 2);
        Assert.Empty(_rig.Take());
        _rig.Timer(Rig.Second);
        Assert.Equal(Side.Buy, _rig.Take().Single().Side);
        Assert.Equal(1, _rig.Notices(NoticeKind.VenueReject));
    }

    [Theory]
    [InlineData(11094)] // internal_server_error
    [InlineData(10050)] // lock_time_exceeded
    [InlineData(13888)] // timed_out
    [InlineData(13032)] // non_unique_order_label: one of this label is there
    [InlineData(13777)] // replaced
    [InlineData(10067)] // nothing that is known
    [InlineData(15001)]
    [InlineData(-32099)]
    [Pitfall("T02")]
    public void An_answer_that_leaves_the_outcome_open_is_no_refusal(int code)
    {
        _rig.GoLive();
        OrderIntent[] placed = _rig.Take();
        _rig.Send(_rig.Reply(placed[0], error: code));
        Assert.Equal(OrderState.Unknown, _rig.Desk.Order(Side.Buy).State);
        _rig.Timer(Rig.Second);
        OrderIntent[] intents = _rig.TakeAll();
        Assert.Contains(intents, i => i.Kind == IntentKind.Reconcile);
        Assert.DoesNotContain(intents, i => i.Kind == IntentKind.Place);
        _rig.Send(_rig.Session(SessionState.Live)); // the list does not hold it: it may have been made before
        _rig.Timer(2 * Rig.Second);
        intents = _rig.TakeAll();
        Assert.Contains(intents, i => i.Kind == IntentKind.Reconcile);
        Assert.DoesNotContain(intents, i => i.Kind == IntentKind.Place);
        _rig.Send(_rig.Session(SessionState.Live)); // nor does the next
        _rig.Timer(2 * Rig.Second);
        Assert.Equal(Side.Buy, _rig.Take().Single(i => i.Kind == IntentKind.Place).Side);
    }

    [Fact]
    [Pitfall("T60")]
    public void While_the_journal_is_behind_what_adds_is_pulled_and_what_reduces_stays()
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote(position: 40);
        _rig.Send(_rig.Command(CommandKind.JournalBehind));
        OrderIntent[] sent = _rig.Take();
        Assert.Equal((IntentKind.Cancel, Rig.Id(bid.Label)), (sent[0].Kind, sent[0].OrderId));
        Assert.Equal((IntentKind.Edit, Rig.Id(ask.Label), 40), (sent[1].Kind, sent[1].OrderId, sent[1].Amount.Lots)); // down to flat, no further
        _rig.Send(_rig.Reply(sent[0], VenueOrderState.Cancelled));
        _rig.Send(_rig.Reply(sent[1]));
        _rig.Send(_rig.Market(200_101, 200_103));
        OrderIntent moved = Assert.Single(_rig.Take());
        Assert.Equal(Side.Sell, moved.Side);
        _rig.Send(_rig.Reply(moved));
        _rig.Send(_rig.Command(CommandKind.JournalCaughtUp));
        Assert.Contains(_rig.Take(), i => i.Kind == IntentKind.Place && i.Side == Side.Buy);
    }

    [Fact]
    public void A_quote_that_may_not_be_moved_is_not_left_where_it_is()
    {
        // The mark stays while the book runs away: the new price is outside the collar, the old one is stale.
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        _rig.Send(_rig.Market(205_999, 206_001));
        OrderIntent[] sent = _rig.Take();
        Assert.Equal([IntentKind.Cancel, IntentKind.Cancel], sent.Select(i => i.Kind));
        Assert.Equal([Rig.Id(bid.Label), Rig.Id(ask.Label)], sent.Select(i => i.OrderId));
    }

    [Fact]
    public void A_full_output_loses_nothing_the_next_event_tries_again()
    {
        _rig.Quote();
        _rig.Gateway.IsFull = true;
        _rig.Send(_rig.Market(200_009, 200_011));
        Assert.Equal([OrderState.Working, OrderState.Working], [_rig.Desk.Order(Side.Buy).State, _rig.Desk.Order(Side.Sell).State]);
        Assert.Equal((long)RejectReason.OutputFull, _rig.Facts.Last(f => f.Kind == FactKind.Notice).Notice.Number);
        _rig.Gateway.IsFull = false;
        _rig.Timer(1);
        Assert.Equal(2, _rig.Take().Length);
    }

    [Fact]
    public void Quotes_never_cross_even_when_the_skew_would()
    {
        Rig rig = new(quoter: new InventorySkewParameters { SkewPerUsd = 1 }, limits: new RiskLimits { MaxInventoryUsd = 50_000, PriceCollar = 0.5 });
        rig.GoLive(position: 400); // 4000 USD: the skewed ask lies far below the bid
        OrderIntent ask = rig.Take().Single(i => i.Side == Side.Sell);
        Assert.Equal(200_000, ask.Price.Ticks);
    }

    [Fact]
    [Pitfall("T39")]
    public void A_request_counts_against_the_venues_credits_until_it_is_answered_and_an_answer_told_twice_answers_one()
    {
        Rig rig = new(options: new EngineOptions { SessionId = Rig.SessionId, OrderRate = 5, OrderBurst = 20, MaxOrdersPerSecond = 100_000 });
        rig.GoLive();
        OrderIntent[] sent = rig.Take();
        Assert.Equal(2, sent.Length);
        rig.NowNs += 4 * Rig.Second; // the venue may have heard of neither yet
        Assert.Equal(18, rig.Engine.CreditsLeft(rig.NowNs), 1);
        rig.Send(rig.Reply(sent[0]));
        rig.Send(rig.Reply(sent[0]));
        Assert.Equal(18, rig.Engine.CreditsLeft(rig.NowNs), 1);
        Assert.Equal(19, rig.Engine.CreditsLeft(rig.NowNs + Rig.Second), 1);
        rig.Send(rig.Reply(sent[1]));
        Assert.Equal(18, rig.Engine.CreditsLeft(rig.NowNs), 1);
        Assert.Equal(20, rig.Engine.CreditsLeft(rig.NowNs + Rig.Second), 1);
    }
}
