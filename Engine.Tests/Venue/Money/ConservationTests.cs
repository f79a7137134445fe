using System.Globalization;
using System.Text.Json;
using Engine.Core.Primitives;
using Engine.Core.Venue;
using Xunit;

namespace Engine.Tests.Venue.Money;

/// <summary>
/// Whatever accounts do at random, among themselves on a wild market or in the crowd: contracts sum to zero, money to the deposits, to
/// the last digit, through fees, funding, settlements, liquidations and bankruptcies; and each account's figures fit together.
/// </summary>
public class ConservationTests
{
    private const int Acts = 100_000;

    private static readonly string[] s_names = ["BTC-PERPETUAL", "BTC_USDC-PERPETUAL"];

    private readonly List<VenueClient> _clients = [];
    private readonly double[] _mark = new double[2];
    private Prng _random;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void On_a_market_that_one_client_drives_up_and_down(int seed)
    {
        VenueWorld world = World(seed, hasCrowd: false, speed: 100);
        Run(world, seed, 20_000_000);
        Assert.Contains(world.Exchange.Books(), row => row.Key == "insurance" && row.Equity != 0);
        Assert.True(_clients.Sum(client => MoneyWorld.Log(client, "liquidation").Count) > 20);
        Assert.Contains(_clients, client => MoneyWorld.Log(client, "correction").Count > 0);
        Assert.Contains(_clients, client => MoneyWorld.Log(client, "settlement").Count > 0);
        Assert.True(world.Exchange.TradesMade > 10_000, $"only {world.Exchange.TradesMade} trades");
    }

    [Theory]
    [InlineData(3)]
    public void In_the_simulated_crowd(int seed)
    {
        VenueWorld world = World(seed, hasCrowd: true, speed: 1);
        Run(world, seed, 2_000_000);
        Assert.Contains(_clients, client => MoneyWorld.Log(client, "settlement").Count > 0);
        Assert.Contains(world.Exchange.Positions(), row => row.Key.Length == 0 && row.Lots != 0);
    }

    private static VenueWorld World(int seed, bool hasCrowd, double speed) => new(new ExchangeOptions
    {
        Seed = (ulong)seed,
        Instruments = s_names,
        Limits = false,
        HasCrowd = hasCrowd,
        Speed = speed,
        MarketStart = new TimeOnly(7, 59),
        Deposits = [("BTC", 0.5m), ("USDC", 50_000m)],
    });

    private void Run(VenueWorld world, int seed, long stepNs)
    {
        _random = new Prng((ulong)seed);
        VenueClient driver = world.Client("driver");
        for (int i = 0; i < Acts; i++)
        {
            if (i % 50 == 0)
                Drive(world, driver);
            if (i % 10_000 == 0)
            {
                _clients.Add(world.Client("client" + _clients.Count.ToString(CultureInfo.InvariantCulture)));
                MoneyWorld.Conserved(world.Exchange);
            }

            world.Wait(stepNs);
            Act(_clients[_random.Below(_clients.Count)]);
        }

        MoneyWorld.Conserved(world.Exchange);
        foreach (VenueClient client in _clients)
            FiguresFit(client);
    }

    /// <summary>Quotes with a mid somewhere else, which the mark follows where nobody else quotes.</summary>
    private void Drive(VenueWorld world, VenueClient driver)
    {
        Send(driver, "private/cancel_all", "");
        for (int k = 0; k < 2; k++)
        {
            _mark[k] = driver.Result("public/ticker", new { instrument_name = s_names[k] }).GetProperty("mark_price").GetDouble();
            if (world.Exchange.Options.HasCrowd)
                continue;
            (double bid, double ask) = _random.Chance(0.5) ? (-0.2, 0.01) : (-0.01, 0.2);
            Send(driver, "private/buy", Order(k, _mark[k] * (1 + (bid * _random.Uniform())), 1));
            Send(driver, "private/sell", Order(k, _mark[k] * (1 + (ask * _random.Uniform())), 1));
        }

        driver.Frames.Clear();
    }

    private void Act(VenueClient client)
    {
        int k = _random.Below(2);
        double price = _mark[k] * (1 + (0.01 * (_random.Uniform() - 0.5)));
        string side = _random.Chance(0.5) ? "private/buy" : "private/sell";
        switch (_random.Below(12))
        {
            case 0:
                Send(client, "private/cancel_all", "");
                break;
            case 1:
                Send(client, side, Order(k, null, 1 + _random.Below(300)));
                break;
            case 2:
                Send(client, "private/close_position", $$"""
                    "instrument_name":"{{s_names[k]}}","type":"market"
                    """);
                break;
            case 3:
                Send(client, side, Order(k, price, 1 + _random.Below(3000)) + ",\"time_in_force\":\"good_til_day\",\"post_only\":true");
                break;
            case 4:
                Send(client, side, Order(k, price, 1 + _random.Below(3000)) + ",\"reduce_only\":true");
                break;
            default:
                Send(client, side, Order(k, price, 1 + _random.Below(2000)));
                break;
        }

        client.Frames.Clear();
    }

    private static string Order(int k, double? price, int units)
    {
        double tick = k == 0 ? 0.5 : 0.1;
        string amount = (k == 0 ? units * 10m : units * 0.0001m).ToString(CultureInfo.InvariantCulture);
        string at = price is double p
            ? "\"price\":" + Math.Round(Math.Round(p / tick) * tick, 1).ToString(CultureInfo.InvariantCulture)
            : "\"type\":\"market\"";
        return $"\"instrument_name\":\"{s_names[k]}\",\"amount\":{amount},{at}";
    }

    private static void Send(VenueClient client, string method, string parameters) =>
        client.Raw($"{{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"{method}\",\"params\":{{{parameters}}}}}");

    /// <summary>The identities between an account's figures, its positions and its log.</summary>
    private static void FiguresFit(VenueClient client)
    {
        for (int k = 0; k < 2; k++)
        {
            string currency = k == 0 ? "BTC" : "USDC";
            decimal Figure(string name) => MoneyWorld.Figure(client, name, currency);
            JsonElement position = MoneyWorld.Position(client, s_names[k]);
            Near(Figure("equity"), Figure("balance") + Figure("session_upl") + Figure("session_rpl"));
            Near(Figure("margin_balance"), Figure("equity"));
            Near(Figure("available_funds"), Figure("margin_balance") - Figure("initial_margin"));
            Near(Figure("total_pl"), Figure("futures_pl"));
            Near(Figure("session_upl"), position.GetProperty("floating_profit_loss").GetDecimal());
            Near(Figure("session_rpl"), position.GetProperty("realized_profit_loss").GetDecimal());
            Near(Figure("initial_margin"), position.GetProperty("initial_margin").GetDecimal() + position.GetProperty("open_orders_margin").GetDecimal());
            Assert.True(Figure("equity") >= Figure("maintenance_margin") || Figure("equity") < 0 || position.GetProperty("size").GetDouble() != 0);
            JsonElement newest = MoneyWorld.Log(client, currency: currency)[0];
            Near(Figure("balance"), newest.GetProperty("balance").GetDecimal());
        }
    }

    private static void Near(decimal expected, decimal actual) => Assert.InRange(actual - expected, -5e-8m, 5e-8m);
}
