using System.Globalization;
using System.Text.Json;
using Engine.Core.Venue;
using Xunit;

namespace Engine.Tests.Venue.Money;

/// <summary>A market without a crowd whose mark price one client moves: the mark follows the mid of what it quotes.</summary>
internal sealed class MoneyWorld
{
    public const string Btc = "BTC-PERPETUAL";

    public MoneyWorld(ExchangeOptions options)
    {
        World = new VenueWorld(options);
        Mover = World.Client("mover");
    }

    public VenueWorld World { get; }

    /// <summary>Moves the price and trades with the others.</summary>
    public VenueClient Mover { get; }

    public static ExchangeOptions Btc1(TimeOnly? start = null, decimal balance = 1) => VenueWorld.Quiet with
    {
        Instruments = [Btc],
        Deposits = [("BTC", balance)],
        MarketStart = start,
    };

    public double Mark(string instrument = Btc) => Ticker("mark_price", instrument);

    public double Ticker(string member, string instrument = Btc) =>
        Mover.Result("public/ticker", new { instrument_name = instrument }).GetProperty(member).GetDouble();

    /// <summary>Quotes at two distances from the mark, in its parts, and lets a price step pass.</summary>
    public void Quote(double bid, double ask, double amount = 10)
    {
        Mover.Result("private/cancel_all");
        double mark = Mark();
        Limit(Mover, "buy", OnGrid(mark * (1 + bid)), amount);
        Limit(Mover, "sell", OnGrid(mark * (1 + ask)), amount);
        World.Wait(1_007_000_000);
    }

    public void Withdraw() => Mover.Result("private/cancel_all");

    /// <summary>Moves the mark until something holds.</summary>
    public void QuoteUntil(Func<bool> done, double bid, double ask, double amount = 10)
    {
        for (int i = 0; i < 3000; i++)
        {
            if (done())
                return;
            Quote(bid, ask, amount);
        }

        Assert.Fail("the price never got there");
    }

    /// <summary>One client buys from another (negative: sells to it) at the mark.</summary>
    public void Trade(VenueClient buyer, VenueClient seller, double amount)
    {
        double price = OnGrid(Mark());
        Limit(seller, "sell", price, amount);
        JsonElement bought = Limit(buyer, "buy", price, amount);
        Assert.Equal("filled", VenueClient.At(bought, "order.order_state"));
    }

    public static JsonElement Limit(VenueClient client, string side, double price, double amount, string lifetime = "good_til_cancelled") =>
        client.Result("private/" + side, new { instrument_name = Btc, amount, price, time_in_force = lifetime });

    public static double OnGrid(double price) => Math.Round(price * 2) / 2;

    public static decimal Figure(VenueClient client, string member, string currency = "BTC") =>
        decimal.Parse(client.Result("private/get_account_summary", new { currency }).GetProperty(member).GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);

    public static JsonElement Position(VenueClient client, string instrument = Btc) => client.Result("private/get_position", new { instrument_name = instrument });

    public static List<JsonElement> Log(VenueClient client, string? query = null, string currency = "BTC") =>
        [.. client.Result("private/get_transaction_log", new { currency, start_timestamp = 0, end_timestamp = 4_000_000_000_000, count = 250, query }).GetProperty("logs").EnumerateArray()];

    /// <summary>Money and contracts of all accounts, the insurance and the fees are what was deposited: exactly.</summary>
    public static void Conserved(Exchange exchange)
    {
        foreach (IGrouping<string, long> instrument in exchange.Positions().GroupBy(row => row.Instrument, row => row.Lots))
            Assert.Equal(0, instrument.Sum());
        int funded = exchange.Books().Select(row => row.Key).Distinct().Count() - 2;
        foreach ((string currency, decimal deposit) in exchange.Options.Deposits)
        {
            decimal fees = exchange.Books().Where(row => row.Currency == currency).Sum(row => row.Fees);
            decimal held = exchange.Holdings().Where(row => row.Currency == currency).Sum(row => row.Held);
            Assert.Equal(funded * deposit, held + fees);
            decimal equity = exchange.Books().Where(row => row.Currency == currency).Sum(row => row.Equity);
            Assert.InRange(equity + fees - (funded * deposit), -1e-12m, 1e-12m);
        }
    }
}
