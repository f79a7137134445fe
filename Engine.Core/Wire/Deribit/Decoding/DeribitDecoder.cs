using System.Runtime.CompilerServices;
using System.Text.Json;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Channels;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Core.Wire.Deribit.Shapes;

namespace Engine.Core.Wire.Deribit.Decoding;

/// <summary>
/// One WebSocket message of Deribit's JSON-RPC to events, without allocation for well-formed messages. Messages of a known shape
/// are read by <see cref="ShapeDecoder"/>; at the first surprise the whole message goes to the reference decoder, which is this
/// class: by <see cref="Utf8JsonReader"/>, keys in any order, a first pass that checks the whole text and notes where the parts are
/// and a second that reads them. Which of the two it was cannot be told from the events. Belongs to the thread that reads the socket.
/// </summary>
public sealed class DeribitDecoder
{
    private readonly InstrumentTable _instruments;
    private readonly ShapeDecoder? _shapes;
    private OrderRate _rate;

    /// <summary>A decoder; without shapes the reference decoder reads everything.</summary>
    public DeribitDecoder(InstrumentTable instruments, bool useShapes = true)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        _instruments = instruments;
        _shapes = useShapes ? new ShapeDecoder(instruments) : null;
    }

    private DeribitDecoder(DeribitDecoder other)
    {
        _instruments = other._instruments;
        _shapes = other._shapes;
    }

    /// <summary>A decoder for the same thread that shares what this one has learned, and counts for itself.</summary>
    public DeribitDecoder Twin() => new(this);

    /// <summary>The account's order rate limit, once an account summary has told it.</summary>
    public OrderRate OrderRate => _rate;

    /// <summary>How often which decoder was at work.</summary>
    public DecoderCounts Counts { get; } = new();

    /// <summary>Decodes one message. Events go to the sink and are committed, or abandoned when the message is malformed.</summary>
    public DecodeResult Decode<TSink>(ReadOnlySpan<byte> message, long receiveNs, ref TSink sink)
        where TSink : struct, IEventSink =>
        TryShape(message, receiveNs, ref sink, out DecodeResult result) ? result : Reference(message, receiveNs, ref sink);

    /// <summary>
    /// Decodes a message of a known shape, in a tenth of the time; false for another, which <see cref="Reference{TSink}"/> then reads:
    /// for a caller that has something better to do first.
    /// </summary>
    public bool TryShape<TSink>(ReadOnlySpan<byte> message, long receiveNs, ref TSink sink, out DecodeResult result)
        where TSink : struct, IEventSink
    {
        result = new DecodeResult { Kind = FrameKind.Unknown, Instrument = EngineEvent.NoInstrument };
        if (_shapes is null || !_shapes.TryDecode(message, receiveNs, ref result))
            return false;
        _shapes.CommitTo(ref sink);
        Counts.CountFast(result.Channel);
        return true;
    }

    /// <summary>Decodes any message by the reference decoder; as <see cref="Decode{TSink}"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public DecodeResult Reference<TSink>(ReadOnlySpan<byte> message, long receiveNs, ref TSink sink)
        where TSink : struct, IEventSink
    {
        DecodeResult result = new() { Kind = FrameKind.Unknown, Instrument = EngineEvent.NoInstrument };
        try
        {
            Envelope(message, receiveNs, ref result, ref sink);
            sink.Commit();
        }
        catch (Exception e) when (e is JsonException or DecodeException or InvalidOperationException or OverflowException or ArgumentException)
        {
            Refuse(e, receiveNs, ref result, ref sink);
        }

        Counts.CountReference(result);
        if (result.Kind == FrameKind.Notification)
            _shapes?.Learn(message);
        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Refuse<TSink>(Exception e, long receiveNs, ref DecodeResult result, ref TSink sink)
        where TSink : struct, IEventSink
    {
        sink.Abandon();
        result.Kind = FrameKind.Malformed;
        result.Fault = e is DecodeException or ArgumentException ? e.Message : e is JsonException ? "not JSON" : "a value has the wrong type";
        if (result.Channel != ChannelKind.Book || result.Instrument == EngineEvent.NoInstrument)
            return;
        ref EngineEvent slot = ref sink.Claim();
        slot.Kind = EventKind.BookInvalid;
        slot.Instrument = result.Instrument;
        slot.ReceiveNs = receiveNs;
        sink.Commit();
    }

    private void Envelope<TSink>(ReadOnlySpan<byte> message, long receiveNs, ref DecodeResult result, ref TSink sink)
        where TSink : struct, IEventSink
    {
        Utf8JsonReader reader = new(message);
        Utf8JsonReader parameters = default, outcome = default, error = default;
        bool subscription = false, heartbeat = false, hasParameters = false, hasOutcome = false, hasError = false;
        reader.Read();
        JsonFields.Object(ref reader);
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "params"u8))
            {
                parameters = reader;
                hasParameters = true;
            }
            else if (JsonFields.Is(ref reader, "result"u8))
            {
                outcome = reader;
                hasOutcome = true;
            }
            else if (JsonFields.Is(ref reader, "error"u8))
            {
                error = reader;
                hasError = true;
            }
            else if (JsonFields.Is(ref reader, "id"u8))
                result.RequestId = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long id) ? id : 0;
            else if (JsonFields.Is(ref reader, "usDiff"u8))
                result.VenueUs = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int us) ? us : 0;
            else if (JsonFields.Is(ref reader, "usIn"u8))
                result.VenueInUs = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long inUs) ? inUs : 0;
            else if (JsonFields.Is(ref reader, "method"u8))
                (subscription, heartbeat) = (reader.ValueTextEquals("subscription"u8), reader.ValueTextEquals("heartbeat"u8));
            else
                reader.Read();
            reader.Skip();
        }

        reader.Read(); // throws on anything behind the object
        if (subscription && hasParameters)
            Notification(ref parameters, receiveNs, ref result, ref sink);
        else if (heartbeat && hasParameters)
            Heartbeat(ref parameters, ref result);
        else if (hasOutcome || hasError)
        {
            result.Kind = FrameKind.Reply;
            ReplyDecoder.Decode(ref outcome, ref error, hasError, _instruments, receiveNs, ref result, ref sink, ref _rate);
        }
    }

    private static void Heartbeat(ref Utf8JsonReader reader, ref DecodeResult result)
    {
        JsonFields.Object(ref reader);
        result.Kind = FrameKind.Heartbeat;
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "type"u8) && reader.ValueTextEquals("test_request"u8))
                result.Kind = FrameKind.TestRequest;
            reader.Skip();
        }
    }

    private void Notification<TSink>(ref Utf8JsonReader reader, long receiveNs, ref DecodeResult result, ref TSink sink)
        where TSink : struct, IEventSink
    {
        JsonFields.Object(ref reader);
        Utf8JsonReader data = default;
        bool hasData = false;
        Span<byte> scratch = stackalloc byte[128];
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "channel"u8))
            {
                ReadOnlySpan<byte> name = JsonFields.Text(reader, scratch);
                result.Channel = ChannelName.Parse(name, _instruments, out result.Instrument);
                if (result.Channel == ChannelKind.MmpTrigger)
                    VenueId.TryCreate(name[ChannelName.Protection.Length..], out result.PriceIndex);
            }
            else if (JsonFields.Is(ref reader, "data"u8))
            {
                data = reader;
                hasData = true;
            }
            else
                reader.Read();
            reader.Skip();
        }

        if (!hasData)
            DecodeException.Throw("a notification lacks its data");
        result.Kind = FrameKind.Notification;
        if (!TryMarket(ref data, receiveNs, ref result, ref sink))
            Private(ref data, receiveNs, ref result, ref sink);
    }

    private bool TryMarket<TSink>(ref Utf8JsonReader data, long receiveNs, ref DecodeResult result, ref TSink sink)
        where TSink : struct, IEventSink
    {
        if (result.Channel is not (ChannelKind.Book or ChannelKind.Ticker or ChannelKind.Quote or ChannelKind.Trades))
            return false;
        Instrument? instrument = result.Instrument == EngineEvent.NoInstrument ? null : _instruments[result.Instrument];
        if (instrument is null)
            result.Kind = FrameKind.Unknown;
        else if (result.Channel == ChannelKind.Book)
            BookDecoder.Decode(ref data, instrument, receiveNs, ref sink);
        else if (result.Channel == ChannelKind.Ticker)
            MarketDecoder.Ticker(ref data, instrument, receiveNs, ref sink);
        else if (result.Channel == ChannelKind.Quote)
            MarketDecoder.Quote(ref data, instrument, receiveNs, ref sink);
        else
            MarketDecoder.Trades(ref data, instrument, receiveNs, ref sink);
        return true;
    }

    private void Private<TSink>(ref Utf8JsonReader data, long receiveNs, ref DecodeResult result, ref TSink sink)
        where TSink : struct, IEventSink
    {
        switch (result.Channel)
        {
            case ChannelKind.UserChanges:
                AccountDecoder.Changes(ref data, _instruments, receiveNs, ref sink);
                break;
            case ChannelKind.UserOrders:
                AccountDecoder.Orders(ref data, _instruments, receiveNs, EventFlags.None, ref sink);
                break;
            case ChannelKind.UserTrades:
                AccountDecoder.Fills(ref data, _instruments, receiveNs, EventFlags.None, ref sink, out _);
                break;
            case ChannelKind.UserPortfolio:
                AccountDecoder.Portfolio(ref data, receiveNs, ref sink, out _);
                break;
            case ChannelKind.PlatformState:
                Platform(ref data, ref result);
                break;
            case ChannelKind.InstrumentState:
                State(ref data, _instruments, ref result);
                break;
            case ChannelKind.MmpTrigger:
                Protection(ref data, ref result);
                break;
            default:
                result.Kind = FrameKind.Unknown;
                break;
        }
    }

    private static void Platform(ref Utf8JsonReader reader, ref DecodeResult result)
    {
        JsonFields.Object(ref reader);
        result.Kind = FrameKind.Platform;
        Span<byte> scratch = stackalloc byte[64];
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "locked"u8))
                result.Locked |= JsonFields.Boolean(ref reader);
            else if (JsonFields.Is(ref reader, "maintenance"u8))
                (result.IsMaintenance, result.Locked) = (true, result.Locked | JsonFields.Boolean(ref reader));
            else if (JsonFields.Is(ref reader, "price_index"u8))
                VenueId.TryCreate(JsonFields.Text(reader, scratch), out result.PriceIndex);
            else
                JsonFields.Skip(ref reader);
        }
    }

    /// <summary>Groups with a name are those of mass quotes, which are not ours.</summary>
    private static void Protection(ref Utf8JsonReader reader, ref DecodeResult result)
    {
        JsonFields.Object(ref reader);
        result.Kind = FrameKind.Protection;
        Span<byte> scratch = stackalloc byte[128];
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "frozen_until"u8))
                result.FrozenUntilMs = reader.TokenType == JsonTokenType.Null ? 0 : JsonFields.Integer(ref reader);
            else if (JsonFields.Is(ref reader, "mmp_group"u8) && reader.TokenType == JsonTokenType.String && JsonFields.Text(reader, scratch).Length > 0)
                result.Kind = FrameKind.Notification;
            else
                JsonFields.Skip(ref reader);
        }
    }

    private static void State(ref Utf8JsonReader reader, InstrumentTable instruments, ref DecodeResult result)
    {
        JsonFields.Object(ref reader);
        result.Kind = FrameKind.Notification;
        Span<byte> scratch = stackalloc byte[128];
        while (JsonFields.Next(ref reader))
        {
            if (JsonFields.Is(ref reader, "instrument_name"u8) && instruments.TryFind(JsonFields.Text(reader, scratch), out int id))
                (result.Kind, result.Instrument) = (FrameKind.InstrumentState, (ushort)id);
            else
                JsonFields.Skip(ref reader);
        }
    }
}
