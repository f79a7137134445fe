using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Trading.Unsettled;

/// <summary>
/// Open orders that carry our label but stand in no slot: an earlier process left them, or an outcome came late. They are
/// cancelled by id, nothing is quoted on the instrument until they are gone, and what they may still fill counts in the worst
/// case. One whose cancel was refused or not answered is still there, and is cancelled again with growing patience; a complete
/// list that does not hold it ends it, too. Fixed room; more are taken up as it frees. A mutable struct, so that their count lies
/// beside the desk's other state: never a readonly field.
/// </summary>
internal struct StrayOrders()
{
    private const long FirstPauseNs = 1_000_000_000;
    private const int MostDoublings = 5;

    private readonly Entry[] _entries = new Entry[16];
    private Overflow _more; // as of the last complete list
    private Overflow _counting;
    private bool _hasMore;
    private bool _overflowed;

    public int Count { get; private set; }

    /// <summary>All of them, also those that found no room.</summary>
    public readonly int Total => Count + (_hasMore ? Math.Max(_more.Orders, _counting.Orders) : 0);

    /// <summary>Whether none is left, neither here nor, as far as the last list told, at the venue.</summary>
    public readonly bool IsEmpty => Count == 0 && !_hasMore;

    /// <summary>Whether all that found room are gone and a new list must show the others.</summary>
    public readonly bool NeedsList => Count == 0 && _hasMore;

    /// <summary>An order that is shown open.</summary>
    public void Add(in OrderUpdate order, Side side)
    {
        int at = Find(order.OrderId, order.Label);
        if (at < 0 && Count == _entries.Length)
        {
            (_hasMore, _overflowed) = (true, true);
            _counting.Add(side, order.Amount.Lots);
            return;
        }

        if (at < 0)
            _entries[at = Count++] = new Entry { Label = order.Label, Side = side };
        ref Entry entry = ref _entries[at];
        entry.OrderId = order.OrderId.IsSome ? order.OrderId : entry.OrderId;
        entry.AmountLots = order.Amount.Lots;
        entry.FilledLots = Math.Max(entry.FilledLots, order.Filled.Lots);
        entry.IsListed = true;
    }

    /// <summary>A list of open orders begins.</summary>
    public void BeginList()
    {
        (_overflowed, _counting) = (false, default);
        for (int i = 0; i < Count; i++)
            _entries[i].IsListed = false;
    }

    /// <summary>
    /// The list is complete: what it does not hold is gone, and all trades of before have been told. It found room, or once more it
    /// did not.
    /// </summary>
    public void EndList()
    {
        (_hasMore, _more) = (_overflowed, _counting);
        for (int i = Count - 1; i >= 0; i--)
        {
            ref Entry entry = ref _entries[i];
            if (entry.IsListed)
                entry.BookedLots = Math.Max(entry.BookedLots, entry.FilledLots);
            else
                RemoveAt(i);
        }
    }

    /// <summary>
    /// The venue says that one is done. Returns the lots that it has filled and no trade has booked; 0 when it is not known here.
    /// </summary>
    public long Remove(in OrderUpdate order)
    {
        int at = Find(order.OrderId, order.Label);
        if (at < 0)
            return 0;
        long owed = Math.Max(_entries[at].FilledLots, order.Filled.Lots) - _entries[at].BookedLots;
        RemoveAt(at);
        return Math.Max(0, owed);
    }

