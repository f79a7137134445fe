using System.Text.Json;
using Engine.Core.Venue.Rpc.Login;
using Engine.Core.Venue.Rpc.Sessions;
using Xunit;

namespace Engine.Tests.Venue.Sessions;

/// <summary>Logins: how long they last, what they allow, and that nothing of one account reaches another.</summary>
public class LoginTests
{
    private static readonly string[] s_own = ["user.orders.any.any.raw", "user.trades.any.any.raw", "user.changes.any.any.raw", "user.portfolio.btc"];

    private readonly VenueWorld _world = new();

    [Fact]
    public void A_token_ends_at_its_time_on_the_socket_too_and_its_channels_go_silent()
    {
        VenueClient client = Login("k", scope: "expires:30");
        client.Result("private/subscribe", new { channels = (string[])[.. s_own, "instrument.state.any.any"] });
        client.Result("public/set_heartbeat", new { interval = 3600 });
        client.Frames.Clear();
        Buy(_world.Client("k"));
        Assert.NotEmpty(client.Take("user.orders.any.any.raw"));
        _world.Wait(29_999_000_000);
        client.Result("private/get_positions");
        _world.Wait(1_000_000);
        Assert.Equal("""{"code":13009,"data":{"reason":"invalid_token"},"message":"unauthorized"}""", client.Error("private/get_positions"));
        client.Frames.Clear();
        Buy(_world.Client("k"));
        _world.Wait(VenueWorld.Second);
        Assert.Empty(client.Frames);
        Assert.Equal("[\"instrument.state.any.any\"]", client.Result("public/unsubscribe", new { channels = (string[])[.. s_own, "instrument.state.any.any"] }).GetRawText());
    }

    [Fact]
    public void A_refresh_token_outlives_the_token_and_is_good_once()
    {
        var client = new VenueClient(_world);
        JsonElement granted = client.Result("public/auth", new { grant_type = "client_credentials", client_id = "k", client_secret = "s", scope = "expires:30 trade:read" });
        Assert.Equal("30", VenueClient.At(granted, "expires_in"));
        string refresh = VenueClient.At(granted, "refresh_token");
        Assert.Contains("13009", client.Error("private/get_positions", new { access_token = refresh }));
        _world.Wait(31 * VenueWorld.Second);
        JsonElement renewed = client.Result("public/auth", new { grant_type = "refresh_token", refresh_token = refresh });
        Assert.NotEqual(refresh, VenueClient.At(renewed, "refresh_token"));
        Assert.Equal(VenueClient.At(granted, "scope"), VenueClient.At(renewed, "scope"));
        client.Result("private/get_positions");
        Assert.Contains("13021", client.Error("private/cancel_all"));
        Assert.Contains("13004", client.Error("public/auth", new { grant_type = "refresh_token", refresh_token = refresh }));
        client.Result("private/get_positions");
        _world.Wait(20 * VenueWorld.Second);
        client.Result("public/auth", new { grant_type = "refresh_token", refresh_token = VenueClient.At(renewed, "refresh_token") });
        _world.Wait(20 * VenueWorld.Second);
        client.Result("private/get_positions");
    }

    [Theory]
    [InlineData("""{}""", "grant_type")]
    [InlineData("""{"grant_type":"x"}""", "grant_type")]
    [InlineData("""{"grant_type":"client_credentials"}""", "client_id")]
    [InlineData("""{"grant_type":"client_credentials","client_id":"k"}""", "client_secret")]
    [InlineData("""{"grant_type":"client_signature","client_id":"k"}""", "signature")]
    [InlineData("""{"grant_type":"client_signature","client_id":"k","signature":"s"}""", "timestamp")]
    [InlineData("""{"grant_type":"refresh_token"}""", "refresh_token")]
    public void A_login_says_which_parameter_it_misses(string parameters, string param)
    {
        var client = new VenueClient(_world);
        client.Raw($$$"""{"id":1,"method":"public/auth","params":{{{parameters}}}}""");
        Assert.Contains("\"code\":-32602", client.Frames.Single());
        Assert.Contains($"\"param\":\"{param}\"", client.Frames.Single());
    }

