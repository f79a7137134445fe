namespace Engine.Native.Storage.Journal;

/// <summary>How the journal is kept. The defaults are for trading; tests shorten them.</summary>
public sealed record JournalOptions
{
    /// <summary>How long a statement waits for another writer, ms.</summary>
    public int BusyMs { get; init; } = 1_000;

    /// <summary>
    /// Whether each commit waits for the disk (<c>synchronous=FULL</c>). Without it a killed process still loses no committed
    /// row, and a power failure loses whole transactions from the end, never the file: what is missing of the fills is fetched
    /// from the venue at the next start, as after any other stop.
    /// </summary>
    public bool SyncEachCommit { get; init; }

    /// <summary>Facts kept in memory while the disk refuses them; a power of two.</summary>
    public int BufferFacts { get; init; } = 1 << 16;

    /// <summary>Most rows of a transaction.</summary>
    public int BatchRows { get; init; } = 1_000;

    /// <summary>Longest time a fact waits for its transaction, ns.</summary>
    public long BatchNs { get; init; } = 50_000_000;

    /// <summary>Unwritten facts above which the engine should only reduce.</summary>
    public int BehindFacts { get; init; } = 8_192;

    /// <summary>Age of the oldest unwritten fact above which the engine should only reduce, ns.</summary>
    public long BehindNs { get; init; } = 30_000_000_000;

    /// <summary>Names of further numbers, such as the states of the order life cycle.</summary>
    public IReadOnlyList<CodeName> Codes { get; init; } = [];
}
