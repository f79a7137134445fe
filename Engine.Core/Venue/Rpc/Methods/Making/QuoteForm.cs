using System.Text;
using System.Text.Json;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Rpc.Methods.Making;

/// <summary>The list of a mass quote as it is asked for. Anything wrong with its form refuses the whole request.</summary>
internal static class QuoteForm
{
    private const int MaxQuotes = 100;
    private const int MaxText = 64;

    public static List<QuoteItem> Read(Call call)
    {
        var items = new List<QuoteItem>();
        Parameters.Form form = call.Parameters.Find("quotes"u8, out ReadOnlySpan<byte> value);
        if (form is Parameters.Form.Absent or Parameters.Form.Null)
            call.Refuse(Refusal.Missing("quotes"));
        else if (form is not (Parameters.Form.Nested or Parameters.Form.Text))
            call.Refuse(Refusal.InvalidParam("quotes", "wrong format"));
        if (call.Failed)
            return items;
        try
        {
            using var document = JsonDocument.Parse(value.ToArray());
            Read(call, document.RootElement, items);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // A query's text that is no JSON, or an escape that is no text.
            call.Refuse(Refusal.InvalidParam("quotes", "wrong format"));
        }

        return items;
    }

    private static void Read(Call call, JsonElement list, List<QuoteItem> items)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            call.Refuse(Refusal.InvalidParam("quotes", "wrong format"));
            return;
        }

        if (list.GetArrayLength() is 0 or > MaxQuotes)
            call.Refuse(Refusal.InvalidParam("quotes", list.GetArrayLength() == 0 ? "value required" : $"at most {MaxQuotes} quotes"));
        foreach (JsonElement entry in list.EnumerateArray())
        {
            if (call.Failed)
                return;
            if (Item(call, entry) is QuoteItem item)
                items.Add(item);
        }
    }

    private static QuoteItem? Item(Call call, JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object
            || !QuoteItem.TryReadLeg(entry, "bid", out QuoteItem.QuoteLeg? bid) || !QuoteItem.TryReadLeg(entry, "ask", out QuoteItem.QuoteLeg? ask))
        {
            call.Refuse(Refusal.InvalidParam("quotes", "wrong format"));
            return null;
        }

        string? name = QuoteItem.Text(entry, "instrument_name");
        string? set = QuoteItem.Text(entry, "quote_set_id");
        Listing? listing = name is null ? null : call.Exchange.FindListing(name);
        if (name is null)
            call.Refuse(Refusal.Missing("instrument_name"));
        else if (listing is null)
            call.Refuse(Refusal.InvalidParam("instrument_name", "instrument not found"));
        if (set is null || Encoding.UTF8.GetByteCount(set) > MaxText)
            call.Refuse(set is null ? Refusal.Missing("quote_set_id") : Refusal.InvalidParam("quote_set_id", "value is too long"));
        if (bid is null && ask is null)
            call.Refuse(Refusal.Missing("bid"));
        return call.Failed ? null : new QuoteItem { Listing = listing!, QuoteSetId = set!, Bid = bid, Ask = ask };
    }
}
