using System.Text.Json;
using Engine.Core.Venue;
using Engine.Tests.Venue.Feeds;
using Xunit;

namespace Engine.Tests.Venue;

/// <summary>Subscriptions and what they deliver.</summary>
public class ChannelRulesTests
{
    private const string Btc = "BTC-PERPETUAL";

    [Fact]
    public void The_acknowledgement_lists_accepted_channels_in_another_order_and_drops_the_rest()
    {
        var client = new VenueClient(new VenueWorld());
        string[] asked = ["book.BTC-PERPETUAL.100ms", "nonsense", "ticker.BTC-PERPETUAL.100ms", "book.BTC-PERPETUAL.99ms", "book.XYZ.100ms", "trades.future.BTC.100ms", "user.changes.any.any.raw"];
        string[] accepted = [.. client.Result("public/subscribe", new { channels = asked }).EnumerateArray().Select(name => name.GetString()!)];
        Assert.Equal(["book.BTC-PERPETUAL.100ms", "ticker.BTC-PERPETUAL.100ms", "trades.future.BTC.100ms"], accepted.Order());
        Assert.NotEqual(["book.BTC-PERPETUAL.100ms", "ticker.BTC-PERPETUAL.100ms", "trades.future.BTC.100ms"], accepted);
        Assert.Equal("[]", client.Result("public/subscribe", new { channels = (string[])["unknown.channel"] }).GetRawText());
    }

    [Fact]
    public void Raw_public_channels_need_a_login_or_the_whole_call_fails()
    {
        var world = new VenueWorld();
        var client = new VenueClient(world);
        string[] channels = ["ticker.BTC-PERPETUAL.100ms", "book.BTC-PERPETUAL.raw"];
        Assert.Equal("""{"code":13778,"message":"raw_subscriptions_not_available_for_unauthorized"}""", client.Error("public/subscribe", new { channels }));
        world.Wait(VenueWorld.Second);
        Assert.Empty(client.Frames);
        client.Login("k");
        Assert.Equal(2, client.Result("public/subscribe", new { channels }).GetArrayLength());
    }

