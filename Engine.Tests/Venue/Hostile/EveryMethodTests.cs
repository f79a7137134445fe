using System.Globalization;
using System.Text;
using System.Text.Json;
using Engine.Core.Primitives;
using Engine.Core.Venue;
using Engine.Core.Venue.Rpc.Sessions;
using Xunit;

namespace Engine.Tests.Venue.Hostile;

/// <summary>
/// Every method there is, with parameters of every kind: it answers once and in the recorded form, and changes nothing that it is not
/// for. What other tests say of single methods holds for those to come as well.
/// </summary>
public class EveryMethodTests
{
    /// <summary>Methods that change orders or their protection.</summary>
    private static bool Acts(string method) => !method.Contains("/get_", StringComparison.Ordinal)
        && (method.Contains("buy", StringComparison.Ordinal) || method.Contains("sell", StringComparison.Ordinal) || method.Contains("edit", StringComparison.Ordinal)
            || method.Contains("cancel", StringComparison.Ordinal) || method.Contains("quote", StringComparison.Ordinal) || method.Contains("position", StringComparison.Ordinal)
            || method.Contains("mmp", StringComparison.Ordinal));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_is_asked_of_any_method_it_answers_once_and_money_stays_whole(int seed)
    {
        var keys = new Dictionary<string, string> { ["bystander"] = "secret", ["partner"] = "secret", ["attacker"] = "secret" };
        var world = new VenueWorld(VenueWorld.Quiet with { Seed = (ulong)seed, Keys = keys });
        var bystander = new Bystander(world);
        VenueClient attacker = Attacker(world);
        string own = VenueClient.At(attacker.Result("private/buy", new { instrument_name = "BTC-PERPETUAL", amount = 10, price = bystander.Price - 20, label = "x" }), "order.order_id");
        List<string> orderIds = [own, .. bystander.OrderIds];
        var values = new HostileValues(orderIds, bystander.Price, (ulong)seed);
        string[] methods = [.. Exchange.Methods.Order(StringComparer.Ordinal)];
        string before = bystander.Picture();
        var succeeded = new HashSet<string>();
        for (int i = 0; i < 8_000; i++)
        {
            string method = methods[values.Random.Below(methods.Length)];
            string request = values.Request(method, i);
            if (attacker.Session.End is not null)
            {
                world.Exchange.Close(attacker.Session, world.NowNs);
                attacker = Attacker(world);
            }

            world.Wait(50_000_000);
            attacker.Frames.Clear();
            if (attacker.Session.End is not null)
                continue;
            bool acts = Acts(method);
            string books = acts ? "" : world.Picture();
            try
            {
                if (Answers(world, attacker, method, request, i, orderIds))
                    succeeded.Add(method);
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}: {request}\n{error}");
            }

            if (!acts)
                Assert.True(books == world.Picture(), $"seed {seed}: {request} changed the books");
        }

