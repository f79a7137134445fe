using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Journal.Intents;
using Engine.Core.Primitives;

namespace Engine.Core.Simulation.Trader;

/// <summary>
/// The trader's database in memory: transactions that stand or fall as a whole, one row a trade, marks, adjustments and left orders,
/// and a disk that can be full or fail. What was committed outlives every process.
/// </summary>
internal sealed class ModelJournal(int instruments, Prng random) : IFactDatabase
{
    private const int DiskFull = 13;
    private const int Busy = 5;

    private readonly Dictionary<(int Instrument, long Sequence, Side Side), StoredFill> _fills = [];
    private readonly HashSet<(int Instrument, VenueId Id, Side Side, long VenueMs, OrderLabel Label)> _rows = []; // a trade is one row by these
    private readonly SortedDictionary<ulong, LeftOrder> _left = [];
    private readonly HashSet<ulong> _resolved = [];
    private readonly long[] _marks = new long[instruments];
    private readonly long[] _filledE9 = new long[instruments];
    private readonly (long Sequence, long VenueNs)[] _lastOwn = new (long, long)[2 * instruments];
    private readonly long[] _adjustedE9 = new long[instruments];
    private readonly List<(Fact Fact, Instrument Instrument)> _open = [];
    private Prng _random = random;

    /// <summary>Nothing can be written before then, in the world's time.</summary>
    public long FullUntilNs { get; set; }

    /// <summary>How probably a transaction fails.</summary>
    public double FailureChance { get; set; }

    /// <summary>The world's time.</summary>
    public long NowNs { get; set; }

    /// <summary>Transactions that failed.</summary>
    public long Failures { get; private set; }

    /// <summary>Every stored fill.</summary>
    public IReadOnlyDictionary<(int Instrument, long Sequence, Side Side), StoredFill> Fills => _fills;

    /// <inheritdoc/>
    public string Path => "model";

    /// <inheritdoc/>
    public int LastRowCode => DiskFull;

    /// <summary>The trade sequence of an instrument up to which no fill is missing.</summary>
    public long TradeMark(int instrument) => _marks[instrument];

    /// <summary>When the last stored fill of an order of ours was made, by the venue's clock; 0 for none.</summary>
    public long LastOwnFillNs(int instrument, Side side) => _lastOwn[(instrument * 2) + (int)side].VenueNs;

    /// <summary>Signed amount that the stored fills and adjustments of an instrument come to, 1e-9 units.</summary>
    public long PositionE9(int instrument) => _filledE9[instrument] + _adjustedE9[instrument];

    /// <summary>An earlier process may have left an order.</summary>
    public void StoreLeft(LeftOrder order)
    {
        if (!_resolved.Contains(order.Label.Packed))
            _left[order.Label.Packed] = order;
    }

    /// <summary>Left orders whose end is not known.</summary>
    public IReadOnlyList<LeftOrder> Unresolved() => [.. _left.Values];

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
        if (fact.Kind is not (FactKind.Fill or FactKind.Mark or FactKind.Adjustment or FactKind.Left))
            return RowOutcome.Stored;
        if (instrument is null)
            return RowOutcome.Refused;
        if (fact.Kind == FactKind.Fill && IsStored(fact))
            return RowOutcome.Duplicate;
        _open.Add((fact, instrument));
        return RowOutcome.Stored;
    }

    /// <inheritdoc/>
    public bool TryCommit(out int code)
    {
        code = NowNs < FullUntilNs ? DiskFull : FailureChance > 0 && _random.Chance(FailureChance) ? Busy : 0;
        Failures += code != 0 ? 1 : 0;
        if (code != 0)
            return false;
        foreach ((Fact fact, Instrument instrument) in _open)
            Store(fact, instrument);
        _open.Clear();
        return true;
    }

    /// <inheritdoc/>
    public void Rollback() => _open.Clear();

    /// <inheritdoc/>
    public string Describe(int code) => code == DiskFull ? "the model disk is full" : "the model database is busy";

    private bool IsStored(in Fact fact)
    {
        if (_rows.Contains(RowOf(fact)))
            return true;
        foreach ((Fact open, Instrument _) in _open)
        {
            if (open.Kind == FactKind.Fill && RowOf(open) == RowOf(fact))
                return true;
        }

        return false;
    }

    private static (int Instrument, VenueId Id, Side Side, long VenueMs, OrderLabel Label) RowOf(in Fact fact) =>
        (fact.Instrument, fact.Fill.TradeId, fact.Side, fact.ExchangeNs / 1_000_000, fact.Fill.Label);

    private void Store(in Fact fact, Instrument instrument)
    {
        switch (fact.Kind)
        {
            case FactKind.Fill:
                StoredFill fill = new(
                    fact.Instrument, fact.Fill.TradeSequence, fact.Side, fact.Fill.PriceE9, instrument.E9(fact.Fill.Size), fact.Fill.FeeE9, fact.Fill.Label);
                _rows.Add(RowOf(fact));
                ref (long Sequence, long VenueNs) last = ref _lastOwn[(fact.Instrument * 2) + (int)fact.Side];
                if (fact.Fill.Label.IsOurs && fact.Fill.TradeSequence > last.Sequence)
                    last = (fact.Fill.TradeSequence, fact.ExchangeNs);
                _fills.Add((fill.Instrument, fill.Sequence, fill.Side), fill);
                _filledE9[fact.Instrument] += fact.Side.Sign() * fill.AmountE9;
                break;
            case FactKind.Mark:
                _marks[fact.Instrument] = Math.Max(_marks[fact.Instrument], fact.Mark.TradeSequence);
                break;
            case FactKind.Adjustment:
                _adjustedE9[fact.Instrument] += fact.Adjustment.Cause == AdjustmentCause.Explained
                    ? fact.Adjustment.Lots * instrument.LotE9
                    : (fact.PositionLots * instrument.LotE9) - PositionE9(fact.Instrument);
                break;
            default:
                _left.Remove(fact.Left.Label.Packed);
                _resolved.Add(fact.Left.Label.Packed);
                break;
        }
    }
}
