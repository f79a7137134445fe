using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Primitives;

namespace Engine.Core.Simulation.Trader;

/// <summary>
/// The database of the trader's fills in memory: transactions that stand or fall as a whole, one row a trade, and a disk that can be
/// full or fail. What was committed survives every process.
/// </summary>
internal sealed class ModelJournal(int instruments, Prng random) : IFactDatabase
{
    private const int DiskFull = 13;
    private const int Busy = 5;

    private readonly Dictionary<(int Instrument, long Sequence, Side Side), StoredFill> _fills = [];
    private readonly List<StoredFill> _open = [];
    private readonly long[] _last = new long[instruments];
    private Prng _random = random;

    /// <summary>Nothing can be written before then, in the world's time.</summary>
    public long FullUntilNs { get; set; }

    /// <summary>How probably a transaction fails.</summary>
    public double FailureChance { get; set; }

    /// <summary>The world's time.</summary>
    public long NowNs { get; set; }

    /// <summary>Transactions that failed.</summary>
    public long Failures { get; private set; }

    /// <summary>Fills that were told once more and are stored once.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Every stored fill.</summary>
    public IReadOnlyDictionary<(int Instrument, long Sequence, Side Side), StoredFill> Fills => _fills;

    /// <inheritdoc/>
    public string Path => "model";

    /// <inheritdoc/>
    public int LastRowCode => DiskFull;

    /// <summary>The highest trade sequence stored for an instrument.</summary>
    public long LastTradeSequence(int instrument) => _last[instrument];

    /// <inheritdoc/>
    public bool TryBegin(out int code)
    {
        _open.Clear();
        code = FailureChance > 0 && _random.Chance(FailureChance) ? Busy : 0;
        Failures += code != 0 ? 1 : 0;
        return code == 0;
    }

    /// <inheritdoc/>
    public RowOutcome Write(in Fact fact, Instrument? instrument)
    {
        if (NowNs < FullUntilNs)
            return RowOutcome.Failed;
        if (fact.Kind != FactKind.Fill)
            return RowOutcome.Stored;
        if (instrument is null)
            return RowOutcome.Refused;
        StoredFill fill = new(
            fact.Instrument, fact.Fill.TradeSequence, fact.Side, instrument.E9(fact.Fill.Price), instrument.E9(fact.Fill.Size), fact.Fill.FeeE9, fact.Fill.Label);
        if (_fills.ContainsKey((fill.Instrument, fill.Sequence, fill.Side)) || _open.Exists(open => open.Instrument == fill.Instrument && open.Sequence == fill.Sequence && open.Side == fill.Side))
        {
            Duplicates++;
            return RowOutcome.Duplicate;
        }

        _open.Add(fill);
        return RowOutcome.Stored;
    }

    /// <inheritdoc/>
    public bool TryCommit(out int code)
    {
        code = NowNs < FullUntilNs ? DiskFull : FailureChance > 0 && _random.Chance(FailureChance) ? Busy : 0;
        Failures += code != 0 ? 1 : 0;
        if (code != 0)
            return false;
        foreach (StoredFill fill in _open)
        {
            _fills.Add((fill.Instrument, fill.Sequence, fill.Side), fill);
            _last[fill.Instrument] = Math.Max(_last[fill.Instrument], fill.Sequence);
        }

        _open.Clear();
        return true;
    }

    /// <inheritdoc/>
    public void Rollback() => _open.Clear();

    /// <inheritdoc/>
    public string Describe(int code) => code == DiskFull ? "the model disk is full" : "the model database is busy";
}