    [Fact]
    public void A_failed_login_leaves_the_one_before_in_force()
    {
        VenueClient client = _world.Client("k");
        Assert.Contains("13004", client.Error("public/auth", new { grant_type = "refresh_token", refresh_token = "none" }));
        client.Result("private/get_positions");
    }

    [Fact]
    public void Another_login_on_the_socket_takes_nothing_over_from_the_first()
    {
        VenueClient client = _world.Client("first");
        client.Result("private/subscribe", new { channels = s_own });
        Buy(client);
        client.Login("second");
        client.Frames.Clear();
        Assert.Empty(client.Result("private/get_open_orders").EnumerateArray());
        Buy(_world.Client("first"));
        _world.Wait(VenueWorld.Second);
        Assert.Empty(client.Frames);
        Assert.Equal(4, client.Result("private/subscribe", new { channels = s_own }).GetArrayLength());
        client.Frames.Clear();
        Buy(_world.Client("first"));
        Assert.Empty(client.Frames);
        Buy(_world.Client("second"));
        Assert.Equal(VenueClient.At(client.Result("private/get_account_summary", new { currency = "BTC", extended = true }), "id"), VenueClient.At(Assert.Single(client.Take("user.orders.any.any.raw")), "user_id"));
    }

    [Fact]
    public void A_token_beside_a_login_subscribes_for_its_own_account()
    {
        VenueClient socket = _world.Client("first");
        var second = new VenueClient(_world);
        string token = VenueClient.At(second.Result("public/auth", new { grant_type = "client_credentials", client_id = "second", client_secret = "s" }), "access_token");
        string[] orders = ["user.orders.any.any.raw"];
        socket.Result("private/subscribe", new { channels = orders });
        Assert.Equal("[\"user.orders.any.any.raw\"]", socket.Result("private/subscribe", new { channels = orders, access_token = token }).GetRawText());
        Buy(second);
        Assert.Single(socket.Take("user.orders.any.any.raw"));
        Buy(_world.Client("first"));
        Assert.Single(socket.Take("user.orders.any.any.raw"));
        socket.Result("private/unsubscribe", new { channels = orders });
        Buy(second);
        Buy(_world.Client("first"));
        Assert.Empty(socket.Take("user.orders.any.any.raw"));
    }

    [Fact]
    public void A_logout_ends_the_tokens_of_its_session_unless_it_says_otherwise()
    {
        var client = new VenueClient(_world);
        string ended = Token(client, "k", "session:a");
        string other = Token(new VenueClient(_world), "k", "session:b");
        client.Raw("""{"id":5,"method":"private/logout"}""");
        Assert.Empty(client.Frames);
        Assert.Equal(1000, client.Session.End?.Code);
        var reader = new VenueClient(_world);
        Assert.Contains("13009", reader.Error("private/get_positions", new { access_token = ended }));
        reader.Result("private/get_positions", new { access_token = other });
        var keeper = new VenueClient(_world);
        string kept = Token(keeper, "k", "session:c");
        keeper.Raw("""{"id":5,"method":"private/logout","params":{"invalidate_token":false}}""");
        _world.Exchange.Close(keeper.Session, _world.NowNs);
        reader.Result("private/get_positions", new { access_token = kept });
    }

    [Fact]
    public void A_named_session_survives_its_connection_and_the_seventeenth_takes_the_place_of_the_oldest()
    {
        var oldest = new VenueClient(_world);
        string first = Token(oldest, "k", "session:s0");
        oldest.Result("private/subscribe", new { channels = s_own });
        var second = new VenueClient(_world);
        string kept = Token(second, "k", "session:s1");
        _world.Exchange.Close(second.Session, _world.NowNs);
        for (int i = 2; i < 16; i++)
            Token(new VenueClient(_world), "k", "session:s" + i);
        Token(new VenueClient(_world), "k", "session:s5");
        Token(new VenueClient(_world), "k", "connection");
        Token(new VenueClient(_world), "other", "session:s99");
        oldest.Result("private/get_positions");
        var reader = new VenueClient(_world);
        reader.Result("private/get_positions", new { access_token = first });
        Token(new VenueClient(_world), "k", "session:s16");
        Assert.Contains("13009", oldest.Error("private/get_positions"));
        Assert.Contains("13009", reader.Error("private/get_positions", new { access_token = first }));
        reader.Result("private/get_positions", new { access_token = kept });
        oldest.Frames.Clear();
        Buy(_world.Client("k"));
        Assert.Empty(oldest.Frames);
    }