    [Theory]
    [InlineData("raw")]
    [InlineData("100ms")]
    [InlineData("agg2")]
    public void A_book_channel_chains_its_change_ids_and_rebuilds_the_venues_own_book(string interval)
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = 3, Instruments = [Btc], Limits = false });
        VenueClient early = world.Client("a");
        string channel = $"book.{Btc}.{interval}";
        early.Result("public/subscribe", new { channels = (string[])[channel] });
        var book = new BookMirror();
        world.Wait(1_234_000_000);
        VenueClient late = world.Client("b");
        late.Result("public/subscribe", new { channels = (string[])[channel] });
        var lateBook = new BookMirror();
        world.Wait(30_000_000_000 - 1_234_000_000);
        early.Take(channel).ForEach(book.Apply);
        late.Take(channel).ForEach(lateBook.Apply);
        Assert.True(book.Changes > (interval == "agg2" ? 5 : 50));
        JsonElement now = early.Result("public/get_order_book", new { instrument_name = Btc, depth = 10000 });
        foreach (string side in (string[])["bids", "asks"])
        {
            string expected = string.Join(';', now.GetProperty(side).EnumerateArray().Select(level => $"{level[0].GetDouble()}x{level[1].GetDouble()}"));
            Assert.Equal(expected, book.Text(side));
            Assert.Equal(expected, lateBook.Text(side));
        }
    }

    [Fact]
    public void A_second_subscription_is_acknowledged_without_a_new_snapshot()
    {
        var world = new VenueWorld(new ExchangeOptions { Instruments = [Btc] });
        var client = new VenueClient(world);
        string[] channels = ["book.BTC-PERPETUAL.100ms"];
        client.Result("public/subscribe", new { channels });
        Assert.Single(client.Take(channels[0]));
        Assert.Single(client.Result("public/subscribe", new { channels }).EnumerateArray());
        Assert.Empty(client.Take(channels[0]));
        Assert.Single(client.Result("public/unsubscribe", new { channels }).EnumerateArray());
        client.Result("public/subscribe", new { channels });
        Assert.Equal("snapshot", VenueClient.At(client.Take(channels[0]).Single(), "type"));
        Assert.Equal("\"ok\"", client.Result("public/unsubscribe_all").GetRawText());
        world.Wait(VenueWorld.Second);
        Assert.Empty(client.Take(channels[0]));
    }

    [Fact]
    public void A_label_of_the_subscription_stands_in_each_of_its_messages()
    {
        var world = new VenueWorld();
        VenueClient client = world.Client("a");
        client.Result("private/subscribe", new { channels = (string[])["quote.BTC-PERPETUAL"], label = "mine" });
        Assert.StartsWith("""{"jsonrpc":"2.0","method":"subscription","params":{"label":"mine","channel":"quote.BTC-PERPETUAL","data":{""", client.Frames.Single());
    }

    [Fact]
    public void Own_changes_come_before_the_reply_at_times_and_after_it_at_others()
    {
        var world = new VenueWorld();
        VenueClient client = world.Client("a");
        client.Result("private/subscribe", new { channels = (string[])["user.changes.BTC-PERPETUAL.raw"] });
        int before = 0;
        int after = 0;
        for (int i = 0; i < 40; i++)
        {
            client.Raw($$$"""{"id":{{{1000 + i}}},"method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","amount":10,"price":84000}}""");
            Assert.Equal(2, client.Frames.Count);
            if (client.Frames[0].Contains("user.changes", StringComparison.Ordinal))
                before++;
            else
                after++;
            client.Frames.Clear();
        }

        Assert.InRange(before, 5, 35);
        Assert.InRange(after, 5, 35);
    }

    [Fact]
    public void Both_sides_of_a_trade_are_told_and_nobody_else()
    {
        var world = new VenueWorld();
        VenueClient maker = world.Client("maker");
        VenueClient taker = world.Client("taker");
        VenueClient third = world.Client("third");
        string[] channels = ["user.changes.any.any.raw", "user.orders.BTC-PERPETUAL.raw", "user.trades.future.BTC.raw", "user.portfolio.BTC"];
        foreach (VenueClient client in (VenueClient[])[maker, taker, third])
            client.Result("private/subscribe", new { channels });
        third.Frames.Clear();
        maker.Result("private/sell", new { instrument_name = Btc, amount = 100, price = 84000, label = "m" });
        maker.Frames.Clear();
        taker.Frames.Clear();
        taker.Result("private/buy", new { instrument_name = Btc, amount = 40, price = 84000, label = "t" });
        foreach ((VenueClient client, string liquidity, string direction, string state) in new[] { (maker, "M", "sell", "open"), (taker, "T", "buy", "filled") })
        {
            JsonElement change = client.Take(channels[0]).Single();
            Assert.Equal(liquidity, VenueClient.At(change, "trades.0.liquidity"));
            Assert.Equal(direction, VenueClient.At(change, "trades.0.direction"));
            Assert.Equal(state, VenueClient.At(change, "orders.0.order_state"));
            Assert.Equal(direction, VenueClient.At(change, "positions.0.direction"));
            Assert.Equal(liquidity == "M" ? "-40.0" : "40.0", VenueClient.At(change, "positions.0.size"));
            Assert.Equal(state, VenueClient.At(client.Take(channels[1]).Single(), "order_state"));
            Assert.Single(client.Take(channels[2]).Single().EnumerateArray());
            Assert.Equal("BTC", VenueClient.At(client.Take(channels[3]).Single(), "currency"));
        }

        Assert.Empty(third.Frames);
    }

    [Fact]
    public void Gathering_user_channels_send_lists_within_their_interval()
    {
        var world = new VenueWorld();
        VenueClient client = world.Client("a");
        client.Result("private/subscribe", new { channels = (string[])["user.orders.any.any.100ms"] });
        client.Result("private/buy", new { instrument_name = Btc, amount = 100, price = 84000 });
        client.Result("private/cancel_all");
        Assert.Empty(client.Frames);
        world.Wait(100_000_000);
        JsonElement list = client.Take("user.orders.any.any.100ms").Single();
        Assert.Equal(["open", "cancelled"], list.EnumerateArray().Select(order => VenueClient.At(order, "order_state")));
    }

    [Fact]
    public void Portfolio_of_any_currency_tells_each_under_the_name_that_was_subscribed()
    {
        VenueClient client = new VenueWorld().Client("a");
        client.Result("private/subscribe", new { channels = (string[])["user.portfolio.any"] });
        Assert.Equal(["BTC", "ETH", "USDC"], client.Take("user.portfolio.any").Select(portfolio => VenueClient.At(portfolio, "currency")));
        Assert.Equal(["user.portfolio.xrp"], client.Result("private/subscribe", new { channels = (string[])["user.portfolio.xrp"] }).EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public void Public_streams_flow_at_the_real_venues_rates()
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = 5, Instruments = [Btc] });
        VenueClient client = world.Client("a");
        string[] channels = [$"book.{Btc}.raw", $"book.{Btc}.100ms", $"ticker.{Btc}.raw", $"quote.{Btc}", $"trades.{Btc}.raw", $"perpetual.{Btc}.100ms", "deribit_price_index.btc_usd"];
        client.Result("public/subscribe", new { channels });
        world.Wait(20 * VenueWorld.Second);
        int[] perSecond = [.. channels.Select(channel => client.Take(channel).Count / 20)];
        Assert.InRange(perSecond[0], 50, 200);
        Assert.InRange(perSecond[1], 2, 4); // 159 to 168 frames in 57 s: a real book stirs in bursts
        Assert.InRange(perSecond[2], 5, 150);
        Assert.InRange(perSecond[3], 5, 150);
        Assert.InRange(perSecond[4], 1, 20);
        Assert.Equal(1, perSecond[5]);
        Assert.Equal(1, perSecond[6]);
    }

    [Fact]
    public void Public_trades_number_without_gaps_and_a_sweep_shares_its_moment()
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = 5, Instruments = [Btc] });
        VenueClient client = world.Client("a");
        string channel = $"trades.{Btc}.raw";
        client.Result("public/subscribe", new { channels = (string[])[channel] });
        world.Wait(20 * VenueWorld.Second);
        List<JsonElement> messages = client.Take(channel);
        long[] numbers = [.. messages.SelectMany(message => message.EnumerateArray()).Select(trade => trade.GetProperty("trade_seq").GetInt64())];
        Assert.Equal(Enumerable.Range(0, numbers.Length).Select(i => numbers[0] + i), numbers);
        Assert.Contains(messages, message => message.GetArrayLength() > 1);
        foreach (JsonElement message in messages)
            Assert.Single(message.EnumerateArray().Select(trade => trade.GetProperty("starbase_timestamp").GetInt64()).Distinct());
    }
}
