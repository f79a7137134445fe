using Engine.Core.Journal.Intents;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;

namespace Engine.Core.Trading;

/// <summary>What the engine needs besides its desks.</summary>
public sealed record EngineOptions
{
    /// <summary>Number of this process's session, in every label it places; 1 to 2^24-1.</summary>
    public required int SessionId { get; init; }

    /// <summary>A request unanswered for longer leaves its order unknown, ns.</summary>
    public long RequestTimeoutNs { get; init; } = 5_000_000_000;

    /// <summary>Interval of PnL facts, ns.</summary>
    public long PnlPeriodNs { get; init; } = 1_000_000_000;

    /// <summary>Rate credits a second until the venue has told its limit.</summary>
    public int OrderRate { get; init; } = 5;

    /// <summary>Largest burst until the venue has told its limit.</summary>
    public int OrderBurst { get; init; } = 20;

    /// <summary>New orders and edits a second at most, whatever the venue allows.</summary>
    public int MaxOrdersPerSecond { get; init; } = 50;

    /// <summary>How long nothing is quoted after the venue's market-maker protection has fired, ns.</summary>
    public long ProtectionPauseNs { get; init; } = 10_000_000_000;

    /// <summary>Where the kill switch is latched for the processes that come after this one; none where nothing outlives it.</summary>
    public KillLatch? Latch { get; init; }

    /// <summary>Limits of all instruments together.</summary>
    public AccountLimits Limits { get; init; } = new();

    /// <summary>Where intents are written down before they are sent; none where nothing outlives the process.</summary>
    public IntentLog? Intents { get; init; }

    /// <summary>Orders that earlier sessions may have left at the venue.</summary>
    public IReadOnlyList<LeftOrder> Left { get; init; } = [];

    /// <summary>Numbers of the sessions that the database knows: none of them runs any more, so that their orders are left ones.</summary>
    public IReadOnlyCollection<int> EarlierSessions { get; init; } = [];

    /// <summary>Protections that are left out, for tests alone.</summary>
    internal Guard Without { get; init; }
}
