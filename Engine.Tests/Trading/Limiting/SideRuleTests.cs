using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Limiting;

/// <summary>
/// Each side has its own rule: it is touched when its own wanted price or size is another, waits after its own refusals and fills,
/// and asks nothing of the other side's order. Only the inventory joins the two, by the skew.
/// </summary>
[Pitfall("T37")]
public class SideRuleTests
{
    private static readonly InventorySkewParameters NoSkew = new() { SkewPerUsd = 0 };

    [Fact]
    public void A_fill_that_moves_no_price_touches_the_other_side_not_at_all()
    {
        Rig rig = new(quoter: NoSkew);
        (OrderIntent bid, _) = rig.Quote();
        rig.Batch(rig.Order(bid, VenueOrderState.Filled, 100), rig.Fill(bid, 100, 1));
        OrderIntent placed = rig.Take().Single();
        Assert.Equal((IntentKind.Place, Side.Buy, Rig.Bid), (placed.Kind, placed.Side, placed.Price.Ticks));
    }

    [Fact]
    [Pitfall("T22")]
    public void A_partial_fill_leaves_the_rest_of_its_order_and_the_other_side_where_they_are()
    {
        Rig rig = new(quoter: NoSkew);
        (OrderIntent bid, _) = rig.Quote();
        rig.Batch(rig.Order(bid, filled: 30), rig.Fill(bid, 30, 1));
        Assert.Empty(rig.Take());
        Assert.Equal((30, 70), (rig.Desk.PositionLots, rig.Desk.Order(Side.Buy).Remaining.Lots));
    }

    [Fact]
    public void A_refusal_or_a_request_in_flight_on_one_side_holds_the_other_back_not_at_all()
    {
        Rig rig = new();
        rig.GoLive();
        OrderIntent[] placed = rig.Take();
        rig.Send(rig.Reply(placed[0], error: 10009)); // the bid rests; the ask is still unanswered
        Assert.Empty(rig.Take());
        rig.Send(rig.Reply(placed[1]));
        rig.Send(rig.Market(200_011, 200_013));
        Assert.Equal(Side.Sell, rig.Take().Single().Side);
        rig.Timer(2 * Rig.Second); // the ask's edit in flight
        Assert.Equal((IntentKind.Place, Side.Buy), rig.Take().Select(i => (i.Kind, i.Side)).Single());
    }

    [Fact]
    [Pitfall("T36")]
    public void After_a_fill_a_side_with_a_pause_is_not_filled_up_again_until_it_is_over()
    {
        Rig rig = new(quoter: NoSkew, fillPauseNs: 3 * Rig.Second);
        (OrderIntent bid, _) = rig.Quote();
        rig.Batch(rig.Order(bid, VenueOrderState.Filled, 100), rig.Fill(bid, 100, 1));
        for (int i = 0; i < 5; i++)
        {
            Assert.Empty(rig.Take());
            rig.Timer(Rig.Second / 2);
        }

        rig.Timer(Rig.Second);
        Assert.Equal((IntentKind.Place, Side.Buy, 100), rig.Take().Select(i => (i.Kind, i.Side, i.Amount.Lots)).Single());
    }

    [Fact]
    [Pitfall("T36")]
    public void A_pause_goes_on_where_the_process_was_killed_in_it()
    {
        Rig rig = new(quoter: NoSkew, fillPauseNs: 3 * Rig.Second);
        OrderIntent earlier = new() { Label = new OrderLabel(41, 0, Side.Buy, 0, 9), Side = Side.Buy, Price = new Price(Rig.Bid) };
        EngineEvent fill = rig.Fill(earlier, 100, 11, queried: true);
        fill.ExchangeNs = 50 * Rig.Second; // the venue's clock is its own
        EngineEvent position = rig.Position(100);
        position.ExchangeNs = fill.ExchangeNs + Rig.Second;
        foreach (EngineEvent e in (EngineEvent[])[rig.Specification(), rig.Session(SessionState.LoggingIn), rig.Snapshot(), rig.Ticker(), rig.Session(SessionState.Reconciling), fill, position, rig.Session(SessionState.Live)])
            rig.Send(e);
        Assert.Equal([Side.Sell], rig.Take().Select(i => i.Side));
        rig.Timer(Rig.Second);
        Assert.Empty(rig.Take());
        rig.Timer(Rig.Second + (Rig.Second / 100));
        Assert.Equal((IntentKind.Place, Side.Buy), rig.Take().Select(i => (i.Kind, i.Side)).Single());
    }

