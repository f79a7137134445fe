namespace Engine.Core.Venue.Faults.Forms;

/// <summary>
/// One thing that is to go wrong: what, for whom, when, how often. Made by hand, by a control request or by a line of a script
/// (<see cref="FaultReading"/>); what a field means to a kind stands in <see cref="FaultTable"/>. Durations are nanoseconds.
/// </summary>
public sealed record Fault
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>A name for other faults to follow and for the status; empty when none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Only this connection; null for all.</summary>
    public long? Session { get; init; }

    /// <summary>Only connections (or the account) of this API key; null for all.</summary>
    public string? Key { get; init; }

    /// <summary>Only notifications of channels of this pattern, in which <c>*</c> stands for any text; null for all frames.</summary>
    public string? Channel { get; init; }

    /// <summary>Only requests of methods of this pattern, or their replies; null for all.</summary>
    public string? Method { get; init; }

    /// <summary>The event that it waits for: connect, login, disconnect, fill, a method, <c>start:NAME</c> or <c>end:NAME</c>; null for none.</summary>
    public string? On { get; init; }

    /// <summary>Which of these events it is.</summary>
    public int OnCount { get; init; } = 1;

    /// <summary>How long after that (or after it was planned) it begins.</summary>
    public long AfterNs { get; init; }

    /// <summary>How long it lasts; null until it has struck often enough or is cleared.</summary>
    public long? ForNs { get; init; }

    /// <summary>How often it strikes; null for no end.</summary>
    public int? Count { get; init; }

    /// <summary>How many it lets pass first.</summary>
    public int Skip { get; init; }

    /// <summary>How probably it strikes where it could.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Seed of that chance and of jitter.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Pause between the strikes of something that happens at moments.</summary>
    public long EveryNs { get; init; } = 1_000_000_000;

    /// <summary>A delay.</summary>
    public long DelayNs { get; init; }

    /// <summary>Up to so much more, at random.</summary>
    public long JitterNs { get; init; }

    /// <summary>A number of frames.</summary>
    public int By { get; init; } = 1;

    /// <summary>A number of bytes.</summary>
    public int Bytes { get; init; }

    /// <summary>A pause between pieces.</summary>
    public long PauseNs { get; init; }

    /// <summary>An error code of the venue.</summary>
    public int Code { get; init; }

    /// <summary>A WebSocket close code.</summary>
    public int CloseCode { get; init; } = 1001;

    /// <summary>The words that go with a code; null for the usual ones.</summary>
    public string? Reason { get; init; }

    /// <summary>The one of several ways; the first of the parameter's words when empty.</summary>
    public string How { get; init; } = "";

    /// <summary>Name of an instrument; null for all.</summary>
    public string? Instrument { get; init; }

    /// <summary>Name of a price index; null for all.</summary>
    public string? Index { get; init; }

    /// <summary>A currency.</summary>
    public string? Currency { get; init; }

    /// <summary>An amount, a tick size or a percentage.</summary>
    public decimal Value { get; init; }
}
