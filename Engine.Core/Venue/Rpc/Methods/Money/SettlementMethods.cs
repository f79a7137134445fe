using System.Globalization;
using Engine.Core.Venue.Accounts.Records;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods.Money;

/// <summary>Reading settlements, newest first: the account's own, and those of the whole exchange.</summary>
internal static class SettlementMethods
{
    public static IEnumerable<Method> All =>
    [
        new("private/get_settlement_history_by_instrument", call => ByInstrument(call, call.Account.Settlements, isPublic: false)),
        new("private/get_settlement_history_by_currency", call => ByCurrency(call, call.Account.Settlements, isPublic: false)),
        new("public/get_last_settlements_by_instrument", call => ByInstrument(call, call.Exchange.Settlement.Rows, isPublic: true)),
        new("public/get_last_settlements_by_currency", call => ByCurrency(call, call.Exchange.Settlement.Rows, isPublic: true)),
    ];

    private static void ByInstrument(Call call, RecentList<SettlementRow> rows, bool isPublic)
    {
        Listing listing = call.Listing();
        Answer(call, rows, row => row.Listing == listing, isPublic);
    }

    private static void ByCurrency(Call call, RecentList<SettlementRow> rows, bool isPublic)
    {
        string? currency = call.Currency(required: true);
        Answer(call, rows, row => currency == "any" || row.Listing.Contract.Terms.Settlement == currency, isPublic);
    }

    private static void Answer(Call call, RecentList<SettlementRow> rows, Func<SettlementRow, bool> wanted, bool isPublic)
    {
        string? type = call.Word("type"u8, "settlement", "delivery", "bankruptcy");
        int count = call.Int("count"u8, 20, 1, 1000);
        long untilMs = call.Int("search_start_timestamp"u8) ?? long.MaxValue;
        int skip = Skip(call);
        if (call.Failed)
            return;
        int seen = 0;
        bool more = false;
        call.Result.BeginObject();
        call.Result.BeginArray("settlements"u8);
        for (int i = rows.Count - 1; i >= 0 && !more; i--)
        {
            SettlementRow row = rows[i];
            if (!wanted(row) || row.TimestampMs > untilMs || (type is not null && type != (row.IsBankruptcy ? "bankruptcy" : "settlement")))
                continue;
            more = seen - skip == count;
            if (!more && seen++ >= skip)
                SettlementView.Write(call.Result, row, isPublic);
        }

        call.Result.EndArray();
        call.Result.Text("continuation"u8, more ? "r" + (skip + count).ToString(CultureInfo.InvariantCulture) : "none");
        call.Result.EndObject();
    }

    /// <summary>How many rows earlier pages had: what the continuation that they gave holds.</summary>
    private static int Skip(Call call)
    {
        string? continuation = call.Text("continuation"u8);
        if (continuation is null or "" or "none")
            return 0;
        if (continuation[0] == 'r' && int.TryParse(continuation.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int skip))
            return skip;
        call.Refuse(Refusal.InvalidParam("continuation", "wrong format"));
        return 0;
    }
}
