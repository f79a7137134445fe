namespace Engine.Core.Wire.Deribit.Sessions;

/// <summary>
/// What the venue's market-maker protection is set to, for the price index of each instrument: orders under it are all cancelled by the
/// venue when more than this trades within the interval. It then stays so until it is reset.
/// </summary>
public sealed record ProtectionTerms
{
    /// <summary>The interval, seconds.</summary>
    public required int IntervalSeconds { get; init; }

    /// <summary>Most that may trade, 1e-9 coins; 0 for no such limit.</summary>
    public long QuantityE9 { get; init; }

    /// <summary>Most that buys and sells may differ by, 1e-9 coins; 0 for no such limit.</summary>
    public long DeltaE9 { get; init; }

    /// <summary>Most that may be quoted on one side of an instrument, 1e-9 coins.</summary>
    public required long MaxQuoteE9 { get; init; }

    /// <summary>Whether nothing is traded without it.</summary>
    public bool IsRequired { get; init; }
}
