namespace Engine.Native.Config.Sections;

/// <summary>One section <c>[[instrument]]</c>: what is quoted, and how.</summary>
public sealed record InstrumentConfig
{
    /// <summary>The venue's name of the instrument.</summary>
    public string Name { get; init; } = "BTC-PERPETUAL";

    /// <summary>Which quoter.</summary>
    public QuoterKind Quoter { get; init; } = QuoterKind.InventorySkew;

    /// <summary>Distance of each quote from the mid, as a fraction of it.</summary>
    public double Spread { get; init; } = 0.00015;

    /// <summary>Shift of both quotes against the position, in price units per USD of inventory.</summary>
    public double Skew { get; init; } = 0.0013;

    /// <summary>Size of each quote in USD.</summary>
    public double SizeUsd { get; init; } = 1000;

    /// <summary>A side stops quoting when the position reaches this many USD on that side.</summary>
    public double MaxInventoryUsd { get; init; } = 5000;

    /// <summary>Quotes stay while the mid has moved less than this many USD since they were placed.</summary>
    public double RepriceThresholdUsd { get; init; } = 1.0;

    /// <summary>Quotes are reconsidered after this many seconds in any case.</summary>
    public double RepriceSeconds { get; init; } = 5.0;

    /// <summary>For so many seconds after a fill its side is not filled up again.</summary>
    public double FillPauseSeconds { get; init; }
}
