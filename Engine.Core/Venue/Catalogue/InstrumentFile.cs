using System.Text.Json;

namespace Engine.Core.Venue.Catalogue;

/// <summary>
/// A list of instruments in the form of <c>public/get_instruments</c>: the array or the whole reply around it. Its perpetuals become
/// terms; other kinds of instrument are passed over.
/// </summary>
public static class InstrumentFile
{
    /// <summary>Reads the perpetuals; throws <see cref="ArgumentException"/> naming the file, the row and the key that is wrong.</summary>
    /// <param name="file">The name that messages give.</param>
    /// <param name="json">Its text.</param>
    public static IReadOnlyList<Terms> Parse(string file, ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = Document(file, json);
        JsonElement rows = document.RootElement;
        if (rows.ValueKind == JsonValueKind.Object && rows.TryGetProperty("result", out JsonElement result))
            rows = result;
        if (rows.ValueKind != JsonValueKind.Array)
            throw new ArgumentException($"{file}: neither a list of instruments nor a reply with one as its result");
        var terms = new List<Terms>();
        int number = 0;
        foreach (JsonElement element in rows.EnumerateArray())
        {
            var row = new InstrumentRow(file, ++number, element);
            if (row.Text("settlement_period", "perpetual") != "perpetual" || row.Text("kind", "future") != "future")
                continue;
            Terms read = Read(row);
            if (terms.Exists(other => other.Name == read.Name))
                throw row.Wrong("instrument_name", "stands in the file twice");
            terms.Add(read);
        }

        return terms.Count > 0 ? terms : throw new ArgumentException($"{file}: holds no perpetual");
    }

    /// <summary>The catalogue in which a file's rows take the place of known ones of the same name and the others follow.</summary>
    public static IReadOnlyList<Terms> Over(IReadOnlyList<Terms> file, IReadOnlyList<Terms> known) =>
        [.. file, .. known.Where(terms => file.All(row => row.Name != terms.Name))];

    private static JsonDocument Document(string file, ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"{file}: no JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine}", error);
        }
    }

    private static Terms Read(InstrumentRow row)
    {
        string name = row.Text("instrument_name");
        string type = row.Text("instrument_type", row.Text("future_type", ""));
        if (type is not ("reversed" or "linear"))
            throw row.Wrong("instrument_type", $"'{type}' is neither reversed nor linear");
        bool inverse = type == "reversed";
        string coin = row.Text("base_currency");
        string counter = row.Text("counter_currency", row.Text("quote_currency", ""));
        string settlement = row.Text("settlement_currency");
        CheckMoney(row, inverse, coin, counter, settlement);
        long tickE9 = row.Positive("tick_size");
        long sizeE9 = row.Positive("contract_size");
        if (row.Positive("min_trade_amount", sizeE9) != sizeE9)
            throw row.Wrong("min_trade_amount", "must equal contract_size, the step of amounts");
        if (!row.IsEmptyList("tick_size_steps"))
            throw row.Wrong("tick_size_steps", "steps above the tick size are not traded here");
        double fallback = Perpetuals.All.FirstOrDefault(known => known.Base == coin)?.StartPrice ?? CoinPrices.Of(coin, tickE9);
        Terms? like = Perpetuals.Find(name);
        return new Terms(
            name, inverse ? Primitives.ContractKind.Inverse : Primitives.ContractKind.Linear, coin, counter, settlement, row.Text("price_index"),
            (int)row.Whole("instrument_id"), tickE9, sizeE9, (int)row.Whole("max_leverage", 25), row.Fee("maker_commission"), row.Fee("taker_commission"),
            like?.FundingCap ?? (inverse ? 0.01 : 0.05), like?.PricePlaces ?? Math.Max(2, Places(tickE9) + 1),
            row.Positive("mark_price", row.Positive("index_price", (long)(fallback * 1e9))) / 1e9, like?.DepthScale ?? 0.05, row.Whole("creation_timestamp", 0))
        {
            Particulars = Shown(row),
        };
    }

    private static void CheckMoney(InstrumentRow row, bool inverse, string coin, string counter, string settlement)
    {
        if (settlement is not ("BTC" or "ETH" or "USDC"))
            throw row.Wrong("settlement_currency", $"{settlement}: accounts here hold BTC, ETH and USDC");
        if (inverse && settlement != coin)
            throw row.Wrong("settlement_currency", $"{settlement}: a reversed contract settles in its base currency {coin}");
        if (!inverse && settlement != counter)
            throw row.Wrong("settlement_currency", $"{settlement}: a linear contract settles in its counter currency {counter}");
    }

    private static ListingParticulars Shown(InstrumentRow row)
    {
        var usual = new ListingParticulars();
        return new ListingParticulars
        {
            BlockTickE9 = row.Positive("block_trade_tick_size", usual.BlockTickE9),
            BlockCommission = row.Fee("block_trade_commission", usual.BlockCommission),
            BlockMinAmount = row.Whole("block_trade_min_trade_amount", usual.BlockMinAmount),
            LiquidationCommission = row.Fee("max_liquidation_commission", usual.LiquidationCommission),
            MaxNonDefaultLeverage = row.Whole("max_non_default_leverage", usual.MaxNonDefaultLeverage),
            IndexId = row.Has("index_id") ? row.Whole("index_id") : null,
            UnderlyingType = row.Text("underlying_type", usual.UnderlyingType),
            BaseUuid = row.Has("base_currency_uuid") ? row.Text("base_currency_uuid") : null,
            QuoteUuid = row.Has("quote_currency_uuid") ? row.Text("quote_currency_uuid") : null,
        };
    }

    /// <summary>Decimals that a step needs.</summary>
    private static int Places(long stepE9)
    {
        int places = 9;
        for (; places > 0 && stepE9 % 10 == 0; stepE9 /= 10)
            places--;
        return places;
    }
}
