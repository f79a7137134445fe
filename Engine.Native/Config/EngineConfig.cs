using Engine.Native.Config.Sections;

namespace Engine.Native.Config;

/// <summary>The whole configuration: immutable, validated, complete. Made by <see cref="ConfigFile"/>.</summary>
public sealed record EngineConfig
{
    /// <summary>Where orders go.</summary>
    public VenueConfig Venue { get; init; } = new();

    /// <summary>What is quoted; at least one, each name once.</summary>
    public IReadOnlyList<InstrumentConfig> Instruments { get; init; } = [new InstrumentConfig()];

    /// <summary>The limits.</summary>
    public RiskConfig Risk { get; init; } = new();

    /// <summary>The trading thread.</summary>
    public HotConfig Hot { get; init; } = new();

    /// <summary>The connection.</summary>
    public SessionConfig Session { get; init; } = new();

    /// <summary>The database.</summary>
    public JournalConfig Journal { get; init; } = new();

    /// <summary>The status file.</summary>
    public StatusConfig Status { get; init; } = new();

    /// <summary>Where it was read.</summary>
    public ConfigOrigin Origin { get; init; } = ConfigOrigin.None;
}
