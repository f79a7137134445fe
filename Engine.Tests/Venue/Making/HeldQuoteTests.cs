using System.Text.Json;
using Engine.Tests.Venue.Orders;
using Xunit;

namespace Engine.Tests.Venue.Making;

/// <summary>Quotes that would trade at once on a linear instrument, while they are held.</summary>
public class HeldQuoteTests
{
    private const string Linear = OrderEntry.Linear;
    private const long Ms = 1_000_000;

    private readonly VenueWorld _world = new(VenueWorld.Quiet with { Instruments = [Linear] });
    private readonly VenueClient _maker;
    private readonly double _price;

    public HeldQuoteTests()
    {
        _maker = _world.Client("maker");
        _maker.Result("private/enable_cancel_on_disconnect");
        _maker.Result("private/set_mmp_config", new { index_name = "btc_usdc", interval = 5, frozen_time = 10, quantity_limit = 100, max_quote_quantity = 10, mmp_group = "g" });
        _price = Math.Round(_maker.Ticker(Linear).GetProperty("mark_price").GetDouble(), 0);
        _world.Client("taker").Sell(_price, 1, null, Linear);
    }

    [Fact]
    public void A_second_quote_at_the_place_of_a_held_one_is_refused_at_once_and_the_first_is_answered_in_its_time()
    {
        string first = Bid(1);
        _world.Wait(4 * Ms);
        JsonElement second = _maker.TakeReply(Bid(2))!.Value.GetProperty("result");
        Assert.Equal("retry", second.Is("errors.0.error.message"));
        Assert.Null(_maker.TakeReply(first));
        _world.Wait(6 * Ms);
        Assert.Single(_maker.TakeReply(first)!.Value.GetProperty("result").GetProperty("trades").EnumerateArray());
    }

    [Fact]
    public void A_held_quote_that_is_taken_back_answers_both_requests_when_it_has_entered()
    {
        string first = Bid(2);
        string back = Bid(0);
        Assert.Null(_maker.TakeReply(back));
        _world.Wait(10 * Ms);
        foreach (string id in (string[])[first, back])
        {
            JsonElement result = _maker.TakeReply(id)!.Value.GetProperty("result");
            Assert.Empty(result.GetProperty("errors").EnumerateArray());
            Assert.Equal("cancelled", result.Is("orders.0.order_state"));
            Assert.Single(result.GetProperty("trades").EnumerateArray());
        }
    }

    private string Bid(double amount) =>
        _maker.Send("private/mass_quote", Maker.Request("g", Maker.Entry(Maker.Leg(_price, amount), null, instrument: Linear)));
}
