using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Journal;

/// <summary>
/// Facts to the disk, whatever the disk does: they wait in memory until their transaction is committed, and a transaction that
/// fails is tried again, later and later. Time is handed in. Journal thread only; <see cref="Health"/> is for all.
/// </summary>
public sealed class FactStore(IFactDatabase database, FactStoreOptions options, IFactObserver? observer = null)
{
    private const long FirstRetryNs = 100_000_000;
    private const long LastRetryNs = 5_000_000_000;

    private readonly FactQueue _queue = new(options.BufferFacts);
    private readonly List<int> _storedBefore = new(options.BatchRows);
    private long _retryNs;
    private long _retryAtNs = long.MinValue;

    /// <summary>The state others see.</summary>
    public JournalHealth Health { get; } = new();

    /// <summary>Facts that can be taken now.</summary>
    public int Free => _queue.Free;

    /// <summary>Facts waiting.</summary>
    public int Count => _queue.Count;

    /// <summary>
    /// Takes a fact; there must be room. When half the memory is full, snapshots are left out: they are samples, and the room
    /// is for what cannot be had again.
    /// </summary>
    public void Add(in Fact fact, Instrument? instrument, long nowNs)
    {
        if (fact.Kind == FactKind.Pnl && _queue.Count >= _queue.Capacity / 2)
        {
            Health.Thinned++;
            return;
        }

        _queue.Add(in fact, instrument, nowNs);
        ShowBacklog();
    }

    /// <summary>Writes one batch when it is full, old enough, or at once when hurried; true when rows were committed.</summary>
    public bool Flush(long nowNs, bool hurry)
    {
        if (_queue.Count == 0 || nowNs < _retryAtNs)
            return false;
        if (!hurry && _queue.Count < options.BatchRows && nowNs - _queue.OldestNs < options.BatchNs)
            return false;
        return WriteBatch(nowNs);
    }

    /// <summary>Forgets that the disk failed a moment ago: the next flush tries at once.</summary>
    public void RetryNow() => _retryAtNs = long.MinValue;

    private bool WriteBatch(long nowNs)
    {
        if (!database.TryBegin(out int code))
            return Failed(code, nowNs);
        int count = Math.Min(_queue.Count, options.BatchRows);
        int duplicates = 0;
        int refused = 0;
        _storedBefore.Clear();
        for (int i = 0; i < count; i++)
        {
            ref readonly Fact fact = ref _queue.Peek(i, out Instrument? instrument);
            switch (database.Write(in fact, instrument))
            {
                case RowOutcome.Duplicate:
                    duplicates++;
                    if (fact.Kind == FactKind.Fill && fact.Recovered)
                        _storedBefore.Add(i);
                    break;
                case RowOutcome.Refused:
                    refused++;
                    Refused(in fact);
                    break;
                case RowOutcome.Failed:
                    return Failed(database.LastRowCode, nowNs);
            }
        }

        if (!database.TryCommit(out code))
            return Failed(code, nowNs);
        TellStoredBefore();
        _queue.Drop(count);
        Committed(count - duplicates - refused, duplicates, refused);
        return true;
    }

    /// <summary>Only when it is certain: a transaction that failed is written again.</summary>
    private void TellStoredBefore()
    {
        foreach (int index in _storedBefore)
        {
            ref readonly Fact fill = ref _queue.Peek(index, out Instrument? instrument);
            observer?.OnStoredBefore(in fill, instrument);
        }
    }

    private void Committed(int rows, int duplicates, int refused)
    {
        Health.Rows += rows;
        Health.Duplicates += duplicates;
        Health.Refused += refused;
        if (_retryNs != 0)
            Health.LastError = null;
        _retryNs = 0;
        ShowBacklog();
    }

    private bool Failed(int code, long nowNs)
    {
        database.Rollback();
        Health.Failures++;
        Health.LastError = database.Describe(code);
        _retryNs = Math.Clamp(_retryNs * 2, FirstRetryNs, LastRetryNs);
        _retryAtNs = nowNs + _retryNs;
        return false;
    }

    private void Refused(in Fact fact) => Health.LastError = fact.Kind == FactKind.Fill
        ? $"{database.Path}: the fill {fact.Fill.TradeId} of instrument {fact.Instrument} cannot be stored (code {database.LastRowCode})"
        : $"{database.Path}: a {fact.Kind} fact of instrument {fact.Instrument} cannot be stored (code {database.LastRowCode})";

    private void ShowBacklog()
    {
        Health.OldestUnwrittenNs = _queue.OldestNs;
        Health.Backlog = _queue.Count;
    }
}
