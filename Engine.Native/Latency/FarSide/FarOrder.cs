using Engine.Core.Primitives;

namespace Engine.Native.Latency.FarSide;

/// <summary>One order at the far side.</summary>
internal sealed class FarOrder(Side side)
{
    private readonly byte[] _label = new byte[64];
    private int _labelBytes;

    /// <summary>Its side.</summary>
    public Side Side => side;

    /// <summary>The number the far side gave it.</summary>
    public long Id { get; private set; }

    /// <summary>Price, 1e-9 units.</summary>
    public long PriceE9 { get; set; }

    /// <summary>Amount, 1e-9 units.</summary>
    public long AmountE9 { get; set; }

    /// <summary>Whether it is open.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Whether it was edited.</summary>
    public bool IsReplaced { get; set; }

    /// <summary>A new order takes this place.</summary>
    public void Begin(long id, ReadOnlySpan<byte> label)
    {
        label.CopyTo(_label);
        (Id, _labelBytes, IsOpen, IsReplaced) = (id, label.Length, true, false);
    }

    /// <summary>Writes the order object in the venue's key order.</summary>
    public void Write(ref FarText text, ReadOnlySpan<byte> instrument, long lotE9, long nowNs)
    {
        long ms = nowNs / 1_000_000;
        text.Raw("{\"label\":\""u8);
        text.Raw(_label.AsSpan(0, _labelBytes));
        text.Raw("\",\"price\":"u8);
        text.Float(PriceE9);
        text.Raw(",\"user_id\":10580,\"amount\":"u8);
        text.Float(AmountE9);
        text.Raw(side == Side.Buy ? ",\"direction\":\"buy\""u8 : ",\"direction\":\"sell\""u8);
        text.Raw(",\"time_in_force\":\"good_til_cancelled\",\"instrument_name\":\""u8);
        text.Raw(instrument);
        text.Raw("\",\"web\":false,\"api\":true,\"order_id\":\""u8);
        text.Number(Id);
        text.Raw("\",\"creation_timestamp\":"u8);
        text.Number(ms);
        text.Raw(IsReplaced ? ",\"replaced\":true,\"filled_amount\":0.0,\"last_update_timestamp\":"u8 : ",\"replaced\":false,\"filled_amount\":0.0,\"last_update_timestamp\":"u8);
        text.Number(ms);
        text.Raw(",\"post_only\":true,\"reduce_only\":false"u8);
        text.Raw(IsOpen ? ""u8 : ",\"cancel_reason\":\"user_request\""u8);
        text.Raw(",\"average_price\":0.0,\"mmp\":false,\"contracts\":"u8);
        text.Float(AmountE9 / lotE9 * Decimals.One);
        text.Raw(",\"reject_post_only\":true,\"order_state\":"u8);
        text.Raw(IsOpen ? "\"open\""u8 : "\"cancelled\""u8);
        text.Raw(",\"order_type\":\"limit\",\"is_liquidation\":false,\"risk_reducing\":false}"u8);
    }
}
