using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Accounts.Records;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Rpc.Limits;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Rpc.Methods.Money;

/// <summary>Reading the transaction log, newest first.</summary>
internal static class TransactionMethods
{
    private static readonly string[] s_words =
    [
        "trade", "maker", "taker", "open", "close", "liquidation", "buy", "sell", "withdrawal", "delivery", "settlement", "deposit",
        "transfer", "option", "future", "correction", "block_trade", "swap",
    ];

    public static IEnumerable<Method> All => [new("private/get_transaction_log", GetLog, CreditClass.TransactionLog)];

    private static void GetLog(Call call)
    {
        string? currency = call.Currency(required: true);
        long fromMs = Required(call, "start_timestamp"u8, "start_timestamp");
        long toMs = Required(call, "end_timestamp"u8, "end_timestamp");
        string? query = call.Text("query"u8);
        int count = call.Int("count"u8, 100, 1, 250);
        long before = call.Int("continuation"u8) ?? long.MaxValue;
        if (currency == "any")
            call.Refuse(Refusal.InvalidParam("currency", "wrong format"));
        if (call.Failed)
            return;
        RecentList<Transaction> lines = call.Account.Wallet(currency!)?.Log ?? new RecentList<Transaction>(0);
        long? next = null;
        int written = 0;
        call.Result.BeginObject();
        call.Result.BeginArray("logs"u8);
        for (int i = lines.Count - 1; i >= 0 && next is null; i--)
        {
            Transaction line = lines[i];
            if (line.Id > before || line.TimestampMs < fromMs || line.TimestampMs > toMs || !Matches(line, query))
                continue;
            if (written++ == count)
                next = line.Id;
            else
                TransactionView.Write(call.Result, line, call.Account, currency!);
        }

        call.Result.EndArray();
        if (next is long id)
            call.Result.Int("continuation"u8, id);
        else
            call.Result.Null("continuation"u8);
        call.Result.EndObject();
    }

    private static long Required(Call call, ReadOnlySpan<byte> name, string text)
    {
        if (call.Int(name) is long value)
            return value;
        call.Refuse(Refusal.Missing(text));
        return 0;
    }

    /// <summary>Anything but the known words is an address, of which there is none here.</summary>
    private static bool Matches(Transaction line, string? query) => query switch
    {
        null or "" => true,
        _ when !s_words.Contains(query) => false,
        "trade" or "settlement" or "deposit" or "correction" => TransactionView.Word(line.Kind) == query,
        "future" => line.Listing is not null,
        "maker" or "taker" => line.Trade is UserTrade trade && trade.IsMaker == (query == "maker"),
        "open" or "close" => line.Trade is not null && line.IsClosing == (query == "close"),
        "buy" or "sell" => line.Trade is UserTrade trade && (trade.Side == Primitives.Side.Buy) == (query == "buy"),
        "liquidation" => line.Trade is { Print.IsLiquidation: true, IsMaker: false },
        _ => false,
    };
}
