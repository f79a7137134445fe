namespace Engine.Core.Journal;

/// <summary>How the journal is doing: written by the thread that stores, readable by any.</summary>
public sealed class JournalHealth
{
    private long _rows;
    private long _duplicates;
    private long _refused;
    private long _thinned;
    private long _failures;
    private long _backlog;
    private long _oldestUnwrittenNs;
    private string? _lastError;

    /// <summary>Rows committed.</summary>
    public long Rows
    {
        get => Volatile.Read(ref _rows);
        set => Volatile.Write(ref _rows, value);
    }

    /// <summary>Fills that were stored already.</summary>
    public long Duplicates
    {
        get => Volatile.Read(ref _duplicates);
        set => Volatile.Write(ref _duplicates, value);
    }

    /// <summary>Facts that can never be stored (a fill without an instrument, a value the schema refuses).</summary>
    public long Refused
    {
        get => Volatile.Read(ref _refused);
        set => Volatile.Write(ref _refused, value);
    }

    /// <summary>PnL snapshots left out to keep room for fills and orders while the disk refuses.</summary>
    public long Thinned
    {
        get => Volatile.Read(ref _thinned);
        set => Volatile.Write(ref _thinned, value);
    }

    /// <summary>Transactions that failed and were, or will be, tried again.</summary>
    public long Failures
    {
        get => Volatile.Read(ref _failures);
        set => Volatile.Write(ref _failures, value);
    }

    /// <summary>Facts taken from the ring and not yet committed.</summary>
    public long Backlog
    {
        get => Volatile.Read(ref _backlog);
        set => Volatile.Write(ref _backlog, value);
    }

    /// <summary>When the oldest of them was taken, on the process's monotonic clock; 0 when there is none.</summary>
    public long OldestUnwrittenNs
    {
        get => Volatile.Read(ref _oldestUnwrittenNs);
        set => Volatile.Write(ref _oldestUnwrittenNs, value);
    }

    /// <summary>What is wrong now, naming the file; none while all is well.</summary>
    public string? LastError
    {
        get => Volatile.Read(ref _lastError);
        set => Volatile.Write(ref _lastError, value);
    }

    /// <summary>Something failed outside a transaction; facts go on waiting.</summary>
    public void Fail(string sentence)
    {
        Failures++;
        LastError = sentence;
    }
}
