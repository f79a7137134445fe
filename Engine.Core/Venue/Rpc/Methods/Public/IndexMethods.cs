using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Market.History;

namespace Engine.Core.Venue.Rpc.Methods.Public;

/// <summary>Price and volatility indexes, now and before.</summary>
internal static class IndexMethods
{
    private const int ChartPoints = 600;
    private const int VolatilityRows = 1000;

    public static IEnumerable<Method> All =>
    [
        new("public/get_index_price", GetPrice),
        new("public/get_index_price_names", GetNames),
        new("public/get_supported_index_names", GetSupportedNames),
        new("public/get_index_chart_data", GetChart),
        new("public/get_volatility_index_data", GetVolatilityIndex),
        new("public/get_historical_volatility", GetHistoricalVolatility),
    ];

    private static void GetPrice(Call call)
    {
        Listing listing = Named(call);
        if (call.Failed)
            return;
        call.Result.BeginObject();
        call.Result.FloatE9("estimated_delivery_price"u8, listing.Mark.IndexE9);
        call.Result.FloatE9("index_price"u8, listing.Mark.IndexE9);
        call.Result.EndObject();
    }

    private static void GetNames(Call call)
    {
        bool extended = call.Flag("extended"u8) ?? false;
        if (call.Failed)
            return;
        call.Result.BeginArray();
        foreach (string name in IndexNames.All(call.Exchange.Listings))
        {
            if (!extended)
            {
                call.Result.Text(name);
                continue;
            }

            call.Result.BeginObject();
            call.Result.Text("name"u8, name);
            call.Result.Bool("future_combo_creation_enabled"u8, false);
            call.Result.Bool("option_combo_creation_enabled"u8, false);
            call.Result.EndObject();
        }

        call.Result.EndArray();
    }

    private static void GetSupportedNames(Call call)
    {
        string? type = call.Word("type"u8, "all", "spot", "derivative");
        if (call.Failed)
            return;
        call.Result.BeginArray();
        IEnumerable<Listing> derivatives = type == "spot" ? [] : call.Exchange.Listings;
        foreach (string name in derivatives.Select(listing => listing.Contract.Terms.Index).Distinct().Order(StringComparer.Ordinal))
            call.Result.Text(name);
        call.Result.EndArray();
    }

    private static void GetChart(Call call)
    {
        Listing listing = Named(call);
        string range = call.Word("range"u8, "1h", "1d", "2d", "1m", "1y", "all") ?? "";
        if (range.Length == 0)
            call.Refuse(Refusal.Missing("range"));
        if (call.Failed)
            return;
        IndexSeries index = listing.Coin.Index;
        int hours = range switch { "1h" => 1, "1d" => 24, "2d" => 48, "1m" => 720, "1y" => 8760, _ => CoinPath.Days * 24 };
        long step = hours; // each point stands for as many six-second stretches as the range has hours
        long last = call.NowMs / 6000 / step * step;
        call.Result.BeginArray();
        for (long number = Math.Max(last - ((ChartPoints - 1) * step), index.FirstMinute * 10); number <= last; number += step)
        {
            call.Result.BeginArray();
            call.Result.Int(number * 6000);
            call.Result.Float(Math.Round(index.AtSixth(number), 6));
            call.Result.EndArray();
        }

        call.Result.EndArray();
    }

    private static void GetVolatilityIndex(Call call)
    {
        VolatilitySeries? volatility = OfCurrency(call);
        (long fromMs, long toMs) = call.TimeRange();
        string? word = call.Word("resolution"u8, "1", "60", "3600", "43200", "1D");
        if (word is null)
            call.Refuse(Refusal.Missing("resolution"));
        if (call.Failed)
            return;
        long seconds = word == "1D" ? 86_400 : long.Parse(word!, System.Globalization.CultureInfo.InvariantCulture);
        long first = Math.Max(fromMs / 1000 / seconds, volatility is null ? long.MaxValue : (volatility.FirstMinute * 60 / seconds) + 1);
        long last = Math.Min(toMs, call.NowMs) / 1000 / seconds;
        // The newest rows of the stretch come first; the continuation is the end of the next request.
        bool isCut = last - first >= VolatilityRows;
        first = isCut ? last - VolatilityRows + 1 : first;
        call.Result.BeginObject();
        call.Result.BeginArray("data"u8);
        for (long row = first; row <= last; row++)
        {
            long from = row * seconds;
            (double open, double high, double low, double close) = volatility!.Over(from, seconds, call.NowMs / 1000);
            call.Result.BeginArray();
            call.Result.Int(from * 1000);
            foreach (double level in (ReadOnlySpan<double>)[open, high, low, close])
                call.Result.Float(level);
            call.Result.EndArray();
        }

        call.Result.EndArray();
        if (isCut)
            call.Result.Int("continuation"u8, (first - 1) * seconds * 1000);
        else
            call.Result.Null("continuation"u8);
        call.Result.EndObject();
    }

    /// <summary>Hourly over fifteen days; what the coin realised over the day before each.</summary>
    private static void GetHistoricalVolatility(Call call)
    {
        VolatilitySeries? volatility = OfCurrency(call);
        if (call.Failed)
            return;
        call.Result.BeginArray();
        long last = call.NowMs / 3_600_000;
        for (long hour = last - (15 * 24); volatility is not null && hour <= last; hour++)
        {
            call.Result.BeginArray();
            call.Result.Int(hour * 3_600_000);
            call.Result.Float(volatility.At(hour * 60));
            call.Result.EndArray();
        }

        call.Result.EndArray();
    }

    private static Listing Named(Call call)
    {
        string name = call.RequiredText("index_name"u8);
        Listing? listing = IndexNames.Find(call.Exchange.Listings, name);
        if (listing is null && !call.Failed)
            call.Refuse(Refusal.InvalidParam("index_name", "wrong format"));
        return listing ?? call.Exchange.Listings[0];
    }

    /// <summary>The volatility of a currency's coin; null for a currency that has no such index.</summary>
    private static VolatilitySeries? OfCurrency(Call call) =>
        call.Currency(required: true) is string currency ? IndexNames.Volatility(call.Exchange.Listings, currency)?.Volatility : null;
}
