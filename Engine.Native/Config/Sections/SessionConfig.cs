namespace Engine.Native.Config.Sections;

/// <summary>Section <c>[session]</c>: the connection to the venue.</summary>
public sealed record SessionConfig
{
    /// <summary>Interval the venue is asked to send heartbeats at, in seconds.</summary>
    public int HeartbeatSeconds { get; init; } = 10;

    /// <summary>A request without a reply for this many milliseconds counts as of unknown outcome.</summary>
    public int RequestTimeoutMs { get; init; } = 5000;

    /// <summary>The first pause before reconnecting, in milliseconds; it doubles with each failure, with jitter, up to a cap.</summary>
    public int ReconnectMs { get; init; } = 250;

    /// <summary>How long a first connection is tried for before the start is given up, in seconds; a lost one is tried for without end.</summary>
    public double ConnectSeconds { get; init; } = 15.0;

    /// <summary>The longest a clean stop may take, in seconds.</summary>
    public double StopSeconds { get; init; } = 5.0;
}
