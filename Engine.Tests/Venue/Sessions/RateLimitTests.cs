using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Rpc.Sessions;
using Xunit;

namespace Engine.Tests.Venue.Sessions;

/// <summary>Rate limits: what each class of requests allows, who shares it, and that the account summary tells the truth of it.</summary>
public class RateLimitTests
{
    private static readonly object s_order = new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 80000 };

    [Theory]
    [InlineData(1, 30, 100)]
    [InlineData(2, 20, 50)]
    [InlineData(3, 10, 30)]
    [InlineData(4, 5, 20)]
    public void Orders_are_limited_by_the_tier_as_the_account_summary_shows_it(int tier, int rate, int burst)
    {
        var world = new VenueWorld(Limited with { Tier = tier });
        VenueClient client = world.Client("k");
        JsonElement limits = client.Result("private/get_account_summary", new { currency = "BTC" }).GetProperty("limits");
        Assert.Equal($$"""{"rate":{{rate}},"burst":{{burst}}}""", VenueClient.At(limits, "matching_engine.trading.total"));
        Assert.Equal(burst, Allowed(client, "private/buy", s_order));
        VenueClient again = world.Client("k");
        Assert.Equal(0, Allowed(again, "private/buy", s_order));
        world.Wait(VenueWorld.Second);
        Assert.Equal(rate, Allowed(world.Client("k"), "private/buy", s_order));
    }

    [Theory]
    [InlineData("private/get_positions", 100, 20)]
    [InlineData("public/get_instruments", 50, 1)]
    [InlineData("public/subscribe", 10, 3)]
    [InlineData("private/cancel_all", 20, 5)]
    [InlineData("private/cancel_by_label", 20, 5)]
    public void Each_class_of_requests_has_its_own_limit(string method, int burst, int rate)
    {
        var world = new VenueWorld(Limited);
        VenueClient client = world.Client("k");
        world.Wait(10 * VenueWorld.Second);
        object parameters = new { channels = (string[])["platform_state"], label = "x" };
        Assert.Equal(burst, Allowed(client, method, parameters));
        world.Wait(VenueWorld.Second);
        Assert.Equal(rate, Allowed(world.Client("k"), method, parameters));
    }

    [Fact]
    public void Cancelling_everything_stays_possible_when_orders_are_used_up()
    {
        var world = new VenueWorld(Limited);
        VenueClient client = world.Client("k");
        for (int i = 0; i < 20; i++)
            client.Result("private/buy", s_order);
        Assert.Equal("0", client.Result("private/cancel_by_label", new { label = "none" }).GetRawText());
        Assert.Equal("20", client.Result("private/cancel_all_by_kind_or_type", new { currency = "any" }).GetRawText());
        Assert.Equal("0", client.Result("private/cancel_all").GetRawText());
        Assert.Contains("10028", client.Error("private/cancel_all_by_currency", new { currency = "BTC" }));
    }

    [Fact]
    public void Going_over_the_limit_ends_a_socket_and_not_an_http_client()
    {
        var world = new VenueWorld(Limited);
        VenueClient socket = world.Client("k");
        Assert.Equal(20, Allowed(socket, "private/buy", s_order));
        Assert.NotNull(socket.Session.End);
        socket.Frames.Clear();
        socket.Raw("""{"id":1,"method":"public/test"}""");
        Assert.Empty(socket.Frames);
        VenueClient request = new VenueClient(world, SessionKind.Http).Login("k");
        Assert.Equal("""{"code":10028,"message":"too_many_requests"}""", request.Error("private/buy", s_order));
        Assert.True(request.Session.LastReplyFailed);
        Assert.Null(request.Session.End);
    }

    [Fact]
    public void An_accounts_connections_share_its_credits_and_accounts_do_not()
    {
        var world = new VenueWorld(Limited);
        VenueClient first = world.Client("k");
        VenueClient second = world.Client("k");
        for (int i = 0; i < 10; i++)
        {
            first.Result("private/buy", s_order);
            second.Result("private/buy", s_order);
        }

        world.Client("other").Result("private/buy", s_order);
        Assert.Contains("10028", second.Error("private/buy", s_order));
    }

    [Fact]
    public void Without_a_login_a_socket_pays_for_itself_and_http_by_its_address()
    {
        var world = new VenueWorld(Limited);
        Assert.Equal(100, Allowed(new VenueClient(world, address: "10.0.0.1"), "public/get_time", new { }));
        Assert.Equal(100, Allowed(new VenueClient(world, address: "10.0.0.1"), "public/get_time", new { }));
        for (int i = 0; i < 100; i++)
            new VenueClient(world, SessionKind.Http, "10.0.0.1").Result("public/get_time");
        Assert.Contains("10028", new VenueClient(world, SessionKind.Http, "10.0.0.1").Error("public/get_time"));
        new VenueClient(world, SessionKind.Http, "10.0.0.2").Result("public/get_time");
    }

    [Fact]
    public void Without_limits_nothing_is_counted()
    {
        var world = new VenueWorld(VenueWorld.Quiet);
        VenueClient client = world.Client("k");
        for (int i = 0; i < 300; i++)
            client.Result("private/cancel_all");
    }

    private static ExchangeOptions Limited => VenueWorld.Quiet with { Limits = true };

    /// <summary>How many requests are answered before the first that is too many.</summary>
    private static int Allowed(VenueClient client, string method, object parameters)
    {
        for (int i = 0; i < 1000; i++)
        {
            if (client.Ask(method, parameters).TryGetProperty("error", out JsonElement error) && error.GetProperty("code").GetInt32() == 10028)
                return i;
        }

        return 1000;
    }
}
