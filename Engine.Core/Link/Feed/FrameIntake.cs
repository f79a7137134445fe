using Engine.Core.Wire.Deribit.Channels;
using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Link.Feed;

/// <summary>Received messages to events: one decoder in front of one feed, and a mark for the channel that brought one. One thread only.</summary>
public sealed class FrameIntake(DeribitDecoder decoder, EventFeed feed, ChannelAges ages)
{
    private RingSink _sink = new(feed);

    /// <summary>The decoder.</summary>
    public DeribitDecoder Decoder => decoder;

    /// <summary>Where decoded events go; others add theirs.</summary>
    public EventFeed Feed => feed;

    /// <summary>When the newest change of a market happened by the venue's clock, Unix ns; 0 while there was none on this connection.</summary>
    public long ChangedNs { get; private set; }

    /// <summary>When it was read.</summary>
    public long ChangeReadNs { get; private set; }

    /// <summary>The connection is new.</summary>
    public void Restart() => ChangedNs = 0;

    /// <summary>Decodes one message that was read at a time; whoever follows rare frames is told of one.</summary>
    public void Take(ReadOnlySpan<byte> message, long readNs, IRareFrames others)
    {
        ArgumentNullException.ThrowIfNull(others);
        if (!decoder.TryShape(message, readNs, ref _sink, out DecodeResult result))
        {
            if (feed.HasEvents)
                others.BeforeSlow(readNs);
            result = decoder.Reference(message, readNs, ref _sink);
        }

        if (result.Kind != FrameKind.Malformed)
            ages.Hear(result.Channel, result.Instrument, readNs);
        if (result.Kind == FrameKind.Notification && result.Channel is ChannelKind.Book or ChannelKind.Ticker && feed.HasEvents)
            NoteTime(result, readNs);
        if (result.Kind != FrameKind.Notification)
            others.OnRare(result, message, readNs);
    }

    private void NoteTime(in DecodeResult result, long readNs)
    {
        long changedNs = feed.LastChangeNs;
        if (changedNs == 0)
            return;
        (ChangedNs, ChangeReadNs) = (changedNs, readNs);
        ages.Changed(result.Channel, result.Instrument, changedNs);
    }
}
