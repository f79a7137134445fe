namespace Engine.Core.Wire.Deribit.Decoding;

/// <summary>
/// How many frames each of the two decoders has read, by channel; frames without one (answers, heartbeats, what is not JSON) count
/// under <see cref="ChannelKind.None"/>. Belongs to the thread that decodes.
/// </summary>
public sealed class DecoderCounts
{
    private readonly long[] _fast = new long[(int)ChannelKind.MmpTrigger + 1];
    private readonly long[] _reference = new long[(int)ChannelKind.MmpTrigger + 1];

    /// <summary>Frames that were of a known shape.</summary>
    public long TotalFast => _fast.Sum();

    /// <summary>Frames that the reference decoder read.</summary>
    public long TotalReference => _reference.Sum();

    /// <summary>Successful or failed answers to orders that were of no known shape: a part of the reference decoder's frames.</summary>
    public long OrderReplyFallbacks { get; private set; }

    /// <summary>Frames of a channel that were of a known shape.</summary>
    public long Fast(ChannelKind channel) => _fast[(int)channel];

    /// <summary>
    /// Frames of a channel that the reference decoder read. For book, ticker, quote, trades and user.changes these are the
    /// fallbacks, the first frame of each channel among them.
    /// </summary>
    public long Reference(ChannelKind channel) => _reference[(int)channel];

    internal void CountFast(ChannelKind channel) => _fast[(int)channel]++;

    internal void CountReference(in DecodeResult result)
    {
        _reference[(int)result.Channel]++;
        if (result.Kind == FrameKind.Reply && RequestId.KindOf(result.RequestId) is RequestKind.Place or RequestKind.Edit or RequestKind.Cancel)
            OrderReplyFallbacks++;
    }
}
