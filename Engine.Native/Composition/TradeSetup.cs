using Engine.Native.Config;

namespace Engine.Native.Composition;

/// <summary>Everything a trading process is started with.</summary>
public sealed record TradeSetup
{
    /// <summary>The effective configuration.</summary>
    public required EngineConfig Config { get; init; }

    /// <summary>The venue's address.</summary>
    public required Uri Address { get; init; }

    /// <summary>The account's credentials.</summary>
    public required ApiKeys Keys { get; init; }

    /// <summary>paper, test or prod.</summary>
    public required string Environment { get; init; }

    /// <summary>How long to trade; null until a signal.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>A plain line a second in place of the live view.</summary>
    public bool Headless { get; init; }

    /// <summary>A line for each quote.</summary>
    public bool PrintQuotes { get; init; }

    /// <summary>Why there will be no venue any more, for people; null while there is one. An address cannot tell: only for a venue of our own.</summary>
    public Func<string?> VenueFault { get; init; } = () => null;

    /// <summary>Seed of the embedded venue, for the session's record.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Whether the venue was made for this session and ends with it.</summary>
    public bool OwnsVenue { get; init; }
}
