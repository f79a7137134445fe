using System.Globalization;
using System.Text;
using System.Text.Json;
using Engine.Core.Primitives;

namespace Engine.Core.Venue.Catalogue;

/// <summary>One object of a list of instruments, read key by key; what is wrong is said with file, row and key.</summary>
internal readonly struct InstrumentRow
{
    private readonly string _place;
    private readonly JsonElement _row;

    public InstrumentRow(string file, int number, JsonElement row)
    {
        _place = $"{file}: row {number}";
        _row = row;
        if (row.ValueKind != JsonValueKind.Object)
            throw new ArgumentException($"{_place}: no object");
        if (row.TryGetProperty("instrument_name", out JsonElement name) && name.ValueKind == JsonValueKind.String)
            _place += $" ({name.GetString()})";
    }

    public bool Has(string key) => _row.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    public bool IsEmptyList(string key) => !Has(key) || _row.GetProperty(key) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0;

    /// <summary>Text that may go out again as it is.</summary>
    public string Text(string key)
    {
        JsonElement value = Required(key);
        if (value.ValueKind != JsonValueKind.String)
            throw Wrong(key, "must be text");
        string text = value.GetString()!;
        if (text.Length is 0 or > 64 || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw Wrong(key, $"'{text}' is no name");
        return text;
    }

    public string Text(string key, string absent) => Has(key) ? Text(key) : absent;

    /// <summary>A positive decimal, 1e-9 units.</summary>
    public long Positive(string key)
    {
        string text = Number(key);
        if (!Decimals.TryParseExact(Encoding.ASCII.GetBytes(text), out long valueE9) || valueE9 <= 0)
            throw Wrong(key, $"{text} is no positive number of at most nine decimals");
        return valueE9;
    }

    public long Positive(string key, long absent) => Has(key) ? Positive(key) : absent;

    public long Whole(string key)
    {
        string text = Number(key);
        // The venue writes some whole numbers as floats.
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0 && value == Math.Floor(value) && value < 1e15
            && (value <= int.MaxValue || key.EndsWith("_timestamp", StringComparison.Ordinal))
            ? (long)value
            : throw Wrong(key, $"{text} is no whole number in range");
    }

    public long Whole(string key, long absent) => Has(key) ? Whole(key) : absent;

    /// <summary>A fraction of the traded value.</summary>
    public decimal Fee(string key)
    {
        string text = Number(key);
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal fee) && Math.Abs(fee) < 0.1m
            ? fee
            : throw Wrong(key, $"{text} is no fraction below a tenth");
    }

    public decimal Fee(string key, decimal absent) => Has(key) ? Fee(key) : absent;

    public ArgumentException Wrong(string key, string why) => new($"{_place}: {key}: {why}");

    private string Number(string key)
    {
        JsonElement value = Required(key);
        return value.ValueKind == JsonValueKind.Number ? value.GetRawText() : throw Wrong(key, "must be a number");
    }

    private JsonElement Required(string key) => Has(key) ? _row.GetProperty(key) : throw Wrong(key, "is missing");
}
