using Engine.Core.Venue.Channels.Feeds;
using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Faults.Acts;

/// <summary>The platform and its instruments in other states than open.</summary>
internal static class PlatformActs
{
    /// <summary>Tells of a maintenance and halts every open book.</summary>
    public static Action Maintain(Exchange exchange)
    {
        PlatformChannel channel = Channel(exchange);
        channel.OnMaintenance(true);
        Listing[] halted = [.. exchange.Listings.Where(listing => listing.State == BookState.Open)];
        foreach (Listing listing in halted)
            exchange.SetState(listing, BookState.Halted);
        return () =>
        {
            Reopen(exchange, halted, BookState.Halted);
            channel.OnMaintenance(false);
        };
    }

    /// <summary>Locks the instruments of an index, or all.</summary>
    public static Action Lock(Exchange exchange, string? index)
    {
        Listing[] locked = [.. exchange.Listings.Where(listing => (index is null || listing.Contract.Terms.Index == index) && listing.State != BookState.Locked)];
        foreach (Listing listing in locked)
            exchange.SetState(listing, BookState.Locked);
        Tell(exchange, locked, true);
        return () =>
        {
            Reopen(exchange, locked, BookState.Locked);
            Tell(exchange, locked, false);
        };
    }

    /// <summary>Puts an instrument into a state.</summary>
    public static Action Set(Exchange exchange, Listing listing, string word)
    {
        BookState state = word switch
        {
            "open" => BookState.Open,
            "locked" => BookState.Locked,
            "inactive" => BookState.Inactive,
            "settlement" => BookState.Settlement,
            _ => BookState.Halted,
        };
        exchange.SetState(listing, state);
        return () => Reopen(exchange, [listing], state);
    }

    /// <summary>Opens what is still as it was put: another fault may have changed it since.</summary>
    private static void Reopen(Exchange exchange, Listing[] listings, BookState from)
    {
        foreach (Listing listing in listings)
        {
            if (listing.State == from)
                exchange.SetState(listing, BookState.Open);
        }
    }

    private static void Tell(Exchange exchange, Listing[] listings, bool locked)
    {
        foreach (string index in listings.Select(listing => listing.Contract.Terms.Index).Distinct())
            Channel(exchange).OnLock(index, locked);
    }

    private static PlatformChannel Channel(Exchange exchange) => (PlatformChannel)exchange.Channels.Public("platform_state")!;
}