    /// <summary>A trade of one of them was booked; false when it is of none.</summary>
    public readonly bool Book(VenueId orderId, long lots)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].OrderId != orderId)
                continue;
            _entries[i].BookedLots += lots;
            return true;
        }

        return false;
    }

    /// <summary>Whether an order is one of them.</summary>
    public readonly bool Has(in OrderUpdate order) => Find(order.OrderId, order.Label) >= 0;

    /// <summary>What those of a side may still change the position by, lots.</summary>
    public readonly long ExposureLots(Side side)
    {
        long lots = _hasMore ? Math.Max(_more.Of(side), _counting.Of(side)) : 0;
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].Side == side)
                lots += Math.Max(0, _entries[i].AmountLots - _entries[i].BookedLots);
        }

        return lots;
    }

    /// <summary>
    /// Takes an answer to one of the cancels that tells of no order: when it says that it is gone, so it is, and what it had left may
    /// have been filled; after a refusal it stays, and the next cancel waits. False when the answer is to none of them.
    /// </summary>
    public bool OnReply(long requestId, bool isGone, long nowNs, out OrderLabel label, out long owedLots)
    {
        (label, owedLots) = (OrderLabel.None, 0);
        for (int i = 0; i < Count; i++)
        {
            ref Entry entry = ref _entries[i];
            if (entry.RequestId != requestId)
                continue;
            label = entry.Label;
            if (isGone)
            {
                owedLots = Math.Max(0, entry.AmountLots - entry.BookedLots);
                RemoveAt(i);
                return true;
            }

            entry.RequestId = 0;
            entry.NotBeforeNs = nowNs + (FirstPauseNs << Math.Min(entry.Refusals, MostDoublings));
            entry.Refusals++;
            return true;
        }

        return false;
    }

    /// <summary>The next one to cancel; false when there is none now. A cancel unanswered for longer than an answer may take is sent again.</summary>
    public readonly bool TryNext(long nowNs, long timeoutNs, out int index)
    {
        for (index = 0; index < Count; index++)
        {
            ref Entry entry = ref _entries[index];
            bool isFree = entry.RequestId == 0 ? nowNs >= entry.NotBeforeNs : nowNs - entry.SentNs > timeoutNs;
            if (isFree && entry.OrderId.IsSome)
                return true;
        }

        return false;
    }

    /// <summary>
    /// The venue takes requests again: no cancel waits any longer, and the next refusal is the first again. Once an order: one that is
    /// refused for good must not take the credits of others.
    /// </summary>
    public readonly void Hasten()
    {
        foreach (ref Entry entry in _entries.AsSpan(0, Count))
        {
            if (entry.IsHastened || entry.Refusals == 0)
                continue;
            (entry.NotBeforeNs, entry.Refusals, entry.IsHastened) = (0, 0, true);
        }
    }

    public readonly VenueId IdOf(int index) => _entries[index].OrderId;

    public readonly OrderLabel LabelOf(int index) => _entries[index].Label;

    public readonly Side SideOf(int index) => _entries[index].Side;

    public readonly void Sent(int index, long requestId, long nowNs)
    {
        _entries[index].RequestId = requestId;
        _entries[index].SentNs = nowNs;
    }

    /// <summary>A cancel has left, maybe long after it was decided: its answer is waited for from then on.</summary>
    public readonly void Left(long requestId, long nowNs)
    {
        foreach (ref Entry entry in _entries.AsSpan(0, Count))
        {
            if (entry.RequestId == requestId)
                entry.SentNs = nowNs;
        }
    }

    public void Clear()
    {
        (Count, _hasMore, _overflowed) = (0, false, false);
        (_more, _counting) = (default, default);
    }

    private readonly int Find(VenueId orderId, OrderLabel label)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].OrderId.IsSome && orderId.IsSome ? _entries[i].OrderId == orderId : _entries[i].Label == label)
                return i;
        }

        return -1;
    }

    private void RemoveAt(int index) => _entries[index] = _entries[--Count];

    private struct Entry
    {
        public VenueId OrderId;
        public OrderLabel Label;
        public Side Side;
        public bool IsListed;
        public bool IsHastened;
        public int Refusals;
        public long AmountLots;
        public long FilledLots;
        public long BookedLots;
        public long RequestId;
        public long SentNs;
        public long NotBeforeNs;
    }

    /// <summary>Lots of those that found no room, and how many they are.</summary>
    private struct Overflow
    {
        private long _buy;
        private long _sell;

        public int Orders { get; private set; }

        public void Add(Side side, long lots)
        {
            ref long sum = ref side == Side.Buy ? ref _buy : ref _sell;
            sum += lots;
            Orders++;
        }

        public readonly long Of(Side side) => side == Side.Buy ? _buy : _sell;
    }
}
