using System.Text;
using Engine.Core.Events;
using Engine.Core.Journal.Intents;
using Engine.Core.Primitives;

namespace Engine.Core.Trading.Unsettled;

/// <summary>
/// The orders that earlier sessions may have left, until it is known what became of each. What an earlier process believed of
/// them is a hint: the venue's list decides, and the journal's fills say the rest. Empty in most sessions; the engine's thread only.
/// </summary>
internal sealed class LeftOrders
{
    private readonly Entry[] _entries;

    /// <summary>Keeps those of the instruments that this session trades; the others are the session's to end, by their labels.</summary>
    public LeftOrders(IReadOnlyList<LeftOrder> known, InstrumentTable instruments)
    {
        var entries = new List<Entry>();
        foreach (LeftOrder order in known)
        {
            if (instruments.TryFind(Encoding.UTF8.GetBytes(order.Symbol), out int instrument))
                entries.Add(new Entry { Label = order.Label, OrderId = order.OrderId, Instrument = instrument, SentNs = order.MayBeUnderWay ? order.CauseNs : 0, AmountE9 = Math.Max(0, order.AmountE9 - order.FilledE9) });
        }

        _entries = [.. entries];
        Unresolved = _entries.Length;
    }

    /// <summary>Orders kept.</summary>
    public int Count => _entries.Length;

    /// <summary>Those whose end is not known yet.</summary>
    public int Unresolved { get; private set; }

    /// <summary>Whether an order is kept.</summary>
    public bool Has(OrderLabel label) => TryFind(label, out _);

    /// <summary>A list of open orders begins: what was open before has to stand on it, or it has ended, whoever missed the news.</summary>
    public void BeginList(long nowNs)
    {
        foreach (ref Entry entry in _entries.AsSpan())
        {
            entry.IsOpen = false;
            entry.SentNs = Math.Min(entry.SentNs, nowNs); // the process that sent it may have had another clock
        }
    }

    /// <summary>
    /// Until when an order of an instrument may still be on its way to the venue, which has never shown it, Unix ns: only a list asked
    /// for later proves that it is not, and nothing is quoted before. 0 where there is none.
    /// </summary>
    public long ProofNs(int instrument, long timeoutNs)
    {
        long proofNs = 0;
        foreach (ref readonly Entry entry in _entries.AsSpan())
        {
            if (entry.IsUnproven && entry.Instrument == instrument)
                proofNs = Math.Max(proofNs, entry.SentNs + timeoutNs);
        }

        return proofNs;
    }

    /// <summary>Those that may still be on their way to the venue, which has never shown them.</summary>
    public int CountUnproven()
    {
        int count = 0;
        foreach (ref readonly Entry entry in _entries.AsSpan())
            count += entry.IsUnproven ? 1 : 0;
        return count;
    }

    /// <summary>What those of an instrument ask for, 1e-9 units of amount.</summary>
    public long UnprovenE9(int instrument)
    {
        long amountE9 = 0;
        foreach (ref readonly Entry entry in _entries.AsSpan())
            amountE9 += entry.IsUnproven && entry.Instrument == instrument ? entry.AmountE9 : 0;
        return amountE9;
    }

    /// <summary>The venue shows one open: whatever was believed of it, it is.</summary>
    public void OnOpen(OrderLabel label)
    {
        if (TryFind(label, out int index))
            _entries[index].IsOpen = true;
    }

    /// <summary>
    /// What is known of an order when a list has ended that was asked for at a time; false for one that the venue shows open, that is
    /// resolved, or that may still have been on its way then.
    /// </summary>
    public bool TryUnlisted(int index, long askedNs, long timeoutNs, out OrderUpdate order, out int instrument)
    {
        ref Entry entry = ref _entries[index];
        instrument = entry.Instrument;
        order = new OrderUpdate { Label = entry.Label, OrderId = entry.OrderId };
        return !entry.IsOpen && entry.Outcome == LeftOutcome.None && (entry.SentNs == 0 || askedNs >= entry.SentNs + timeoutNs);
    }

    /// <summary>Whether an outcome is news: of an order that is not kept it always is, and one that was not found may still turn up.</summary>
    public bool TryResolve(OrderLabel label, LeftOutcome outcome)
    {
        if (!TryFind(label, out int index))
            return true;
        ref Entry entry = ref _entries[index];
        if (entry.Outcome is not (LeftOutcome.None or LeftOutcome.NotFound) || entry.Outcome == outcome)
            return false;
        Unresolved -= entry.Outcome == LeftOutcome.None ? 1 : 0;
        entry.Outcome = outcome;
        entry.IsOpen = false;
        return true;
    }

    private bool TryFind(OrderLabel label, out int index)
    {
        for (index = 0; index < _entries.Length; index++)
        {
            if (_entries[index].Label == label)
                return true;
        }

        return false;
    }

    private struct Entry
    {
        public OrderLabel Label;
        public VenueId OrderId;
        public int Instrument;
        public long SentNs;
        public long AmountE9;
        public bool IsOpen;
        public LeftOutcome Outcome;

        public readonly bool IsUnproven => SentNs != 0 && !IsOpen && Outcome == LeftOutcome.None;
    }
}
