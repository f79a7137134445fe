using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Views;

/// <summary>
/// Order numbers as they stand on the wire: with the prefix of their settlement group, and for trigger orders with the currency and a
/// word of kind (<c>SL</c>, <c>TP</c>, <c>TS</c>), source (<c>I</c>, <c>M</c>, <c>T</c>) and side (<c>B</c>, <c>S</c>), such as <c>USDC-SLMB-19641</c>.
/// </summary>
internal static class OrderIds
{
    /// <summary>Longer than any.</summary>
    public const int MaxText = 40;

    /// <summary>The order's own.</summary>
    public static int Format(Span<byte> to, Listing listing, Order order) => order.Id < 0
        ? Format(to, listing, order, order.Type, -order.Id)
        : Format(to, listing, order.Id);

    /// <summary>That of the trigger order which placed it.</summary>
    public static int FormatTrigger(Span<byte> to, Listing listing, Order order) => Format(to, listing, order, order.OriginalType, -order.TriggeredBy);

    /// <summary>A number of the group that has its prefix only.</summary>
    public static int Format(Span<byte> to, Listing listing, long number)
    {
        int length = Encoding.ASCII.GetBytes(listing.Group.Prefix, to);
        return length + Integers.Format(number, to[length..]);
    }

    /// <summary>Finds an order by what stands on the wire; null when there is none, and then <paramref name="isForm"/> tells whether it could be one.</summary>
    public static Order? Find(Exchange exchange, string id, out bool isForm)
    {
        int dash = id.LastIndexOf('-');
        ReadOnlySpan<char> prefix = id.AsSpan(0, dash + 1);
        isForm = long.TryParse(id.AsSpan(dash + 1), System.Globalization.NumberStyles.None, null, out long number)
            && !prefix.ContainsAnyExcept(s_prefix);
        bool isTrigger = prefix.Count('-') == 2;
        if (!isForm || exchange.Register.Find(isTrigger ? -number : number) is not Order order)
            return null;
        Span<byte> text = stackalloc byte[MaxText];
        text = text[..Format(text, exchange.Listings[order.Listing], order)];
        return Ascii.Equals(text, id) ? order : null;
    }

    private static readonly System.Buffers.SearchValues<char> s_prefix = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ-");

    private static int Format(Span<byte> to, Listing listing, Order order, OrderType type, long number)
    {
        int length = Encoding.ASCII.GetBytes(listing.Group.Currency, to);
        to[length++] = (byte)'-';
        // Seen are stops only; the words of the other two kinds are a guess that no client reads.
        (type.IsTake() ? "TP"u8 : type == OrderType.TrailingStop ? "TS"u8 : "SL"u8).CopyTo(to[length..]);
        to[length + 2] = order.Trigger switch { TriggerSource.Index => (byte)'I', TriggerSource.Mark => (byte)'M', _ => (byte)'T' };
        to[length + 3] = order.Side == Side.Buy ? (byte)'B' : (byte)'S';
        to[length + 4] = (byte)'-';
        length += 5;
        return length + Integers.Format(number, to[length..]);
    }
}
