using Xunit;

namespace Engine.Tests.Venue.Sessions;

/// <summary>Private channels live by the token that they were opened with.</summary>
public class ChannelGrantTests
{
    private static readonly string[] s_orders = ["user.orders.any.any.raw"];

    private readonly VenueWorld _world = new();

    [Fact]
    public void A_channel_opened_with_a_token_beside_ends_with_the_token()
    {
        string token = Token(new VenueClient(_world), "session:x expires:2");
        VenueClient socket = Subscribed(token);
        Assert.True(Hears(socket));
        _world.Wait(3 * VenueWorld.Second);
        Assert.Contains("13009", socket.Error("private/get_positions", new { access_token = token }));
        Assert.False(Hears(socket));
    }

    [Fact]
    public void A_channel_ends_when_its_token_is_taken_back()
    {
        var owner = new VenueClient(_world);
        VenueClient socket = Subscribed(Token(owner, "session:x"));
        Assert.True(Hears(socket));
        owner.Raw("""{"id":5,"method":"private/logout"}""");
        Assert.False(Hears(socket));
        VenueClient evicted = Subscribed(Token(new VenueClient(_world), "session:s0"));
        for (int i = 1; i <= 16; i++)
            Token(new VenueClient(_world), "session:s" + i);
        Assert.False(Hears(evicted));
        var bound = new VenueClient(_world);
        VenueClient guest = Subscribed(Token(bound, "connection"));
        Assert.True(Hears(guest));
        _world.Exchange.Close(bound.Session, _world.NowNs);
        Assert.False(Hears(guest));
    }

    [Fact]
    public void A_new_login_of_the_same_account_keeps_only_what_it_may_see()
    {
        var client = new VenueClient(_world);
        Token(client, "expires:5");
        client.Result("private/subscribe", new { channels = s_orders });
        Token(client, "expires:30");
        _world.Wait(10 * VenueWorld.Second);
        Assert.True(Hears(client));
        Token(client, "trade:none");
        Assert.False(Hears(client));
    }

    [Fact]
    public void A_socket_whose_token_ends_is_idle_from_then_on()
    {
        var client = new VenueClient(_world);
        Token(client, "expires:100");
        client.Result("private/subscribe", new { channels = s_orders });
        _world.Wait(101 * VenueWorld.Second);
        Assert.Null(client.Session.End);
        _world.Wait(58 * VenueWorld.Second);
        Assert.Null(client.Session.End);
        _world.Wait(3 * VenueWorld.Second);
        Assert.Equal("idle", client.Session.End?.Reason);
    }

    private static string Token(VenueClient client, string scope) =>
        VenueClient.At(client.Result("public/auth", new { grant_type = "client_credentials", client_id = "k", client_secret = "s", scope }), "access_token");

    private VenueClient Subscribed(string token)
    {
        var socket = new VenueClient(_world);
        Assert.Equal(1, socket.Result("private/subscribe", new { channels = s_orders, access_token = token }).GetArrayLength());
        return socket;
    }

    private bool Hears(VenueClient socket)
    {
        socket.Frames.Clear();
        _world.Client("k").Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 84000 });
        return socket.Take(s_orders[0]).Count > 0;
    }
}
