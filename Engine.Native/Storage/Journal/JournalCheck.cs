namespace Engine.Native.Storage.Journal;

/// <summary>What a check of a journal file found.</summary>
/// <param name="Path">The file.</param>
/// <param name="SchemaVersion">Its schema version.</param>
/// <param name="Problems">What <c>PRAGMA integrity_check</c> found; empty when the file is sound.</param>
/// <param name="Tables">Rows of each table.</param>
/// <param name="Buys">Trades that bought.</param>
/// <param name="Sells">Trades that sold.</param>
/// <param name="UnfinishedSessions">Sessions without an end: killed, or running now.</param>
public sealed record JournalCheck(
    string Path,
    int SchemaVersion,
    IReadOnlyList<string> Problems,
    IReadOnlyList<(string Table, long Rows)> Tables,
    long Buys,
    long Sells,
    long UnfinishedSessions)
{
    /// <summary>Whether the file is sound.</summary>
    public bool IsSound => Problems.Count == 0;
}
