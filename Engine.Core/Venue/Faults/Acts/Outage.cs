using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Channels;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Faults.Acts;

/// <summary>The venue goes down and comes back, with its accounts and with or without its orders.</summary>
internal static class Outage
{
    /// <summary>Resets every connection; takes new ones after a while. Nobody is told of orders that are lost.</summary>
    public static void Restart(Exchange exchange, bool keepsOrders, long downNs)
    {
        exchange.Faults.DownUntilNs = exchange.NowNs + downNs;
        exchange.Tokens.ExpireAll();
        foreach (Session session in exchange.Sessions.Where(session => session.Kind == SessionKind.WebSocket && session.End is null).ToArray())
        {
            foreach (Channel channel in session.Channels.ToArray())
                channel.Remove(session);
            // What would cancel its orders went down with it.
            session.CancelOnDisconnect.Clear();
            exchange.Cut(session, isReset: true);
        }

        if (!keepsOrders)
            LoseOrders(exchange);
    }

    /// <summary>What stood in memory alone is gone, and no connection notices: owners are not told of their orders, trades are counted from the beginning.</summary>
    public static void LoseState(Exchange exchange, bool losesOrders, bool losesTrades)
    {
        exchange.Publisher.IsMute = true;
        if (losesOrders)
            LoseOrders(exchange);
        exchange.Publisher.IsMute = false;
        foreach (Listing listing in losesTrades ? exchange.Listings : [])
        {
            listing.Tape.BeginAnew();
            foreach (Account account in exchange.Ledger.Accounts)
                account.TradesByListing[listing.Id].Clear();
        }
    }

    private static void LoseOrders(Exchange exchange)
    {
        foreach (Account account in exchange.Ledger.Accounts)
        {
            foreach (Order order in account.OpenOrders.OrderBy(order => order.Id).ToArray())
                exchange.Desk.Cancel(order, CancelReason.None);
        }

        exchange.Floor.Publish();
    }
}
