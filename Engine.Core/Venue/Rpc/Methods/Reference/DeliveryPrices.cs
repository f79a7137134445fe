using System.Globalization;
using Engine.Core.Venue.Accounts.Records;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Rpc.Methods.Reference;

/// <summary>An index's price at each daily settlement since the exchange opened, newest first.</summary>
internal static class DeliveryPrices
{
    public static IEnumerable<Method> All => [new("public/get_delivery_prices", Read)];

    private static void Read(Call call)
    {
        string index = call.RequiredText("index_name"u8);
        int offset = call.Int("offset"u8, 0, 0, int.MaxValue);
        int count = call.Int("count"u8, 10, 1, 1000);
        if (!Array.Exists(call.Exchange.Listings, listing => listing.Contract.Terms.Index == index))
            call.Refuse(Refusal.InvalidParam("index_name", "wrong format"));
        if (call.Failed)
            return;
        SettlementRow[] days = [.. call.Exchange.Settlement.Rows
            .Where(row => !row.IsBankruptcy && row.Listing.Contract.Terms.Index == index).DistinctBy(row => row.TimestampMs).Reverse()];
        JsonText to = call.Result;
        to.BeginObject();
        to.Int("records_total"u8, days.Length);
        to.BeginArray("data"u8);
        foreach (SettlementRow day in days.Skip(offset).Take(count))
        {
            to.BeginObject();
            to.FloatE9("delivery_price"u8, day.IndexE9);
            to.Text("date"u8, DateTimeOffset.FromUnixTimeMilliseconds(day.TimestampMs).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            to.EndObject();
        }

        to.EndArray();
        to.EndObject();
    }
}
