using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.Deribit.Shapes.Tokens;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>
/// The decoder of what the venue usually sends: for each hot message the keys in their known order and the numbers in their known
/// forms, every byte verified. It gives exactly what the reference decoder gives, or nothing. Belongs to the thread that reads the
/// socket.
/// </summary>
internal sealed class ShapeDecoder(InstrumentTable instruments)
{
    private const int MethodOrId = 18; // the byte that tells a notification from an answer

    private readonly ChannelPrefixes _prefixes = new(instruments.Count);
    private readonly InstrumentNames _names = new(instruments);
    private readonly EventStage _stage = new();

    /// <summary>Decodes a frame into held-back events; false when its shape is not known, or it departs from it.</summary>
    public bool TryDecode(ReadOnlySpan<byte> frame, long receiveNs, ref DecodeResult result)
    {
        if (frame.Length < ChannelPrefixes.MaxLength)
            return false;
        _stage.Clear();
        Cursor at = new(frame);
        if (frame[MethodOrId] == 'i')
        {
            result.Kind = FrameKind.Reply;
            return ReplyShape.TryRead(ref at, _names, receiveNs, ref result, _stage) && at.IsAtEnd;
        }

        int prefix = _prefixes.Find(frame, out result.Channel, out result.Instrument);
        if (prefix == 0)
            return false;
        result.Kind = FrameKind.Notification;
        at.Move(prefix);
        return TryMessage(ref at, receiveNs, result.Channel, result.Instrument) && at.TryLiteral("}}"u8) && at.IsAtEnd;
    }

    /// <summary>Hands over the events of the frame just decoded.</summary>
    public void CommitTo<TSink>(ref TSink sink)
        where TSink : struct, IEventSink => _stage.CommitTo(ref sink);

    /// <summary>Takes note of a frame that the reference decoder has read without complaint.</summary>
    public void Learn(ReadOnlySpan<byte> frame) => _prefixes.Learn(frame, instruments);

    private bool TryMessage(ref Cursor at, long receiveNs, ChannelKind kind, ushort id)
    {
        if (kind == ChannelKind.UserChanges)
            return ChangesShape.TryRead(ref at, _names, receiveNs, _stage);
        if (instruments[id] is not { } instrument)
            return false;
        return kind switch
        {
            ChannelKind.Book => BookShape.TryRead(ref at, instrument, in _names.Of(id), receiveNs, _stage),
            ChannelKind.Ticker => TickerShape.TryTicker(ref at, instrument, in _names.Of(id), ref _stage.Claim(EventKind.Ticker, id, receiveNs)),
            ChannelKind.Quote => TickerShape.TryQuote(ref at, instrument, in _names.Of(id), ref _stage.Claim(EventKind.Quote, id, receiveNs)),
            _ => TradesShape.TryRead(ref at, instrument, in _names.Of(id), receiveNs, _stage),
        };
    }
}
