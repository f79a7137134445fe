using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit.Channels;

/// <summary>Reads channel names such as <c>book.BTC-PERPETUAL.raw</c>.</summary>
public static class ChannelName
{
    /// <summary>What stands before the index in the name of a protection's channel.</summary>
    internal static ReadOnlySpan<byte> Protection => "user.mmp_trigger."u8;

    /// <summary>Kind of a channel, and the index of its instrument where it names one we trade.</summary>
    public static ChannelKind Parse(ReadOnlySpan<byte> channel, InstrumentTable instruments, out ushort instrument)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        instrument = EngineEvent.NoInstrument;
        ChannelKind kind = Prefix(channel, out int length);
        if (length == 0 || length >= channel.Length)
            return kind;
        ReadOnlySpan<byte> rest = channel[length..];
        int dot = rest.IndexOf((byte)'.');
        if (instruments.TryFind(dot < 0 ? rest : rest[..dot], out int id))
            instrument = (ushort)id;
        return kind;
    }

    private static ChannelKind Prefix(ReadOnlySpan<byte> channel, out int length)
    {
        if (Starts(channel, "book."u8, out length))
            return ChannelKind.Book;
        if (Starts(channel, "ticker."u8, out length))
            return ChannelKind.Ticker;
        if (Starts(channel, "quote."u8, out length))
            return ChannelKind.Quote;
        if (Starts(channel, "trades."u8, out length))
            return ChannelKind.Trades;
        if (Starts(channel, "user.changes."u8, out length))
            return ChannelKind.UserChanges;
        if (Starts(channel, "user.orders."u8, out length))
            return ChannelKind.UserOrders;
        if (Starts(channel, "user.trades."u8, out length))
            return ChannelKind.UserTrades;
        if (Starts(channel, "user.portfolio."u8, out length))
            return ChannelKind.UserPortfolio;
        if (Starts(channel, "instrument.state."u8, out length))
            return ChannelKind.InstrumentState;
        if (Starts(channel, Protection, out length))
            return ChannelKind.MmpTrigger;
        return channel.SequenceEqual("platform_state"u8) ? ChannelKind.PlatformState : ChannelKind.None;
    }

    private static bool Starts(ReadOnlySpan<byte> channel, ReadOnlySpan<byte> prefix, out int length)
    {
        bool match = channel.StartsWith(prefix);
        length = match ? prefix.Length : 0;
        return match;
    }
}
