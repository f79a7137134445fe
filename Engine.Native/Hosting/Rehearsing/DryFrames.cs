using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Native.Hosting.Rehearsing;

/// <summary>
/// The venue's side of a rehearsal, as bytes: WebSocket frames of book messages that move the touch to and fro, and of the answers
/// to the orders they cause. Composed into one buffer, so that one send carries a round.
/// </summary>
internal sealed class DryFrames(Instrument instrument)
{
    private const int HeaderBytes = 4;
    private const byte FinalText = 0x81;
    private const byte TwoLengthBytes = 126;

    private readonly byte[] _bytes = new byte[4096];
    private long _changeId = 1;
    private long _orderId = 1;
    private int _length;

    /// <summary>What has been composed since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Begins a new round.</summary>
    public void Clear() => _length = 0;

    /// <summary>The whole book: one level a side.</summary>
    public void Snapshot(in DryTouch touch, Size size, long nowNs)
    {
        JsonText text = Begin();
        Opening(ref text, nowNs, "snapshot"u8);
        text.Raw(",\"bids\":["u8);
        Level(ref text, "[\"new\","u8, touch.Bid, size);
        text.Raw("],\"asks\":["u8);
        Level(ref text, "[\"new\","u8, touch.Ask, size);
        text.Raw("]}}}"u8);
        End(text.Length);
    }

    /// <summary>Both sides of the touch move.</summary>
    public void Change(in DryTouch from, in DryTouch to, Size size, long nowNs)
    {
        JsonText text = Begin();
        Opening(ref text, nowNs, "change"u8);
        text.Raw(",\"bids\":["u8);
        Move(ref text, from.Bid, to.Bid, size);
        text.Raw("],\"asks\":["u8);
        Move(ref text, from.Ask, to.Ask, size);
        text.Raw("],\"prev_change_id\":"u8);
        text.Number(_changeId - 1);
        text.Raw("}}}"u8);
        End(text.Length);
    }

    /// <summary>The venue's answer to the request that an order waits for: it is open, at the terms asked for.</summary>
    public void Answer(in WorkingOrder order, Side side, long nowNs)
    {
        VenueId id = order.OrderId.IsSome ? order.OrderId : NewId();
        JsonText text = Begin();
        text.Raw("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        text.Number(order.RequestId);
        text.Raw(",\"result\":{\"order\":{\"label\":"u8);
        text.Label(order.Label);
        text.Raw(",\"price\":"u8);
        text.Decimal(instrument.E9(order.PendingPrice));
        text.Raw(",\"user_id\":1,\"amount\":"u8);
        text.Decimal(instrument.E9(order.PendingAmount));
        text.Raw(side == Side.Buy ? ",\"direction\":\"buy\""u8 : ",\"direction\":\"sell\""u8);
        text.Raw(",\"time_in_force\":\"good_til_cancelled\",\"instrument_name\":"u8);
        text.Quoted(instrument.NameUtf8);
        text.Raw(",\"web\":false,\"api\":true,\"order_id\":"u8);
        text.Id(id);
        text.Raw(",\"creation_timestamp\":"u8);
        text.Number(nowNs / 1_000_000);
        text.Raw(",\"replaced\":false,\"filled_amount\":0.0,\"last_update_timestamp\":"u8);
        text.Number(nowNs / 1_000_000);
        text.Raw(",\"post_only\":true,\"reduce_only\":false,\"average_price\":0.0,\"mmp\":false,\"contracts\":1.0,\"reject_post_only\":true"u8);
        text.Raw(",\"order_state\":\"open\",\"order_type\":\"limit\",\"is_liquidation\":false,\"risk_reducing\":false},\"trades\":[]}"u8);
        text.Raw(",\"usIn\":1,\"usOut\":2,\"usDiff\":1,\"testnet\":false}"u8);
        End(text.Length);
    }

    private void Opening(ref JsonText text, long nowNs, ReadOnlySpan<byte> type)
    {
        text.Raw("{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"book."u8);
        text.Raw(instrument.NameUtf8);
        text.Raw(".raw\",\"data\":{\"timestamp\":"u8);
        text.Number(nowNs / 1_000_000);
        text.Raw(",\"type\":\""u8);
        text.Raw(type);
        text.Raw("\",\"change_id\":"u8);
        text.Number(++_changeId);
        text.Raw(",\"instrument_name\":\""u8);
        text.Raw(instrument.NameUtf8);
        text.Raw("\""u8);
    }

    private void Move(ref JsonText text, Price from, Price to, Size size)
    {
        Level(ref text, "[\"delete\","u8, from, Size.Zero);
        text.Raw(","u8);
        Level(ref text, "[\"new\","u8, to, size);
    }

    private void Level(ref JsonText text, ReadOnlySpan<byte> action, Price price, Size size)
    {
        text.Raw(action);
        text.Decimal(instrument.E9(price));
        text.Raw(","u8);
        text.Decimal(instrument.E9(size));
        text.Raw("]"u8);
    }

    private VenueId NewId()
    {
        Span<byte> digits = stackalloc byte[20];
        VenueId.TryCreate(digits[..Integers.Format(_orderId++, digits)], out VenueId id);
        return id;
    }

    private JsonText Begin() => new(_bytes.AsSpan(_length + HeaderBytes));

    // Every frame here has a length of two bytes: none is shorter than 126 bytes, and none of 64 KiB fits the buffer.
    private void End(int length)
    {
        Check.That(length >= TwoLengthBytes);
        _bytes[_length] = FinalText;
        _bytes[_length + 1] = TwoLengthBytes;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(_bytes.AsSpan(_length + 2), (ushort)length);
        _length += HeaderBytes + length;
    }
}
