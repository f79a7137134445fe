using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Venue.Rpc.Sessions;
using Xunit;

namespace Engine.Tests.Venue.Hostile;

/// <summary>Whatever is sent, the exchange answers or drops it, and nothing changes that was not properly asked for.</summary>
public class HostileRequestTests
{
    private static readonly string[] s_seeds =
    [
        """{"jsonrpc":"2.0","id":1,"method":"private/buy","params":{"instrument_name":"BTC-PERPETUAL","amount":10,"price":84000.5,"label":"x","post_only":true}}""",
        """{"jsonrpc":"2.0","id":"a","method":"private/edit","params":{"order_id":"113510807523","amount":20,"price":84000}}""",
        """{"jsonrpc":"2.0","id":2,"method":"public/subscribe","params":{"channels":["book.BTC-PERPETUAL.raw","ticker.BTC-PERPETUAL.100ms","user.portfolio.any"]}}""",
        """{"jsonrpc":"2.0","id":3,"method":"public/auth","params":{"grant_type":"client_signature","client_id":"k","timestamp":1,"nonce":"x","data":"","signature":"y"}}""",
        """{"jsonrpc":"2.0","id":4,"method":"private/get_user_trades_by_instrument","params":{"instrument_name":"BTC-PERPETUAL","start_seq":1,"count":10,"sorting":"asc"}}""",
        """{"jsonrpc":"2.0","id":5,"method":"public/get_order_book","params":{"instrument_name":"ETH-PERPETUAL","depth":20}}""",
        """{"jsonrpc":"2.0","id":6,"method":"private/cancel_all_by_currency","params":{"currency":"BTC","kind":"future","detailed":true}}""",
        """{"jsonrpc":"2.0","id":7,"method":"public/set_heartbeat","params":{"interval":1e9}}""",
    ];

    private static readonly string[] s_values =
        ["null", "[]", "{}", "-1", "1e400", "1e-400", "9223372036854775808", "0.1", "true", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[[[[[]]]]]", "\"any\"", "1e18", "-0", "{\"a\":{\"b\":1}}"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Damaged_and_senseless_requests_leave_the_exchange_alive_and_money_whole(int seed)
    {
        var world = new VenueWorld(VenueWorld.Quiet with { Seed = (ulong)seed });
        VenueClient client = world.Client("k");
        var random = new Prng((ulong)seed);
        for (int i = 0; i < 6_000; i++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(Damage(s_seeds[random.Below(s_seeds.Length)], ref random));
            for (int flips = random.Below(3); flips > 0 && bytes.Length > 0; flips--)
                bytes[random.Below(bytes.Length)] = (byte)random.Next();
            Session session = client.Session.End is null ? client.Session : (client = world.Client("k")).Session;
            world.Exchange.Receive(session, bytes, world.NowNs, world.NowNs);
            world.Wait(1_000_000);
            client.Frames.Clear();
        }

        VenueClient other = world.Client("other");
        Assert.Empty(other.Result("private/get_open_orders").EnumerateArray());
        Assert.Equal("10.0", VenueClient.At(other.Result("private/get_account_summary", new { currency = "BTC" }), "equity"));
        Assert.Equal("10.0", VenueClient.At(world.Client("k").Result("private/get_account_summary", new { currency = "BTC" }), "equity"));
    }

    [Fact]
    public void Without_login_no_private_method_does_anything()
    {
        var world = new VenueWorld();
        VenueClient owner = world.Client("k");
        owner.Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 84000 });
        var stranger = new VenueClient(world);
        foreach (string method in (string[])["buy", "sell", "edit", "cancel", "cancel_all", "get_open_orders", "get_positions", "get_account_summary", "subscribe", "logout", "close_position"])
            Assert.Contains("13009", stranger.Error("private/" + method, new { instrument_name = "BTC-PERPETUAL", amount = 10, price = 84000, currency = "BTC" }));
        Assert.Equal("[]", stranger.Result("public/subscribe", new { channels = (string[])["user.orders.any.any.raw", "user.portfolio.btc"] }).GetRawText());
        Assert.Single(owner.Result("private/get_open_orders").EnumerateArray());
    }

    private static string Damage(string text, ref Prng random)
    {
        switch (random.Below(4))
        {
            case 0:
                return text[..random.Below(text.Length)];
            case 1:
                int colon = text.IndexOf(':', random.Below(text.Length));
                int end = colon < 0 ? -1 : text.IndexOfAny([',', '}'], colon);
                return end < 0 ? text : text[..(colon + 1)] + s_values[random.Below(s_values.Length)] + text[end..];
            case 2:
                int at = random.Below(text.Length);
                return text[..at] + text[random.Below(text.Length)..];
            default:
                return text;
        }
    }
}
