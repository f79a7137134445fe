using Engine.Core.Journal;
using Engine.Core.Link;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Trading;

namespace Engine.Core.Simulation.Trader;

/// <summary>How the trader is configured in a run; the same for each of its processes.</summary>
internal sealed record TraderSetup
{
    /// <summary>API key, which is the account's name.</summary>
    public required string Key { get; init; }

    /// <summary>Instruments by name.</summary>
    public required string[] Instruments { get; init; }

    /// <summary>The model of each.</summary>
    public required InventorySkewParameters[] Quoting { get; init; }

    /// <summary>When quotes are computed anew.</summary>
    public required RepriceParameters Reprice { get; init; }

    /// <summary>Limits of each.</summary>
    public required RiskLimits[] Limits { get; init; }

    /// <summary>For how long a side is not filled up again after a fill.</summary>
    public long FillPauseNs { get; init; }

    /// <summary>For how long the hot thread may stand still before the watchdog pulls the quotes; 0 for no watchdog.</summary>
    public long WatchdogNs { get; init; }

    /// <summary>The engine's options; the session's number is the process's own.</summary>
    public required EngineOptions Engine { get; init; }

    /// <summary>Patience with link and session.</summary>
    public required LinkOptions Link { get; init; }

    /// <summary>The journal's batches.</summary>
    public required FactStoreOptions Store { get; init; }

    /// <summary>Slots of the event ring.</summary>
    public required int EventSlots { get; init; }

    /// <summary>Slots of the fact ring.</summary>
    public required int FactSlots { get; init; }

    /// <summary>Pause between turns of the journal.</summary>
    public required long JournalTurnNs { get; init; }

    /// <summary>Heartbeat interval.</summary>
    public required int HeartbeatSeconds { get; init; }
}
