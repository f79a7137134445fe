using System.Text;
using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Catalogue;
using Xunit;

namespace Engine.Tests.Venue.PublicReads;

/// <summary>Perpetuals from a file in the venue's own form.</summary>
public class InstrumentFileTests
{
    private const string Row = """
        {"instrument_name":"ABC_USDC-PERPETUAL","instrument_type":"linear","base_currency":"ABC","counter_currency":"USDC","settlement_currency":"USDC",
        "price_index":"abc_usdc","tick_size":1e-05,"contract_size":10,"min_trade_amount":10,"instrument_id":7,"maker_commission":0.0,"taker_commission":5.0e-4}
        """;

    [Fact]
    public void Every_recorded_perpetual_lists_quotes_and_trades()
    {
        IReadOnlyList<Terms> terms = InstrumentFile.Parse("perpetuals.json", Encoding.UTF8.GetBytes(Recorded.Text("deribit/perpetuals_2026-07-15.json")));
        Assert.Equal(21, terms.Count);
        var world = new VenueWorld(new ExchangeOptions { Catalogue = terms, Instruments = [.. terms.Select(row => row.Name)], Limits = false });
        VenueClient client = world.Client("a");
        Assert.Equal(21, client.Result("public/get_instruments", new { currency = "any" }).GetArrayLength());
        world.Wait(4 * VenueWorld.Second);
        foreach (Terms row in terms)
        {
            JsonElement book = client.Result("public/get_order_book", new { instrument_name = row.Name, depth = 50 });
            Assert.Equal(50, book.GetProperty("bids").GetArrayLength());
            Assert.Equal(50, book.GetProperty("asks").GetArrayLength());
            double bid = book.GetProperty("best_bid_price").GetDouble();
            double ask = book.GetProperty("best_ask_price").GetDouble();
            Assert.InRange((ask - bid) / bid, 1e-9, 1e-3);
            Assert.InRange(book.GetProperty("mark_price").GetDouble() / bid, 0.99, 1.01);
            double amount = row.ContractSizeE9 / 1e9;
            JsonElement bought = client.Result("private/buy", new { instrument_name = row.Name, amount, type = "market" });
            Assert.Equal("filled", VenueClient.At(bought, "order.order_state"));
            Assert.Equal(amount, bought.GetProperty("trades")[0].GetProperty("amount").GetDouble());
            JsonElement rests = client.Result("private/buy", new { instrument_name = row.Name, amount, price = bid, post_only = true });
            Assert.Equal("open", VenueClient.At(rests, "order.order_state"));
            JsonElement position = client.Result("private/get_position", new { instrument_name = row.Name });
            Assert.Equal("buy", VenueClient.At(position, "direction"));
            Assert.InRange(position.GetProperty("average_price").GetDouble() / ask, 0.99, 1.01);
            Assert.True(client.Result("public/get_last_trades_by_instrument", new { instrument_name = row.Name }).GetProperty("trades").GetArrayLength() > 0);
        }
    }

    [Fact]
    public void A_row_goes_out_as_it_came_in()
    {
        string text = Recorded.Text("deribit/perpetuals_2026-07-15.json");
        IReadOnlyList<Terms> terms = InstrumentFile.Parse("perpetuals.json", Encoding.UTF8.GetBytes(text));
        VenueClient client = new VenueWorld(VenueWorld.Quiet with { Catalogue = terms, Instruments = [.. terms.Select(row => row.Name)] }).Client("a");
        foreach (JsonElement recorded in JsonDocument.Parse(text).RootElement.EnumerateArray())
        {
            JsonElement ours = client.Result("public/get_instrument", new { instrument_name = VenueClient.At(recorded, "instrument_name") });
            foreach (JsonProperty member in recorded.EnumerateObject())
            {
                JsonElement value = ours.GetProperty(member.Name);
                Assert.Equal(member.Value.ValueKind, value.ValueKind);
                Assert.Equal(member.Value.ToString().Contains('.', StringComparison.Ordinal) || member.Value.ToString().Contains('e', StringComparison.Ordinal), value.ToString().Contains('.', StringComparison.Ordinal) || value.ToString().Contains('e', StringComparison.Ordinal));
                if (value.ValueKind == JsonValueKind.Number)
                    Assert.Equal(member.Value.GetDouble(), value.GetDouble());
                else
                    Assert.Equal(member.Value.GetRawText(), value.GetRawText());
            }
        }
    }