    [Fact]
    [Pitfall("T36")]
    public void In_the_pause_what_is_left_follows_the_market_and_grows_not()
    {
        Rig rig = new(quoter: NoSkew, fillPauseNs: 3 * Rig.Second);
        (OrderIntent bid, _) = rig.Quote();
        rig.Batch(rig.Order(bid, filled: 30), rig.Fill(bid, 30, 1));
        rig.Send(rig.Market(200_011, 200_013));
        OrderIntent[] edits = rig.Take();
        Assert.Equal([(Side.Buy, 100L), (Side.Sell, 100L)], edits.Select(i => (i.Side, i.Amount.Lots))); // in all: 30 filled, 70 left
        foreach (OrderIntent edit in edits)
            rig.Send(rig.Reply(edit, filled: edit.Side == Side.Buy ? 30 : 0));
        rig.Timer(4 * Rig.Second);
        rig.Send(rig.Market(200_031, 200_033));
        Assert.Equal(130, rig.Take().Single(i => i.Side == Side.Buy).Amount.Lots);
    }

    [Fact]
    [Pitfall("T36")]
    public void A_sweep_fills_one_side_once_a_pause_and_not_once_a_moment()
    {
        Rig rig = new(quoter: NoSkew with { MaxInventoryUsd = 50_000 }, limits: new RiskLimits { MaxInventoryUsd = 50_000 }, fillPauseNs: Rig.Second);
        (OrderIntent bid, _) = rig.Quote();
        long sequence = 0;
        for (int i = 0; i < 400; i++) // 4 s in which whatever is bid is hit at once
        {
            rig.Timer(Rig.Second / 100);
            foreach (OrderIntent placed in rig.Take().Where(intent => intent.Side == Side.Buy))
            {
                bid = placed;
                rig.Send(rig.Reply(bid));
            }

            if (rig.Desk.Order(Side.Buy).State == OrderState.Working)
                rig.Batch(rig.Order(bid, VenueOrderState.Filled, 100), rig.Fill(bid, 100, ++sequence));
        }

        Assert.InRange(rig.Desk.PositionLots, 400, 500);
    }

    [Fact]
    [Pitfall("T13")]
    public void An_order_whose_moves_are_refused_again_and_again_is_taken_off()
    {
        Rig rig = new();
        (OrderIntent bid, _) = rig.Quote();
        rig.Send(rig.Market(200_011, 200_013));
        OrderIntent edit = rig.Take().Single(i => i.Side == Side.Buy);
        rig.Send(rig.Reply(edit, error: 10041));
        Assert.DoesNotContain(rig.Take(), i => i.Side == Side.Buy);
        rig.Timer(Rig.Second + 1_000_000);
        edit = rig.Take().Single(i => i.Side == Side.Buy);
        Assert.Equal(IntentKind.Edit, edit.Kind);
        rig.Send(rig.Reply(edit, error: 10041));
        Assert.Equal((IntentKind.Cancel, Rig.Id(bid.Label)), rig.Take().Where(i => i.Side == Side.Buy).Select(i => (i.Kind, i.OrderId)).Single());
    }

    [Fact]
    [Pitfall("T13")]
    public void Refusals_in_a_row_make_a_side_wait_longer_each_time_and_an_acceptance_forgives_them()
    {
        Rig rig = new();
        rig.GoLive();
        OrderIntent[] placed = rig.Take();
        rig.Send(rig.Reply(placed[1]));
        OrderIntent bid = placed[0];
        foreach (int pause in (int[])[1, 2, 4, 8, 16, 32, 32])
        {
            rig.Send(rig.Reply(bid, error: 10009));
            Quiet(rig, (pause * Rig.Second) - (Rig.Second / 2));
            Assert.DoesNotContain(rig.Take(), i => i.Side == Side.Buy);
            Quiet(rig, Rig.Second);
            bid = rig.Take().Single(i => i.Side == Side.Buy);
        }

        rig.Send(rig.Reply(bid));
        rig.Send(rig.Order(bid, VenueOrderState.Cancelled));
        bid = rig.Take().Single(i => i.Side == Side.Buy);
        rig.Send(rig.Reply(bid, error: 10009));
        Quiet(rig, Rig.Second + 1_000_000);
        Assert.Contains(rig.Take(), i => i.Side == Side.Buy);
    }

    private static void Quiet(Rig rig, long ns)
    {
        rig.NowNs += ns;
        rig.Send(rig.Market(199_999, 200_001)); // the book is not stale
    }
}
