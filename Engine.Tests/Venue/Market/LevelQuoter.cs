using System.Globalization;
using System.Text;
using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Market.Flow;

namespace Engine.Tests.Venue.Market;

/// <summary>
/// Keeps orders of one lot at wanted distances from the mid in the pure market, acting at every event of the exchange in its very
/// moment: an edit whenever a price is off by more than a tolerance, a new order at once after a fill.
/// </summary>
internal sealed class LevelQuoter
{
    private const string Btc = "BTC-PERPETUAL";
    private const double Speed = 50;
    private const double Tick = 0.5;

    private readonly VenueWorld _world;
    private readonly VenueClient _client;
    private readonly List<Quote> _quotes = [];
    private readonly int _toleranceTicks;
    private readonly long _startNs;
    private double _mid;

    public LevelQuoter(ulong seed, int toleranceTicks)
    {
        _world = new VenueWorld(new ExchangeOptions { Seed = seed, Instruments = [Btc], Limits = false, Regime = Regimes.Exponential, Speed = Speed });
        _startNs = _world.NowNs;
        _toleranceTicks = toleranceTicks;
        _client = _world.Client("maker");
        _client.Result("private/subscribe", new { channels = (string[])[$"quote.{Btc}", $"user.trades.{Btc}.raw"] });
        JsonElement book = _client.Result("public/get_order_book", new { instrument_name = Btc, depth = 1 });
        _mid = (book.GetProperty("best_bid_price").GetDouble() + book.GetProperty("best_ask_price").GetDouble()) / 2;
        _client.Frames.Clear();
    }

    /// <summary>Market seconds so far.</summary>
    public double Seconds => (_world.NowNs - _startNs) * Speed / 1e9;

    public IReadOnlyList<Quote> Quotes => _quotes;

    /// <summary>One order that is always there.</summary>
    internal sealed class Quote
    {
        /// <summary>1 bids, -1 asks.</summary>
        public required int Sign { get; init; }

        public double Bp { get; set; }

        public string? Id { get; set; }

        public double Price { get; set; }

        public int Fills { get; set; }

        /// <summary>Integral of exp(-k d) over the time that it stood at a distance d.</summary>
        public double Exposure { get; set; }
    }

    public void Add(int sign, double bp) => _quotes.Add(new Quote { Sign = sign, Bp = bp });

    /// <summary>Goes on to the exchange's next event and puts all quotes where they belong.</summary>
    /// <param name="filled">Told of each fill before the quotes are put right; may change wanted distances.</param>
    public void Step(Action<Quote>? filled = null)
    {
        long before = _world.NowNs;
        _world.Wait(Math.Max(1, _world.Exchange.NextNs - before));
        double seconds = (_world.NowNs - before) * Speed / 1e9;
        foreach (Quote quote in _quotes.Where(quote => quote.Id is not null))
            quote.Exposure += seconds * Math.Exp(-Regimes.Exponential.ReachDecayPerBp * quote.Sign * (_mid - quote.Price) / _mid * 1e4);
        foreach (string frame in _client.Frames)
            Read(frame, filled);
        _client.Frames.Clear();
        foreach (Quote quote in _quotes)
            Place(quote);
    }

    private void Read(string frame, Action<Quote>? filled)
    {
        JsonElement parameters = JsonDocument.Parse(frame).RootElement.GetProperty("params");
        JsonElement data = parameters.GetProperty("data");
        if (parameters.GetProperty("channel").GetString() == $"quote.{Btc}")
        {
            double bid = data.GetProperty("best_bid_price").GetDouble();
            double ask = data.GetProperty("best_ask_price").GetDouble();
            if (bid > 0 && ask > 0)
                _mid = (bid + ask) / 2;
            return;
        }

        foreach (JsonElement trade in data.EnumerateArray())
        {
            Quote quote = _quotes.Find(candidate => candidate.Id == trade.GetProperty("order_id").GetString())!;
            quote.Fills++;
            quote.Id = null;
            filled?.Invoke(quote);
        }
    }

    private void Place(Quote quote)
    {
        double price = Math.Round(_mid * (1 - (quote.Sign * quote.Bp * 1e-4)) / Tick) * Tick;
        if (quote.Id is not null && Math.Abs(price - quote.Price) <= _toleranceTicks * Tick)
            return;
        string order = quote.Id is null
            ? string.Create(CultureInfo.InvariantCulture, $"\"method\":\"private/{(quote.Sign > 0 ? "buy" : "sell")}\",\"params\":{{\"instrument_name\":\"{Btc}\",\"amount\":10,\"price\":{price},\"type\":\"limit\"}}")
            : string.Create(CultureInfo.InvariantCulture, $"\"method\":\"private/edit\",\"params\":{{\"order_id\":\"{quote.Id}\",\"amount\":10,\"price\":{price}}}");
        int from = _client.Frames.Count;
        _client.Raw($"{{\"jsonrpc\":\"2.0\",\"id\":1,{order}}}");
        string reply = _client.Frames.Skip(from).First(frame => frame.Contains("\"id\":1,", StringComparison.Ordinal));
        _client.Frames.Remove(reply);
        quote.Id = JsonDocument.Parse(Encoding.UTF8.GetBytes(reply)).RootElement.GetProperty("result").GetProperty("order").GetProperty("order_id").GetString();
        quote.Price = price;
    }
}
