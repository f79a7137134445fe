using Engine.Core.Primitives;
using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk;

/// <summary>What depends on book and position when an order comes in: its price, post-only, reduce-only, what it shows.</summary>
internal static class OrderChecks
{
    private const int LeastTip = 100;
    private const int MostTips = 100;

    /// <summary>The price that an order is entered with: a market order's is the band's end, a market-limit's the opposite best inside it.</summary>
    public static Refusal? Price(Listing listing, in OrderRequest request, out long ticks)
    {
        ticks = request.Side == Side.Buy ? listing.Mark.MaxTicks : listing.Mark.MinTicks;
        if (request.Type == OrderType.Market)
            return null;
        if (request.Type == OrderType.MarketLimit)
        {
            if (listing.Book.WouldCross(request.Side, ticks))
                ticks = listing.Book.Best(request.Side.Opposite());
            return null;
        }

        return request.PriceE9 is long price ? OrderRules.Price(listing, price, out ticks) : Refusal.Missing("price");
    }

    /// <summary>Post-only orders never take: moved one tick outside the opposite best, or refused.</summary>
    public static Refusal? PostOnly(Listing listing, in OrderRequest request, ref long ticks)
    {
        if (!request.PostOnly)
            return null;
        if (MayNotBePostOnly(request))
            return Refusal.PostOnlyNotAllowed;
        if (!listing.Book.WouldCross(request.Side, ticks))
            return null;
        if (request.RejectPostOnly)
            return Refusal.PostOnlyReject;
        return TrySlide(listing, request.Side, ref ticks) ? null : Refusal.PostOnlyNoRoom;
    }

    /// <summary>Orders that are to trade at once, or at any price, cannot be post-only.</summary>
    public static bool MayNotBePostOnly(in OrderRequest request) => request.PostOnly
        && (request.Type == OrderType.MarketLimit || request.Type.IsMarket() || request.TimeInForce is TimeInForce.FillOrKill or TimeInForce.ImmediateOrCancel);

    /// <summary>One tick outside the opposite best.</summary>
    public static bool TrySlide(Listing listing, Side side, ref long ticks)
    {
        ticks = listing.Book.Best(side.Opposite()) - (side.Sign() * listing.GridTicks);
        return ticks > 0;
    }

    /// <summary>A reduce-only order is cut to the position; refused where there is none to reduce.</summary>
    public static Refusal? ReduceOnly(Account account, Listing listing, Side side, bool reduceOnly, ref long lots)
    {
        if (!reduceOnly)
            return null;
        long reducible = Reducible(account, listing, side);
        if (reducible == 0)
            return Refusal.ReduceOnly;
        lots = Math.Min(lots, reducible);
        return null;
    }

    /// <summary>Lots of the position that an order of a side would close.</summary>
    public static long Reducible(Account account, Listing listing, Side side) => Math.Max(0, -account.Positions[listing.Id].Lots * side.Sign());

    /// <summary>What an iceberg shows: a multiple of the step, at least a hundred smallest orders, and more than a hundredth of all.</summary>
    public static Refusal? Display(Listing listing, in OrderRequest request, long lots, out long displayLots)
    {
        displayLots = 0;
        if (request.DisplayE9 is not long display)
            return null;
        if (request.Type is not (OrderType.Limit or OrderType.StopLimit or OrderType.TakeLimit)
            || request.TimeInForce is TimeInForce.FillOrKill or TimeInForce.ImmediateOrCancel)
            return Refusal.InvalidParam("display_amount", "only orders that rest can be icebergs");
        return Display(listing, display, lots, out displayLots);
    }

    /// <summary>The same for an amount to be shown.</summary>
    public static Refusal? Display(Listing listing, long displayE9, long lots, out long displayLots)
    {
        displayLots = 0;
        if (!listing.Instrument.TrySize(displayE9, out Size size))
            return Refusal.InvalidParam("display_amount", "must be a multiple of contract size");
        if (size.Lots < LeastTip * listing.Instrument.MinSize.Lots)
            return Refusal.InvalidParam("display_amount", "must be at least 100 times the minimum order size");
        displayLots = Math.Min(size.Lots, lots);
        return Share(size.Lots, lots);
    }

    /// <summary>Whether a tip, where there is one, is large enough for a total.</summary>
    public static Refusal? Share(long displayLots, long lots) => displayLots > 0 && lots - displayLots >= MostTips * displayLots
        ? Refusal.InvalidParam("display_amount", "hidden part must be less than 100 times the visible part")
        : null;

    /// <summary>Whether the very first order it would trade with is the account's own and stays.</summary>
    public static bool MeetsOwn(Account account, Listing listing, Side side, long ticks) =>
        account.SelfTrade == SelfTradeMode.RejectTaker
        && listing.Book.WouldCross(side, ticks) && listing.Book.First(side.Opposite(), 0).Owner == account.Id;
}
