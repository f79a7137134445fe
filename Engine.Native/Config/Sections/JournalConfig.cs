namespace Engine.Native.Config.Sections;

/// <summary>Section <c>[journal]</c>: the SQLite database.</summary>
public sealed record JournalConfig
{
    /// <summary>The database file; relative to the working directory.</summary>
    public string Path { get; init; } = "engine.db";

    /// <summary>Interval between stored PnL snapshots, in milliseconds.</summary>
    public int PnlIntervalMs { get; init; } = 1000;
}
