using Engine.Core.Venue.Channels.Feeds;
using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Faults.Acts;

/// <summary>The platform and its instruments in other states than open.</summary>
internal static class PlatformActs
{
    /// <summary>Tells of a maintenance and halts every book that is open or will be again by itself; one that is locked stays so.</summary>
    public static Action Maintain(Exchange exchange)
    {
        PlatformChannel channel = Channel(exchange);
        channel.OnMaintenance(true);
        Action[] ends =
        [
            .. exchange.Listings.Select(listing => exchange.Claims.Put(listing, BookState.Halted, beneath: listing.State is not (BookState.Open or BookState.Settlement))),
        ];
        return () =>
        {
            Array.ForEach(ends, end => end());
            channel.OnMaintenance(false);
        };
    }

    /// <summary>Locks the instruments of an index, or all.</summary>
    public static Action Lock(Exchange exchange, string? index)
    {
        Listing[] all = [.. exchange.Listings.Where(listing => index is null || listing.Contract.Terms.Index == index)];
        Listing[] fresh = [.. all.Where(listing => listing.State != BookState.Locked)];
        Action[] ends = [.. all.Select(listing => exchange.Claims.Put(listing, BookState.Locked))];
        Tell(exchange, fresh, true);
        return () =>
        {
            Array.ForEach(ends, end => end());
            Tell(exchange, all.Where(listing => listing.State != BookState.Locked), false);
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
        return exchange.Claims.Put(listing, state);
    }

    private static void Tell(Exchange exchange, IEnumerable<Listing> listings, bool locked)
    {
        foreach (string index in listings.Select(listing => listing.Contract.Terms.Index).Distinct())
            Channel(exchange).OnLock(index, locked);
    }

    private static PlatformChannel Channel(Exchange exchange) => (PlatformChannel)exchange.Channels.Public("platform_state")!;
}
