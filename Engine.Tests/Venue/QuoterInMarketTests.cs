using System.Globalization;
using System.Text.Json;
using Engine.Core.Venue;
using Xunit;

namespace Engine.Tests.Venue;

/// <summary>The market in the venue must give a plain market maker fills on both sides, whatever the seed.</summary>
public class QuoterInMarketTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(20260923)]
    public void A_plain_quoter_is_filled_at_a_healthy_rate_on_both_sides(int seed)
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = (ulong)seed, Instruments = ["BTC-PERPETUAL"] });
        var quoter = new PlainQuoter(world);
        world.Wait(2 * VenueWorld.Second);
        quoter.Run(60 * VenueWorld.Second);
        output.WriteLine(quoter.Summary());
        Assert.InRange(quoter.Buys, 10, 150);
        Assert.InRange(quoter.Sells, 10, 150);
        Assert.InRange(quoter.Buys + quoter.Sells, 40, 200);
        Assert.InRange(quoter.LargestInventoryUsd, 0, 6000);
    }
}

/// <summary>Quotes 1.5 bp each side with linear skew, within five requests a second.</summary>
internal sealed class PlainQuoter
{
    private const double Spread = 0.00015;
    private const double Skew = 0.0013;
    private const double Size = 1000;
    private const double MaxInventory = 5000;
    private const double Threshold = 1.0;

    private readonly VenueWorld _world;
    private readonly VenueClient _client;
    private readonly string?[] _orders = new string?[2];
    private readonly double[] _prices = new double[2];
    private double _bid;
    private double _ask;
    private double _credits = 20;
    private double _markout;
    private int _frames;
    private readonly List<(double Price, int Sign, long AtNs)> _open = [];

    public PlainQuoter(VenueWorld world)
    {
        _world = world;
        _client = world.Client("maker");
        _client.Result("private/subscribe", new { channels = (string[])["user.changes.BTC-PERPETUAL.raw", "quote.BTC-PERPETUAL", "book.BTC-PERPETUAL.raw"] });
    }

    public int Buys { get; private set; }

    public int Sells { get; private set; }

    public double Inventory { get; private set; }

    public double LargestInventoryUsd { get; private set; }

    public void Run(long ns)
    {
        long end = _world.NowNs + ns;
        while (_world.NowNs < end)
        {
            _world.Wait(2_000_000);
            _credits = Math.Min(20, _credits + 0.01);
            Read();
            if (_bid > 0)
                Quote();
        }
    }

    public string Summary() => string.Create(CultureInfo.InvariantCulture,
        $"buys {Buys} sells {Sells} inventory {Inventory} largest {LargestInventoryUsd} raw book frames/s {_frames / 62.0:f0} markout 1s mean bp {_markout / Math.Max(1, Buys + Sells):f2}");

    private void Read()
    {
        foreach (JsonElement quote in _client.Take("quote.BTC-PERPETUAL"))
        {
            _bid = quote.GetProperty("best_bid_price").GetDouble();
            _ask = quote.GetProperty("best_ask_price").GetDouble();
        }

        _frames += _client.Take("book.BTC-PERPETUAL.raw").Count;
        double mid = (_bid + _ask) / 2;
        for (int i = 0; i < _open.Count && _world.NowNs - _open[i].AtNs > VenueWorld.Second;)
        {
            _markout += _open[i].Sign * (mid - _open[i].Price) / mid * 1e4;
            _open.RemoveAt(i);
        }

        foreach (JsonElement changes in _client.Take("user.changes.BTC-PERPETUAL.raw"))
            Read(changes);
    }

    private void Read(JsonElement changes)
    {
        foreach (JsonElement trade in changes.GetProperty("trades").EnumerateArray())
        {
            int sign = trade.GetProperty("direction").GetString() == "buy" ? 1 : -1;
            Inventory += sign * trade.GetProperty("amount").GetDouble();
            LargestInventoryUsd = Math.Max(LargestInventoryUsd, Math.Abs(Inventory));
            _open.Add((trade.GetProperty("price").GetDouble(), sign, _world.NowNs));
        }

        foreach (JsonElement order in changes.GetProperty("orders").EnumerateArray())
        {
            string state = order.GetProperty("order_state").GetString()!;
            int side = order.GetProperty("direction").GetString() == "buy" ? 0 : 1;
            if (state == "filled" && side == 0)
                Buys++;
            else if (state == "filled")
                Sells++;
            if (state != "open" && _orders[side] == order.GetProperty("order_id").GetString())
                _orders[side] = null;
        }
    }

    private void Quote()
    {
        double mid = (_bid + _ask) / 2;
        for (int side = 0; side < 2; side++)
        {
            int sign = 1 - (2 * side);
            bool wanted = sign * Inventory < MaxInventory;
            double price = (mid * (1 - (sign * Spread))) - (Inventory * Skew);
            price = (side == 0 ? Math.Floor(price * 2) : Math.Ceiling(price * 2)) / 2;
            if (_orders[side] is null && wanted && _credits >= 1)
                Place(side, price);
            else if (_orders[side] is not null && !wanted && _credits >= 1)
                Send(side, "private/cancel", new { order_id = _orders[side] });
            else if (_orders[side] is not null && Math.Abs(price - _prices[side]) > Threshold && _credits >= 1)
                Move(side, price);
        }
    }

    private void Move(int side, double price)
    {
        _prices[side] = price;
        Send(side, "private/edit", new { order_id = _orders[side], amount = Size, price, post_only = true, reject_post_only = true });
    }

    private void Place(int side, double price)
    {
        _prices[side] = price;
        JsonElement reply = Send(side, side == 0 ? "private/buy" : "private/sell",
            new { instrument_name = "BTC-PERPETUAL", amount = Size, price, type = "limit", post_only = true, reject_post_only = true });
        if (reply.TryGetProperty("result", out JsonElement result))
            _orders[side] = result.GetProperty("order").GetProperty("order_id").GetString();
    }

    private JsonElement Send(int side, string method, object parameters)
    {
        _credits--;
        JsonElement reply = _client.Ask(method, parameters);
        if (reply.TryGetProperty("error", out JsonElement error) && error.GetProperty("code").GetInt32() is 11044 or 11008 or 10010)
            _orders[side] = null;
        return reply;
    }
}