    [Fact]
    public void A_scope_says_what_it_grants_and_grants_no_more()
    {
        var client = new VenueClient(_world);
        Assert.Equal(
            "block_trade:read connection trade:read_write account:read wallet:read mainaccount",
            VenueClient.At(client.Result("public/auth", new { grant_type = "client_credentials", client_id = "k", client_secret = "s" }), "scope"));
        Assert.Equal(
            "block_trade:none session:x trade:none account:read wallet:none expires:60 mainaccount",
            VenueClient.At(client.Result("public/auth", new { grant_type = "client_credentials", client_id = "k", client_secret = "s", scope = "session:x trade:none wallet:none block_trade:none expires:60 nonsense trade:much" }), "scope"));
        Assert.Equal("""{"code":13021,"message":"forbidden"}""", client.Error("private/get_open_orders"));
        Assert.Contains("13021", client.Error("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 84000 }));
        client.Result("private/get_account_summary", new { currency = "BTC" });
        Assert.Equal("[\"user.portfolio.btc\"]", client.Result("private/subscribe", new { channels = s_own }).GetRawText());
        VenueClient trader = Login("k", "account:none");
        Buy(trader);
        Assert.Contains("13021", trader.Error("private/get_account_summary", new { currency = "BTC" }));
        Assert.Equal(3, trader.Result("private/subscribe", new { channels = s_own }).GetArrayLength());
    }

    [Fact]
    public void Deposits_are_read_with_the_right_to_the_wallet()
    {
        var btc = new { currency = "BTC" };
        Login("k", "trade:none wallet:read").Result("private/get_deposits", btc);
        VenueClient without = Login("k", "wallet:none");
        Assert.Contains("13021", without.Error("private/get_deposits", btc));
        Assert.Contains("13021", without.Error("private/get_current_deposit_address", btc));
        without.Result("private/get_positions");
    }

    [Fact]
    public void A_token_for_one_address_is_no_good_from_another()
    {
        var home = new VenueClient(_world, address: "10.0.0.1");
        string token = Token(home, "k", "session:x ip:10.0.0.1");
        home.Result("private/get_positions", new { access_token = token });
        Assert.Contains("13009", new VenueClient(_world, address: "10.0.0.2").Error("private/get_positions", new { access_token = token }));
    }

    [Fact]
    public void An_http_request_logs_in_by_its_header_alone()
    {
        var socket = new VenueClient(_world);
        string token = Token(socket, "k", "connection");
        var request = new VenueClient(_world, SessionKind.Http);
        Assert.True(_world.Exchange.Authorize(request.Session, "Bearer " + token, new HttpRequestLine("GET", "/", ""), _world.NowNs));
        request.Result("private/get_positions");
        var stale = new VenueClient(_world, SessionKind.Http);
        _world.Exchange.Close(socket.Session, _world.NowNs);
        Assert.False(_world.Exchange.Authorize(stale.Session, "Bearer " + token, new HttpRequestLine("GET", "/", ""), _world.NowNs));
        Assert.Contains("13009", stale.Error("private/get_positions"));
    }

    private static void Buy(VenueClient client) => client.Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 84000 });

    private static string Token(VenueClient client, string key, string scope) =>
        VenueClient.At(client.Result("public/auth", new { grant_type = "client_credentials", client_id = key, client_secret = "s", scope }), "access_token");

    private VenueClient Login(string key, string scope)
    {
        var client = new VenueClient(_world);
        Token(client, key, scope);
        return client;
    }
}