    [Fact]
    public void The_whole_reply_is_read_like_the_list_and_other_kinds_are_passed_over()
    {
        string option = Row.Replace("ABC_USDC-PERPETUAL", "ABC_USDC-1JAN27-5-C", StringComparison.Ordinal).Replace("{\"instrument_name\"", "{\"kind\":\"option\",\"settlement_period\":\"day\",\"instrument_name\"", StringComparison.Ordinal);
        Terms row = Assert.Single(Parse($$"""{"jsonrpc":"2.0","result":[{{option}},{{Row}}],"usIn":1}"""));
        Assert.Equal(("ABC_USDC-PERPETUAL", 10_000L, 10_000_000_000L, 0.0005m), (row.Name, row.TickE9, row.ContractSizeE9, row.TakerFee));
        Assert.Equal(0.2, row.StartPrice);
        Assert.Equal(3.5, Assert.Single(Parse($"[{Row.Replace("{\"instr", "{\"mark_price\":3.5,\"instr", StringComparison.Ordinal)}]")).StartPrice);
    }

    [Fact]
    public void A_files_row_takes_the_place_of_the_known_one()
    {
        IReadOnlyList<Terms> both = InstrumentFile.Over(Parse($"[{Row.Replace("ABC_USDC-PERPETUAL", "SOL_USDC-PERPETUAL", StringComparison.Ordinal)}]"), Perpetuals.All);
        Assert.Equal(["SOL_USDC-PERPETUAL", "BTC-PERPETUAL", "ETH-PERPETUAL", "BTC_USDC-PERPETUAL", "ETH_USDC-PERPETUAL"], both.Select(terms => terms.Name));
        Assert.Equal(10_000, both[0].TickE9);
    }

    [Theory]
    [InlineData("nonsense", "f.json: no JSON: line 1, byte 1")]
    [InlineData("{}", "f.json: neither a list of instruments nor a reply with one as its result")]
    [InlineData("[]", "f.json: holds no perpetual")]
    [InlineData("[5]", "f.json: row 1: no object")]
    [InlineData("[ROW,ROW]", "f.json: row 2 (ABC_USDC-PERPETUAL): instrument_name: stands in the file twice")]
    public void A_file_that_is_none_is_named(string text, string message) => Assert.Equal(message, Message(text.Replace("ROW", Row, StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"tick_size\":1e-05,", "", "tick_size: is missing")]
    [InlineData("\"tick_size\":1e-05", "\"tick_size\":\"small\"", "tick_size: must be a number")]
    [InlineData("\"tick_size\":1e-05", "\"tick_size\":-1", "tick_size: -1 is no positive number of at most nine decimals")]
    [InlineData("\"tick_size\":1e-05", "\"tick_size\":1e-10", "tick_size: 1e-10 is no positive number of at most nine decimals")]
    [InlineData("\"instrument_type\":\"linear\"", "\"instrument_type\":\"curved\"", "instrument_type: 'curved' is neither reversed nor linear")]
    [InlineData("\"settlement_currency\":\"USDC\"", "\"settlement_currency\":\"USDT\"", "settlement_currency: USDT: accounts here hold BTC, ETH and USDC")]
    [InlineData("\"counter_currency\":\"USDC\"", "\"counter_currency\":\"EURR\"", "settlement_currency: USDC: a linear contract settles in its counter currency EURR")]
    [InlineData("\"min_trade_amount\":10", "\"min_trade_amount\":20", "min_trade_amount: must equal contract_size, the step of amounts")]
    [InlineData("\"instrument_id\":7", "\"instrument_id\":7,\"tick_size_steps\":[{\"above_price\":1,\"tick_size\":1}]", "tick_size_steps: steps above the tick size are not traded here")]
    [InlineData("\"base_currency\":\"ABC\"", "\"base_currency\":\"A B\"", "base_currency: 'A B' is no name")]
    [InlineData("\"taker_commission\":5.0e-4", "\"taker_commission\":5", "taker_commission: 5 is no fraction below a tenth")]
    [InlineData("\"instrument_id\":7", "\"instrument_id\":7.5", "instrument_id: 7.5 is no whole number in range")]
    public void A_bad_row_is_named_with_its_key(string good, string bad, string message) =>
        Assert.Equal("f.json: row 1 (ABC_USDC-PERPETUAL): " + message, Message($"[{Row.Replace(good, bad, StringComparison.Ordinal)}]"));

    [Fact]
    public void A_name_that_the_catalogue_does_not_have_is_told_with_those_it_has()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new VenueWorld(VenueWorld.Quiet with { Catalogue = Parse($"[{Row}]"), Instruments = ["BTC-PERPETUAL"] }));
        Assert.Equal("no such instrument: BTC-PERPETUAL; known are ABC_USDC-PERPETUAL", error.Message);
    }

    private static IReadOnlyList<Terms> Parse(string text) => InstrumentFile.Parse("f.json", Encoding.UTF8.GetBytes(text));

    private static string Message(string text) => Assert.Throws<ArgumentException>(() => Parse(text)).Message;
}
