using Engine.Core.Wire.Deribit.Channels;

namespace Engine.Core.Wire.Deribit.Sessions;

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

    /// <summary>The venue's market-maker protection; null leaves it as it is.</summary>
    public ProtectionTerms? Protection { get; init; }

    /// <summary>Orders of earlier sessions on instruments that this one does not trade: they are cancelled by their labels.</summary>
    public IReadOnlyList<OrderElsewhere> Elsewhere { get; init; } = [];

    /// <summary>Heartbeat interval; the venue takes 10 s or more.</summary>
    public int HeartbeatSeconds { get; init; } = 10;

    /// <summary>A request unanswered for longer makes the connection suspect.</summary>
    public long RequestTimeoutNs { get; init; } = 5_000_000_000;

    /// <summary>How often the venue's position and equity are asked for.</summary>
    public long PositionPeriodNs { get; init; } = 5_000_000_000;

    /// <summary>How often open orders, and trades since the last known one, are asked for.</summary>
    public long TradesPeriodNs { get; init; } = 30_000_000_000;

    /// <summary>How often the instruments are asked for; a change of state or a refused price asks at once.</summary>
    public long InstrumentPeriodNs { get; init; } = 60_000_000_000;

    /// <summary>Interval of the book, ticker and trades channels.</summary>
    public string Interval { get; init; } = "raw";

    /// <summary>What is subscribed to instead where the venue does not give the account raw channels.</summary>
    public string FallbackInterval { get; init; } = "100ms";

    /// <summary>What has to come on the channels, and when.</summary>
    public ChannelPatience Patience { get; init; } = new();

    /// <summary>A question that the venue cannot answer now (maintenance, settlement, no credits) is asked again after this.</summary>
    public long RetryNs { get; init; } = 1_000_000_000;

    /// <summary>No question is asked for so long after the venue has said that there were too many.</summary>
    public long ThrottleNs { get; init; } = 3_000_000_000;

    /// <summary>Quoting is held for so long after the venue has answered that it takes no orders now.</summary>
    public long HoldNs { get; init; } = 3_000_000_000;

    /// <summary>Whether trades are asked for; left out by tests alone.</summary>
    internal bool AsksTrades { get; init; } = true;

    /// <summary>The password and key are not shown.</summary>
    public override string ToString() => $"{ClientName} {ClientVersion}";
}