        Assert.Equal(before, bystander.Picture());
        // Requests that only ever fail at the door would say little.
        string[] offered = [.. methods.Where(method => !method.StartsWith("control/", StringComparison.Ordinal) && !IsSwitchedOff(method))];
        Assert.True(succeeded.Count * 10 >= offered.Length * 8, "never succeeded: " + string.Join(' ', offered.Except(succeeded)));
        foreach ((string currency, decimal deposit) in VenueWorld.Quiet.Deposits)
        {
            decimal held = world.Exchange.Holdings().Where(book => book.Currency == currency).Sum(book => book.Held);
            decimal fees = world.Exchange.Books().Where(book => book.Currency == currency).Sum(book => book.Fees);
            Assert.Equal(deposit * keys.Count, held + fees);
        }
    }

    private static bool IsSwitchedOff(string method) =>
        method.StartsWith("private/", StringComparison.Ordinal) && method != "private/logout"
        && new VenueWorld().Client("a").Ask(method).TryGetProperty("error", out JsonElement error) && error.GetProperty("code").GetInt32() == 13025;

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Damaged_requests_for_any_method_are_answered_once_too(int seed)
    {
        var world = new VenueWorld(VenueWorld.Quiet with { Seed = (ulong)seed });
        var bystander = new Bystander(world);
        var values = new HostileValues([.. bystander.OrderIds], bystander.Price, (ulong)seed);
        string before = bystander.Picture();
        string[] methods = [.. Exchange.Methods.Order(StringComparer.Ordinal)];
        VenueClient attacker = Attacker(world);
        for (int i = 0; i < 12_000; i++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(values.Request(methods[values.Random.Below(methods.Length)], i));
            for (int damage = 1 + values.Random.Below(3); damage > 0; damage--)
                bytes = Damage(bytes, ref values.Random);
            if (attacker.Session.End is not null)
                attacker = Attacker(world);
            world.Wait(1_000_000);
            attacker.Frames.Clear();
            if (attacker.Session.End is not null)
                continue;
            world.Exchange.Receive(attacker.Session, bytes, world.NowNs, world.NowNs);
            world.Deliver();
            for (int wait = 0; wait < 50 && attacker.Session.End is null && Replies(attacker) == 0; wait++)
                world.Wait(1_000_000);
            bool loggedOut = attacker.Session.End?.Code == 1000;
            Assert.True(Replies(attacker) == (loggedOut ? 0 : 1), $"seed {seed}: {Encoding.UTF8.GetString(bytes)}");
        }

        Assert.Equal(before, bystander.Picture());
    }

    [Fact]
    public void Without_a_login_no_private_method_does_anything()
    {
        var world = new VenueWorld();
        var bystander = new Bystander(world);
        string before = bystander.Picture();
        foreach (SessionKind kind in (SessionKind[])[SessionKind.WebSocket, SessionKind.Http])
        {
            var stranger = new VenueClient(world, kind);
            foreach (string method in Exchange.Methods.Where(method => method.StartsWith("private/", StringComparison.Ordinal)))
            {
                string error = stranger.Error(method, bystander.Everything(method));
                if (kind == SessionKind.WebSocket || !error.Contains("10030", StringComparison.Ordinal))
                    Assert.Equal("""{"code":13009,"data":{"reason":"invalid_token"},"message":"unauthorized"}""", error);
                Assert.Contains("13009", new VenueClient(world).Error(method, new { access_token = "1790755218000.1none" }));
            }
        }

        Assert.Equal(before, bystander.Picture());
    }

    [Fact]
    public void A_login_reaches_no_other_accounts_orders_by_any_method_id_or_label()
    {
        var world = new VenueWorld();
        var bystander = new Bystander(world);
        string before = bystander.Picture();
        VenueClient attacker = Attacker(world);
        string[] channels = ["user.orders.any.any.raw", "user.trades.any.any.raw", "user.changes.any.any.raw", "user.portfolio.any", "user.mmp_trigger.btc_usd"];
        attacker.Result("private/subscribe", new { channels });
        foreach (string method in Exchange.Methods.Where(method => method.StartsWith("private/", StringComparison.Ordinal) && method != "private/logout"))
        {
            foreach (string id in bystander.OrderIds)
            {
                attacker.Frames.Clear();
                string reply = attacker.Ask(method, bystander.Everything(method, id)).GetRawText();
                Assert.DoesNotContain(Bystander.Label, reply, StringComparison.Ordinal);
                foreach (string frame in attacker.Frames.Append(reply))
                {
                    foreach (string other in bystander.OrderIds)
                        Assert.DoesNotContain($"\"order_id\":\"{other}\"", frame, StringComparison.Ordinal);
                }

                world.Wait(20_000_000);
                attacker.Result("private/cancel_all");
            }
        }

        Assert.Equal(before, bystander.Picture());
        attacker.Frames.Clear();
        attacker.Result("private/subscribe", new { channels });
        bystander.Trade();
        world.Wait(VenueWorld.Second);
        Assert.All(attacker.Frames, frame => Assert.DoesNotContain(Bystander.Label, frame, StringComparison.Ordinal));
    }

    private static VenueClient Attacker(VenueWorld world)
    {
        VenueClient client = world.Client("attacker");
        client.Result("private/enable_cancel_on_disconnect");
        client.Result("private/set_mmp_config", new { index_name = "btc_usd", interval = 5, frozen_time = 1, max_quote_quantity = 10, mmp_group = "g" });
        client.Frames.Clear();
        return client;
    }

    private static int Replies(VenueClient client) => client.Frames.Count(frame => frame.Contains("\"usIn\":", StringComparison.Ordinal));

    /// <summary>Cuts, repeats, turns or exchanges a part.</summary>
    private static byte[] Damage(byte[] bytes, ref Prng random)
    {
        if (bytes.Length < 4)
            return bytes;
        int at = random.Below(bytes.Length);
        int length = random.Below(Math.Min(12, bytes.Length - at));
        switch (random.Below(5))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 2:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 3:
                byte[] turned = [.. bytes];
                turned[at] = (byte)random.Next();
                return turned;
            default:
                return [.. bytes[..at], .. "{}[]\",:0e-\\"u8.ToArray().AsSpan(random.Below(10), 1), .. bytes[at..]];
        }
    }

    /// <summary>Sends a request and checks its reply; whether it was a result.</summary>
    private static bool Answers(VenueWorld world, VenueClient client, string method, string request, int id, List<string> orderIds)
    {
        client.Raw(request);
        if (method == "private/logout" && client.Session.End is not null)
            return true;
        string start = string.Create(CultureInfo.InvariantCulture, $$"""{"jsonrpc":"2.0","id":{{id}},""");
        // The matching engine may take its time.
        for (int wait = 0; wait < 50 && !client.Frames.Exists(frame => frame.StartsWith(start, StringComparison.Ordinal)); wait++)
            world.Wait(1_000_000);
        string reply = Assert.Single(client.Frames, frame => frame.Contains("\"usIn\":", StringComparison.Ordinal));
        Assert.StartsWith(start, reply);
        using var document = JsonDocument.Parse(reply);
        JsonElement root = document.RootElement;
        Assert.Equal("jsonrpc,id," + (root.TryGetProperty("error", out JsonElement error) ? "error" : "result") + ",usIn,usOut,usDiff,testnet", Keys(root));
        if (error.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal(error.TryGetProperty("data", out _) ? "code,data,message" : "code,message", Keys(error));
            Assert.True(error.GetProperty("code").GetInt32() != 0 && error.GetProperty("message").GetString()!.Length > 0);
        }

        else if (method is "private/buy" or "private/sell")
            orderIds[0] = VenueClient.At(root, "result.order.order_id");
        foreach (string frame in client.Frames)
            JsonDocument.Parse(frame).Dispose();
        client.Frames.Clear();
        return error.ValueKind == JsonValueKind.Undefined;
    }

    private static string Keys(JsonElement element) => string.Join(',', element.EnumerateObject().Select(member => member.Name));
}
