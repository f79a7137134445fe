namespace Engine.Native.Config.Sections;

/// <summary>Section <c>[risk]</c>: the limits that every order passes last.</summary>
public sealed record RiskConfig
{
    /// <summary>No order further from the mark price than this fraction of it.</summary>
    public double PriceCollar { get; init; } = 0.02;

    /// <summary>No order further from the index price than this, in bps of it; 0 for any distance.</summary>
    public double IndexCollarBps { get; init; } = 500;

    /// <summary>No quote further behind the best price of its side than this, in bps; 0 for any distance.</summary>
    public double MaxTouchDistanceBps { get; init; } = 200;

    /// <summary>No quote further before the best price of its side, inside the spread, than this, in bps; 0 for any distance.</summary>
    public double MaxTouchImprovementBps { get; init; } = 100;

    /// <summary>No order above this size in USD.</summary>
    public double MaxOrderSizeUsd { get; init; } = 10_000;

    /// <summary>No more orders open at once than this, over all instruments; 0 for any number.</summary>
    public int MaxOpenOrders { get; init; } = 50;

    /// <summary>Positions and open orders of all instruments are worth no more than this many USD together, signs left out; 0 for any.</summary>
    public double MaxNotionalUsd { get; init; }

    /// <summary>No more placements and edits than this in any second.</summary>
    public int MaxOrdersPerSecond { get; init; } = 50;

    /// <summary>A session loss of this many USD latches the kill switch.</summary>
    public double SessionLossLimitUsd { get; init; } = 500;

    /// <summary>A loss of this many USD since the session's best moment latches the kill switch; 0 for none.</summary>
    public double DrawdownLimitUsd { get; init; } = 1000;

    /// <summary>A loss of this many USD within <see cref="EquityDropSeconds"/> latches the kill switch; 0 for none.</summary>
    public double EquityDropLimitUsd { get; init; }

    /// <summary>The window of <see cref="EquityDropLimitUsd"/>, in seconds.</summary>
    public double EquityDropSeconds { get; init; } = 10.0;

    /// <summary>From this part of the session's loss or drawdown limit on, in percent, only reducing orders are allowed; 0 for never.</summary>
    public double LossWarningPercent { get; init; } = 80;

    /// <summary>Above this maintenance margin, in percent of the margin balance, only reducing orders are allowed; 0 for any.</summary>
    public double MaxMaintenanceMarginPercent { get; init; } = 50;

    /// <summary>Above this initial margin, in percent of the margin balance, only reducing orders are allowed; 0 for any.</summary>
    public double MaxInitialMarginPercent { get; init; } = 80;

    /// <summary>Quotes are pulled while the book has been silent for this many seconds.</summary>
    public double StaleBookSeconds { get; init; } = 15.0;

    /// <summary>Quotes are pulled while mark and index price are older than this many seconds; 0 for any age.</summary>
    public double StaleMarkSeconds { get; init; } = 15.0;

    /// <summary>Requests of the venue's burst allowance that only cancels may use.</summary>
    public int RateReserve { get; init; } = 4;

    /// <summary>Interval of the venue's market-maker protection, in seconds; 0 leaves the protection as it is.</summary>
    public int MmpIntervalSeconds { get; init; }

    /// <summary>The protection fires when so many coins have traded within the interval; 0 for no such limit.</summary>
    public double MmpQuantityLimitCoins { get; init; }

    /// <summary>The protection fires when buys and sells differ by so many coins within the interval; 0 for no such limit.</summary>
    public double MmpDeltaLimitCoins { get; init; }

    /// <summary>The most that may be quoted on one side of an instrument under the protection, in coins.</summary>
    public double MmpMaxQuoteCoins { get; init; } = 10;

    /// <summary>How long quoting pauses once the protection has fired, in seconds.</summary>
    public double MmpPauseSeconds { get; init; } = 10;

    /// <summary>Whether nothing is traded where the venue refuses the protection.</summary>
    public bool MmpRequired { get; init; }

    /// <summary>A hot thread that stands still for this many milliseconds has its quotes pulled through a second connection; 0 for never.</summary>
    public int WatchdogMs { get; init; } = 3000;

    /// <summary>While credits are short, quotes further behind the touch than this, in bps, are not moved; 0 for none.</summary>
    public double FarFromTouchBps { get; init; } = 10;
}
