using Engine.Core.Journal;

namespace Engine.Native.Storage.Journal;

/// <summary>How the journal is kept. The defaults are for trading; tests shorten them.</summary>
public sealed record JournalOptions : FactStoreOptions
{
    /// <summary>How long a statement waits for another writer, ms.</summary>
    public int BusyMs { get; init; } = 1_000;

    /// <summary>
    /// Whether each commit waits for the disk (<c>synchronous=FULL</c>). Without it a killed process still loses no committed
    /// row, and a power failure loses whole transactions from the end, never the file: what is missing of the fills is fetched
    /// from the venue at the next start, as after any other stop.
    /// </summary>
    public bool SyncEachCommit { get; init; }

    /// <summary>Names of further numbers, such as the states of the order life cycle.</summary>
    public IReadOnlyList<CodeName> Codes { get; init; } = [];
}
