using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Faults.Acts;

/// <summary>The venue takes an account's positions off at the market where that is open, whatever its margin.</summary>
internal static class Liquidation
{
    public static void Close(Exchange exchange, Account account, string? instrument)
    {
        foreach (Listing listing in exchange.Listings.Where(listing => instrument is null || listing.Instrument.Name == instrument))
        {
            foreach (Order order in account.OpenOrders.Where(order => order.Listing == listing.Id).OrderBy(order => order.Id).ToArray())
                exchange.Desk.Cancel(order, CancelReason.Autoliquidation);
            long lots = account.Positions[listing.Id].Lots;
            if (lots == 0 || listing.State != BookState.Open)
                continue;
            exchange.Desk.Liquidate(account, listing, lots > 0 ? Side.Sell : Side.Buy, Math.Abs(lots));
        }

        exchange.Floor.Publish();
    }
}
