using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Accounts.Records;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Views;

/// <summary>A line of the transaction log. Keys in falling order of the alphabet, as in the documented sample.</summary>
internal static class TransactionView
{
    public static string Word(TransactionKind kind) => kind switch
    {
        TransactionKind.Trade => "trade",
        TransactionKind.Settlement => "settlement",
        TransactionKind.Correction => "correction",
        _ => "deposit",
    };

    public static void Write(JsonText to, Transaction line, Account account, string currency)
    {
        int places = currency == "ETH" ? 6 : 8;
        UserTrade? trade = line.Trade;
        to.BeginObject();
        to.Text("username"u8, "user" + account.UserId);
        to.Int("user_seq"u8, line.UserSequence);
        if (trade is not null)
            to.Ascii("user_role"u8, trade.IsMaker ? "maker"u8 : "taker"u8);
        to.Int("user_id"u8, account.UserId);
        to.Text("type"u8, Word(line.Kind));
        if (trade is not null)
            OrderView.Id(to, "trade_id"u8, line.Listing!, trade.Print.TradeId);
        if (line.Listing is not null)
            to.Money("total_interest_pl"u8, line.TotalInterest, 9);
        to.Int("timestamp"u8, line.TimestampMs);
        if (line.Listing is not null)
            Session(to, line, places);
        if (trade is not null)
            OrderView.Id(to, "order_id"u8, line.Listing!, trade.OrderId);
        if (line.Listing is not null)
        {
            to.FloatE9("mark_price"u8, trade?.Print.MarkE9 ?? line.MarkE9);
            to.Money("interest_pl"u8, line.Interest, 9);
            to.Ascii("instrument_name"u8, line.Listing.Name);
        }

        Note(to, line);
        if (line.Listing is not null)
            to.FloatE9("index_price"u8, trade?.Print.IndexE9 ?? line.IndexE9);
        to.Int("id"u8, line.Id);
        if (trade is not null)
            to.Ascii("fee_role"u8, trade.PaysAsMaker ? "maker"u8 : "taker"u8);
        to.Money("equity"u8, line.Equity, places);
        to.Text("currency"u8, currency);
        if (trade is not null)
            to.FloatE9("contracts"u8, trade.Print.Lots * Decimals.One);
        to.Money("commission"u8, line.Commission, 8);
        to.Money("change"u8, line.Change, 8);
        to.Money("cashflow"u8, line.Kind == TransactionKind.Deposit ? line.Change : line.Cashflow, 8);
        to.Money("balance"u8, line.Balance, 8);
        if (trade is not null)
            to.FloatE9("amount"u8, trade.Print.Lots * line.Listing!.Instrument.LotE9);
        to.EndObject();
    }

    private static void Session(JsonText to, Transaction line, int places)
    {
        Listing listing = line.Listing!;
        UserTrade? trade = line.Trade;
        to.Ascii("side"u8, Side(line));
        to.Money("session_upl"u8, line.SessionUnrealised, places);
        to.Money("session_rpl"u8, line.SessionRealised, places);
        to.Bool("profit_as_cashflow"u8, false);
        to.Text("price_currency"u8, listing.Contract.Terms.Counter);
        to.FloatE9("price"u8, trade is null ? line.MarkE9 : trade.Print.PriceTicks * listing.Instrument.TickE9);
        to.FloatE9("position"u8, line.Lots * listing.Instrument.LotE9);
    }

    private static ReadOnlySpan<byte> Side(Transaction line)
    {
        if (line.Trade is null)
            return line.Lots < 0 ? "short"u8 : "long"u8;
        if (line.Trade.Side == Primitives.Side.Buy)
            return line.IsClosing ? "close buy"u8 : "open buy"u8;
        return line.IsClosing ? "close sell"u8 : "open sell"u8;
    }

    private static void Note(JsonText to, Transaction line)
    {
        if (line.Trade is { Print.IsLiquidation: true, IsMaker: false })
            to.Ascii("info"u8, "Liquidation"u8);
        else if (line.Trade is not null)
            to.Ascii("info"u8, "Source: api"u8);
        else if (line.Kind == TransactionKind.Correction)
            to.Ascii("info"u8, "Bankruptcy covered by the insurance fund"u8);
    }
}
