namespace Engine.Core.Link;

/// <summary>The patience with a link and the session on it.</summary>
public sealed record LinkOptions
{
    /// <summary>Time between timer events, ns.</summary>
    public long TimerNs { get; init; } = 5_000_000;

    /// <summary>First pause before connecting again, ns.</summary>
    public long ReconnectNs { get; init; } = 250_000_000;

    /// <summary>Longest pause before connecting again, ns.</summary>
    public long ReconnectCapNs { get; init; } = 10_000_000_000;

    /// <summary>How long a first connection is tried for before the start is given up, ns. A connection lost later is tried for without end.</summary>
    public long FirstConnectNs { get; init; } = 15_000_000_000;

    /// <summary>A connection silent for longer is given up, ns.</summary>
    public long SilenceNs { get; init; } = 25_000_000_000;

    /// <summary>Longest time a clean stop may take, ns.</summary>
    public long StopNs { get; init; } = 5_000_000_000;
}
