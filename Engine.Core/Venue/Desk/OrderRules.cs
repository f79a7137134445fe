using System.Globalization;
using Engine.Core.Primitives;
using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Desk;

/// <summary>The rules that a price and an amount must satisfy, with the venue's words for their breach.</summary>
internal static class OrderRules
{
    public const int MaxLabel = 64;

    /// <summary>Whether the instrument takes orders and edits now; cancels are always taken.</summary>
    public static Refusal? State(Listing listing) => listing.State switch
    {
        BookState.Open => null,
        BookState.Settlement => Refusal.SettlementInProgress,
        _ => Refusal.BookClosed,
    };

    public static Refusal? Amount(Listing listing, long amountE9, out long lots)
    {
        lots = 0;
        if (!listing.Instrument.TrySize(amountE9, out Size size))
            return Refusal.InvalidParam("amount", "must be a multiple of contract size");
        if (size < listing.Instrument.MinSize)
            return Refusal.InvalidParam("amount", "must be a multiple of the minimum order size");
        if (size.Lots > 1_000_000_000)
            return Refusal.InvalidParam("amount", "value is too high");
        lots = size.Lots;
        return null;
    }

    public static Refusal? Price(Listing listing, long priceE9, out long ticks)
    {
        ticks = 0;
        if (priceE9 <= 0)
            return Refusal.InvalidParam("price", "value must be > 0");
        if (!listing.Instrument.TryPrice(priceE9, out Price price) || !listing.Instrument.IsOnGrid(price) || price.Ticks % listing.GridTicks != 0)
            return Refusal.InvalidParam("price", "must conform to tick size");
        ticks = price.Ticks;
        return null;
    }

    /// <summary>The band binds buys from above and sells from below; a price far on the passive side is nobody's danger.</summary>
    public static Refusal? Band(Listing listing, Side side, long ticks)
    {
        if (side == Side.Buy && ticks > listing.Mark.MaxTicks)
            return new Refusal(10007, "price_too_high " + Text(listing, listing.Mark.MaxTicks));
        if (side == Side.Sell && ticks < listing.Mark.MinTicks)
            return new Refusal(10005, "price_too_low " + Text(listing, listing.Mark.MinTicks));
        return null;
    }

    /// <summary>A price as it stands in an error's text.</summary>
    public static string Text(Listing listing, long ticks) =>
        (ticks * listing.Instrument.TickSize).ToString("0.0###", CultureInfo.InvariantCulture);
}
