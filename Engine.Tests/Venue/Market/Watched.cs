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
    public Watched(bool everything, Regime regime, ulong seed, int seconds, params string[] instruments)
    {
        Seconds = seconds;
        if (instruments.Length == 0)
            instruments = ["BTC-PERPETUAL"];
        var world = new VenueWorld(new ExchangeOptions { Seed = seed, Instruments = instruments, Limits = false, Regime = regime });
        VenueClient client = world.Client("watcher");
        string[] channels = everything
            ? [$"book.{instruments[0]}.100ms", $"ticker.{instruments[0]}.100ms", "deribit_price_index.btc_usd", .. Needed(instruments)]
            : [.. Needed(instruments)];
        client.Result("public/subscribe", new { channels });
        client.Frames.Clear();
        foreach (string name in instruments)
            _mids.Add(name, []);
        var quotes = new Dictionary<string, string>();
        for (int second = 0; second < seconds; second++)
        {
            world.Wait(VenueWorld.Second);
            foreach (string frame in client.Frames)
                Sort(frame, quotes);
            client.Frames.Clear();
            foreach ((string name, string frame) in quotes)
                _mids[name].Add(Mid(frame));
        }
    }

    /// <summary>Runs a market and listens to touches and trades alone.</summary>
    public Watched(Regime regime, ulong seed, int seconds, params string[] instruments)
        : this(everything: false, regime, seed, seconds, instruments)
    {
    }

    public int Seconds { get; }

    /// <summary>One taker's trades at one moment: time in nanoseconds, signed amount, mean price.</summary>
    public List<(long Ns, double Amount, double Price)> Takers { get; } = [];

    public double FramesPerSecond(string channel) => _frames.GetValueOrDefault(channel) / (double)Seconds;

    /// <summary>Mid at the end of each second.</summary>
    public List<double> Mids(string instrument = "BTC-PERPETUAL") => _mids[instrument];

    /// <summary>Log returns in basis points over a number of seconds, without overlap.</summary>
    public double[] Returns(int seconds, string instrument = "BTC-PERPETUAL")
    {
        List<double> mids = Mids(instrument);
        return [.. Enumerable.Range(1, (mids.Count - 1) / seconds).Select(i => 1e4 * Math.Log(mids[i * seconds] / mids[(i - 1) * seconds]))];
    }

    private static IEnumerable<string> Needed(string[] instruments) => instruments.SelectMany(name => (string[])[$"quote.{name}", $"trades.{name}.raw"]);

    private static double Mid(string quote)
    {
        JsonElement data = JsonDocument.Parse(quote).RootElement.GetProperty("params").GetProperty("data");
        return (data.GetProperty("best_bid_price").GetDouble() + data.GetProperty("best_ask_price").GetDouble()) / 2;
    }

    private void Sort(string frame, Dictionary<string, string> quotes)
    {
        const string Before = "\"channel\":\"";
        int from = frame.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        string channel = frame[from..frame.IndexOf('"', from)];
        _frames[channel] = _frames.GetValueOrDefault(channel) + 1;
        // A quote with an empty side has the price 0.0 there: the one before stays.
        if (channel.StartsWith("quote.", StringComparison.Ordinal) && !frame.Contains("_price\":0.0", StringComparison.Ordinal))
            quotes[channel["quote.".Length..]] = frame;
        if (channel != "trades.BTC-PERPETUAL.raw")
            return;
        JsonElement data = JsonDocument.Parse(frame).RootElement.GetProperty("params").GetProperty("data");
        double amount = data.EnumerateArray().Sum(trade => trade.GetProperty("amount").GetDouble());
        double worth = data.EnumerateArray().Sum(trade => trade.GetProperty("amount").GetDouble() * trade.GetProperty("price").GetDouble());
        int sign = data[0].GetProperty("direction").GetString() == "buy" ? 1 : -1;
        Takers.Add((data[0].GetProperty("starbase_timestamp").GetInt64(), sign * amount, worth / amount));
    }
}
