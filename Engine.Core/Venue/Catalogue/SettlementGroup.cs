using Engine.Core.Primitives;

namespace Engine.Core.Venue.Catalogue;

/// <summary>
/// Numbers that instruments of one settlement currency share: change ids, order ids and trade ids come from one counter each and
/// jump, as other instruments of the venue use them too.
/// </summary>
internal sealed class SettlementGroup
{
    private Prng _random;
    private long _changeId;
    private long _orderId;
    private long _tradeId;

    public SettlementGroup(string currency, Prng random)
    {
        Currency = currency;
        _random = random;
        Prefix = currency == "BTC" ? "" : currency + "-";
        int offset = currency switch { "BTC" => 0, "ETH" => 1, _ => 2 };
        _changeId = 176_209_440_222 + (offset * 10_000_000_000L);
        _orderId = 113_510_807_523 + (offset * 1_000_000_000_000L);
        _tradeId = 267_258_393 + (offset * 10_000_000L);
    }

    /// <summary>Settlement currency.</summary>
    public string Currency { get; }

    /// <summary>What stands before the number in an order or trade id: nothing for BTC, <c>ETH-</c>, <c>USDC-</c>.</summary>
    public string Prefix { get; }

    public long NextChangeId() => _changeId += 1 + _random.Below(40);

    public long NextOrderId() => _orderId += 1 + _random.Below(9);

    public long NextTradeId() => _tradeId += 1 + _random.Below(3);
}
