using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Engine.Tests.Venue;
using Engine.Tests.Venue.Orders;
using Xunit;

namespace Engine.Tests.Orders;

/// <summary>
/// Edits against the venue's own matching, with fills before the edit is decided, between its decision and its match, and behind
/// it: the amount of an edit is the total, the filled part included, so that it is right whatever has been filled meanwhile.
/// </summary>
[Pitfall("T10")]
public class EditRaceTests
{
    private const double Lot = 10;

    [Fact]
    [Pitfall("T11")]
    [Pitfall("T23")]
    public void However_much_is_filled_at_whatever_moment_never_more_is_bought_than_asked_for_in_all()
    {
        int closed = 0, below = 0, equal = 0;
        foreach (int known in (int[])[0, 1, 4, 9])
        {
            foreach (int unknown in (int[])[0, 1, 3, 5, 6, 9, 10])
            {
                foreach (int wanted in (int[])[1, 3, 5, 10, 14])
                {
                    foreach (int after in (int[])[0, 1, 50])
                    {
                        if (known + unknown > 10)
                            continue;
                        Market market = new();
                        market.Sell(known);
                        WorkingOrder slot = market.Slot(known);
                        QuoteAction action = QuoteDifference.Decide(slot, new Price(market.Ticks(-1)), new Size(wanted), new Size(1));
                        Assert.Equal((IntentKind.Edit, known + wanted), (action.Kind, action.Amount.Lots));
                        market.Sell(unknown); // between the decision and the match
                        JsonElement? edited = market.TryEdit(action.Amount.Lots, -1);
                        market.Sell(after);
                        long filled = market.Bought(), most = known + unknown == 10 ? 10 : Math.Max(known + unknown, known + wanted);
                        string story = $"{known} known, {unknown} unknown, {wanted} wanted, {after} after: {filled} bought";
                        Assert.True(filled <= most && filled >= known + unknown, story);
                        Assert.True(filled == Math.Min(most, known + unknown + after), story);
                        Assert.Equal(market.IsOpen, filled < most && known + unknown < 10);
                        bool wasDone = known + unknown == 10; // filled before the edit came: refused, nothing else
                        Assert.Equal(wasDone, edited is null);
                        below += edited is not null && known + wanted < known + unknown ? 1 : 0;
                        equal += edited is not null && wanted == unknown ? 1 : 0;
                        if (edited is { } reply && wanted <= unknown)
                        {
                            // To no more than is filled: the order is done with what it has; no rest of nothing stays behind.
                            Assert.Equal(("filled", Lot * (known + unknown)), (reply.GetProperty("order_state").GetString(), reply.GetProperty("filled_amount").GetDouble()));
                            closed++;
                        }
                    }
                }
            }
        }

        Assert.True(closed > 20 && below > 10 && equal > 5, $"{closed} closed, {below} below and {equal} at what was filled");
    }

    [Fact]
    [Pitfall("T21d")]
    public void An_edit_keeps_the_orders_id()
    {
        Market market = new();
        JsonElement edited = market.TryEdit(14, -1)!.Value;
        Assert.Equal((market.Id, true, Lot * 14), (edited.GetProperty("order_id").GetString(), edited.GetProperty("replaced").GetBoolean(), edited.GetProperty("amount").GetDouble()));
    }

    [Fact]
    [Pitfall("T23")]
    public void An_order_filled_exactly_to_its_amount_is_gone_and_cannot_be_touched()
    {
        Market market = new();
        market.Sell(4);
        market.Sell(6);
        Assert.False(market.IsOpen);
        Assert.Equal(10, market.Bought());
        Assert.Null(market.TryEdit(20, 0));
        Assert.Equal(10, market.Bought());
    }

    [Fact]
    [Pitfall("T22")]
    public void A_partial_fill_leaves_the_rest_working_through_an_edit_and_to_its_end()
    {
        Market market = new();
        market.Sell(3);
        market.TryEdit(13, -2);
        Assert.True(market.IsOpen);
        market.Sell(9);
        Assert.True(market.IsOpen);
        market.Sell(50);
        Assert.False(market.IsOpen);
        Assert.Equal(13, market.Bought());
    }

    /// <summary>A bid of ten lots in an empty book, and somebody who sells into it.</summary>
    private sealed class Market
    {
        private readonly VenueClient _maker;
        private readonly VenueClient _taker;
        private readonly double _price;

        public Market()
        {
            VenueWorld world = new();
            (_maker, _taker) = (world.Client("maker"), world.Client("taker"));
            _price = Math.Floor(_maker.Ticker().GetProperty("mark_price").GetDouble());
            Id = _maker.Buy(_price, 10 * Lot, new { post_only = true, reject_post_only = true }).Id();
        }

        public string Id { get; }

        public bool IsOpen => _maker.Result("private/get_open_orders_by_instrument", new { instrument_name = OrderEntry.Btc }).GetArrayLength() > 0;

        public long Ticks(double move) => (long)(2 * (_price + move));

        public void Sell(int lots)
        {
            if (lots > 0)
                _taker.Sell(_price - 10, lots * Lot, new { time_in_force = "immediate_or_cancel" });
        }

        /// <summary>The order after an edit; null when it was refused because it is done.</summary>
        public JsonElement? TryEdit(long lots, double move)
        {
            JsonElement reply = _maker.Ask("private/edit", new { order_id = Id, amount = lots * Lot, price = _price + move, post_only = true, reject_post_only = true });
            if (!reply.TryGetProperty("error", out JsonElement error))
                return reply.GetProperty("result").GetProperty("order");
            Assert.True(Core.Wire.Deribit.DeribitErrors.MeansGone(error.GetProperty("code").GetInt32()), error.GetRawText());
            return null;
        }

        public long Bought() => (long)(_maker.Result("private/get_position", new { instrument_name = OrderEntry.Btc }).GetProperty("size").GetDouble() / Lot);

        public WorkingOrder Slot(int filled) => new()
        {
            State = OrderState.Working, Price = new Price(Ticks(0)), Amount = new Size(10), Filled = new Size(filled), FilledByTrades = new Size(filled),
        };
    }
}
