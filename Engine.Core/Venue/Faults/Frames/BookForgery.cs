using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Faults.Frames;

/// <summary>Changes of a book as the venue would never send them.</summary>
internal static class BookForgery
{
    private static ReadOnlySpan<byte> Previous => "\"prev_change_id\":"u8;

    private static ReadOnlySpan<byte> Bids => "\"bids\":["u8;

    /// <summary>Whether a frame is a change of a whole book, which follows another.</summary>
    public static bool IsChange(FrameName name, ReadOnlySpan<byte> frame) =>
        name.Channel is string channel && channel.StartsWith("book.", StringComparison.Ordinal) && frame.IndexOf(Previous) >= 0;

    /// <summary>The change with a previous id that never was.</summary>
    public static byte[] WithWrongId(ReadOnlySpan<byte> frame)
    {
        int at = frame.IndexOf(Previous) + Previous.Length;
        if (!Utf8Parser.TryParse(frame[at..], out long id, out int length))
            return frame.ToArray();
        return [.. frame[..at], .. Encoding.ASCII.GetBytes((id + 1).ToString(CultureInfo.InvariantCulture)), .. frame[(at + length)..]];
    }

    /// <summary>The change with a new bid one tick above the best ask; null when nobody asks.</summary>
    public static byte[]? Crossed(ReadOnlySpan<byte> frame, Listing listing)
    {
        int at = frame.IndexOf(Bids) + Bids.Length;
        if (listing.Book.BestAsk == 0)
            return null;
        var level = new JsonText();
        level.BeginArray();
        level.Ascii("new"u8);
        level.FloatE9((listing.Book.BestAsk + listing.GridTicks) * listing.Instrument.TickE9);
        level.FloatE9(listing.Instrument.LotE9);
        level.EndArray();
        ReadOnlySpan<byte> comma = frame[at] == (byte)']' ? default : ","u8;
        return [.. frame[..at], .. level.Written, .. comma, .. frame[at..]];
    }
}
