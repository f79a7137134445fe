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

    /// <summary>The cap of that pause, in milliseconds.</summary>
    public int ReconnectMaxMs { get; init; } = 10_000;

    /// <summary>At which pace a venue that is not there is tried.</summary>
    public RedialPace RedialPace { get; init; }

    /// <summary>Pause between attempts while nobody answers at a near venue's address, in milliseconds.</summary>
    public int RedialMs { get; init; } = 10;

    /// <summary>For so long after a loss that pace is kept, in seconds; then the pause doubles as well.</summary>
    public double RedialSeconds { get; init; } = 60.0;

    /// <summary>A connection that has brought nothing for so long is asked for a sign of life, in seconds.</summary>
    public double ProbeSeconds { get; init; } = 2.0;

    /// <summary>Quoting is held while the market's changes are read later than this after they happened, in milliseconds; 0 never holds.</summary>
    public int LateMs { get; init; } = 1000;

    /// <summary>A ticker that is silent for so long is subscribed to again, and then the connection replaced, in seconds; 0 for never.</summary>
    public double TickerSilenceSeconds { get; init; } = 10.0;

    /// <summary>The same for a book, in seconds; 0 for never.</summary>
    public double BookSilenceSeconds { get; init; } = 30.0;

    /// <summary>How long a first connection is tried for before the start is given up, in seconds; a lost one is tried for without end.</summary>
    public double ConnectSeconds { get; init; } = 15.0;

    /// <summary>The longest a clean stop may take, in seconds.</summary>
    public double StopSeconds { get; init; } = 10.0;
}
