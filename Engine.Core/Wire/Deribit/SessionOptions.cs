namespace Engine.Core.Wire.Deribit;

/// <summary>How to talk to the venue. The keys are bytes so that no string of them lingers.</summary>
public sealed record SessionOptions
{
    /// <summary>Name and version told in public/hello.</summary>
    public string ClientName { get; init; } = "engine";

    /// <summary>See <see cref="ClientName"/>.</summary>
    public string ClientVersion { get; init; } = "0.1.0";

    /// <summary>API key.</summary>
    public required ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>API secret.</summary>
    public required ReadOnlyMemory<byte> Secret { get; init; }

    /// <summary>Heartbeat interval; the venue takes 10 s or more.</summary>
    public int HeartbeatSeconds { get; init; } = 10;

    /// <summary>A request unanswered for longer makes the connection suspect.</summary>
    public long RequestTimeoutNs { get; init; } = 5_000_000_000;

    /// <summary>How often the venue's position is asked for.</summary>
    public long PositionPeriodNs { get; init; } = 5_000_000_000;

    /// <summary>How often trades since the last known one are asked for.</summary>
    public long TradesPeriodNs { get; init; } = 30_000_000_000;

    /// <summary>Interval of the book, ticker and trades channels.</summary>
    public string Interval { get; init; } = "raw";

    /// <summary>The password and key are not shown.</summary>
    public override string ToString() => $"{ClientName} {ClientVersion}";
}
