namespace Engine.Native.Config.Sections;

/// <summary>Section <c>[journal]</c>: the SQLite database.</summary>
public sealed record JournalConfig
{
    /// <summary>The database file; relative to the working directory.</summary>
    public string Path { get; init; } = "engine.db";

    /// <summary>Interval between stored PnL snapshots, in milliseconds.</summary>
    public int PnlIntervalMs { get; init; } = 1000;

    /// <summary>Records that wait for the disk for so many seconds make the engine only reduce.</summary>
    public double BehindSeconds { get; init; } = 30;
}
