namespace Engine.Native.Latency.FarSide;

/// <summary>
/// What the engine has to quote after a tick, worked out apart from it in exact decimals: mid less and plus the spread, rounded
/// outwards to ticks and not through the touch, and only once mid has moved by the threshold. An empty position is assumed.
/// </summary>
internal struct QuoteExpectation(decimal spread, decimal thresholdUsd, long tickE9)
{
    private const decimal Unit = 1_000_000_000m;

    private decimal _quotedMidE9;

    /// <summary>The bid it must have, 1e-9 units.</summary>
    public long BidE9 { get; private set; }

    /// <summary>The ask it must have, 1e-9 units.</summary>
    public long AskE9 { get; private set; }

    /// <summary>Whether the last tick moves the bid.</summary>
    public bool MovesBid { get; private set; }

    /// <summary>Whether the last tick moves the ask.</summary>
    public bool MovesAsk { get; private set; }

    /// <summary>The touch after a tick.</summary>
    public void OnTouch(long bidE9, long askE9)
    {
        decimal midE9 = (bidE9 + (decimal)askE9) / 2;
        (MovesBid, MovesAsk) = (false, false);
        if (Math.Abs(midE9 - _quotedMidE9) < thresholdUsd * Unit)
            return;
        _quotedMidE9 = midE9;
        long bid = Math.Min((long)Math.Floor(midE9 * (1 - spread) / tickE9) * tickE9, askE9 - tickE9);
        long ask = Math.Max((long)Math.Ceiling(midE9 * (1 + spread) / tickE9) * tickE9, bidE9 + tickE9);
        (MovesBid, MovesAsk) = (bid != BidE9, ask != AskE9);
        (BidE9, AskE9) = (bid, ask);
    }
}
