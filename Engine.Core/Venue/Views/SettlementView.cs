using Engine.Core.Venue.Accounts.Records;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Views;

/// <summary>A settlement, or a bankruptcy, as the histories show it.</summary>
internal static class SettlementView
{
    private const int Places = 9;

    public static void Write(JsonText to, SettlementRow row, bool isPublic)
    {
        Listing listing = row.Listing;
        to.BeginObject();
        if (row.IsBankruptcy)
        {
            to.Int("timestamp"u8, row.TimestampMs);
            to.Ascii("type"u8, "bankruptcy"u8);
            to.Money("session_profit_loss"u8, row.SessionProfit, Places);
            to.Money("session_bankruptcy"u8, row.Bankruptcy, Places);
            to.Float("session_tax"u8, 0);
            to.Float("session_tax_rate"u8, 0);
            to.Float("socialized"u8, 0);
            to.Money("funded"u8, row.Bankruptcy, Places);
            to.EndObject();
            return;
        }

        to.FloatE9("position"u8, row.Lots * listing.Instrument.LotE9);
        to.Int("timestamp"u8, row.TimestampMs);
        to.Ascii("type"u8, "settlement"u8);
        to.FloatE9("index_price"u8, row.IndexE9);
        to.Ascii("instrument_name"u8, listing.Name);
        to.FloatE9("mark_price"u8, row.MarkE9);
        to.Money("profit_loss"u8, row.Profit, Places);
        to.Money("session_profit_loss"u8, row.SessionProfit, Places);
        if (!isPublic)
            to.Money("funding"u8, row.Funding, Places);
        to.EndObject();
    }
}
