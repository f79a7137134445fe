namespace Engine.Core.Link;

/// <summary>The patience with a link and the session on it.</summary>
public sealed record LinkOptions
{
    /// <summary>Time between timer events, ns.</summary>
    public long TimerNs { get; init; } = 5_000_000;

    /// <summary>First pause before connecting again to a venue that had answered, ns; doubles with each failure.</summary>
    public long ReconnectNs { get; init; } = 250_000_000;

    /// <summary>Longest pause before connecting again, ns.</summary>
    public long ReconnectCapNs { get; init; } = 10_000_000_000;

    /// <summary>
    /// Whether the venue is on this machine or next to it, so that attempts every few ms trouble nobody: <see cref="RedialNs"/> applies.
    /// Elsewhere something that guards the venue would take them for an attack and block the address.
    /// </summary>
    public bool IsVenueNear { get; init; }

    /// <summary>First pause after an attempt that reached nobody, or was not heard, where the venue is not near, ns; doubles with each.</summary>
    public long FarRedialNs { get; init; } = 50_000_000;

    /// <summary>
    /// Pause between attempts that reach nobody, ns: a refused connection costs the venue a packet and tells within its round trip, so
    /// that a venue which is back is noticed at once.
    /// </summary>
    public long RedialNs { get; init; } = 10_000_000;

    /// <summary>For so long after a loss nobody answering is tried at that pace, ns; then the pause doubles.</summary>
    public long RedialForNs { get; init; } = 60_000_000_000;

    /// <summary>The same for connections that are taken and dropped before a word is said, ns: each costs the venue more.</summary>
    public long RedialUnheardForNs { get; init; } = 5_000_000_000;

    /// <summary>
    /// Losses of a live session that are each followed by an attempt at once; further ones pause until one of these has come back. A
    /// session costs two subscriptions, of which the venue allows ten at once and 3.3 a second, and eight questions and six an
    /// instrument, of which it allows 100 at once and 20 a second: with many instruments there are fewer.
    /// </summary>
    public int QuickReconnects { get; init; } = 3;

    /// <summary>Time in which one of them comes back, ns; longer with very many instruments.</summary>
    public long QuickReconnectPeriodNs { get; init; } = 5_000_000_000;

    /// <summary>A session that has held so long begins the pauses anew, ns.</summary>
    public long StableNs { get; init; } = 10_000_000_000;

    /// <summary>Least pause after the venue has ended the connection for too many requests, ns: its credits come back meanwhile.</summary>
    public long ThrottledNs { get; init; } = 2_000_000_000;

    /// <summary>How long a first connection is tried for before the start is given up, ns. A connection lost later is tried for without end.</summary>
    public long FirstConnectNs { get; init; } = 15_000_000_000;

    /// <summary>Quoting is held while the market's changes are read later than this after they happened, ns; 0 never holds.</summary>
    public long LateNs { get; init; } = 1_000_000_000;

    /// <summary>A connection silent for longer is asked for a sign of life, ns; 0 never asks.</summary>
    public long ProbeNs { get; init; } = 2_000_000_000;

    /// <summary>A connection silent for longer is given up, ns.</summary>
    public long SilenceNs { get; init; } = 25_000_000_000;

    /// <summary>Longest time a clean stop may take, ns.</summary>
    public long StopNs { get; init; } = 5_000_000_000;
}
