using System.Text.Json;
using Engine.Core.Venue;
using Engine.Core.Venue.Market.Flow;

namespace Engine.Tests.Venue.Market;

/// <summary>What a client with the public channels sees of a market over some time.</summary>
internal sealed class Watched
{
    private readonly Dictionary<string, int> _frames = [];
    private readonly Dictionary<string, List<double>> _mids = [];

    /// <summary>Runs a market and listens.</summary>
    public Watched(Regime regime, ulong seed, int seconds, params string[] instruments)
    {
        Seconds = seconds;
        if (instruments.Length == 0)
            instruments = ["BTC-PERPETUAL"];
        var world = new VenueWorld(new ExchangeOptions { Seed = seed, Instruments = instruments, Limits = false, Regime = regime });
        VenueClient client = world.Client("watcher");
        string[] channels = [.. instruments.SelectMany(name => (string[])
            [$"book.{name}.100ms", $"quote.{name}", $"ticker.{name}.100ms", $"trades.{name}.raw", $"perpetual.{name}.100ms"]), "deribit_price_index.btc_usd"];
        client.Result("public/subscribe", new { channels });
        client.Frames.Clear();
        foreach (string name in instruments)
            _mids.Add(name, []);
        var touch = new Dictionary<string, double>();
        for (int second = 0; second < seconds; second++)
        {
            world.Wait(VenueWorld.Second);
            foreach (string frame in client.Frames)
                Read(JsonDocument.Parse(frame).RootElement.GetProperty("params"), touch);
            client.Frames.Clear();
            foreach ((string name, double mid) in touch)
                _mids[name].Add(mid);
        }
    }

    public int Seconds { get; }

    /// <summary>One taker's trades at one moment: time in nanoseconds, signed amount, and the mid before.</summary>
    public List<(long Ns, double Amount, double Price, double MidBefore)> Takers { get; } = [];

    public double FramesPerSecond(string channel) => _frames.GetValueOrDefault(channel) / (double)Seconds;

    /// <summary>Mid at the end of each second.</summary>
    public List<double> Mids(string instrument = "BTC-PERPETUAL") => _mids[instrument];

    /// <summary>Log returns in basis points over a number of seconds, without overlap.</summary>
    public double[] Returns(int seconds, string instrument = "BTC-PERPETUAL")
    {
        List<double> mids = Mids(instrument);
        return [.. Enumerable.Range(1, (mids.Count - 1) / seconds).Select(i => 1e4 * Math.Log(mids[i * seconds] / mids[(i - 1) * seconds]))];
    }

    private void Read(JsonElement parameters, Dictionary<string, double> touch)
    {
        string channel = parameters.GetProperty("channel").GetString()!;
        _frames[channel] = _frames.GetValueOrDefault(channel) + 1;
        JsonElement data = parameters.GetProperty("data");
        if (channel.StartsWith("quote.", StringComparison.Ordinal))
        {
            double bid = data.GetProperty("best_bid_price").GetDouble();
            double ask = data.GetProperty("best_ask_price").GetDouble();
            if (bid > 0 && ask > 0)
                touch[channel["quote.".Length..]] = (bid + ask) / 2;
        }
        else if (channel == "trades.BTC-PERPETUAL.raw" && touch.TryGetValue("BTC-PERPETUAL", out double mid))
        {
            double amount = data.EnumerateArray().Sum(trade => trade.GetProperty("amount").GetDouble());
            double worth = data.EnumerateArray().Sum(trade => trade.GetProperty("amount").GetDouble() * trade.GetProperty("price").GetDouble());
            int sign = data[0].GetProperty("direction").GetString() == "buy" ? 1 : -1;
            Takers.Add((data[0].GetProperty("starbase_timestamp").GetInt64(), sign * amount, worth / amount, mid));
        }
    }
}
