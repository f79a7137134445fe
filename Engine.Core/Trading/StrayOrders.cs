using Engine.Core.Events;

namespace Engine.Core.Trading;

/// <summary>
/// Open orders that carry our label but stand in no slot: an earlier process left them, or an outcome came late. They are
/// cancelled by id, and nothing is quoted on the instrument until they are gone. Fixed room; more are taken up as it frees.
/// A mutable struct, so that their count lies beside the desk's other state: never a readonly field.
/// </summary>
internal struct StrayOrders()
{
    private const long Refused = -1; // waits its second like one unanswered: a refusal at every event would eat the credits
    private readonly Entry[] _entries = new Entry[16];
    private bool _hasMore;
    private bool _overflowed;

    public int Count { get; private set; }

    /// <summary>Whether none is left, neither here nor, as far as the last list told, at the venue.</summary>
    public readonly bool IsEmpty => Count == 0 && !_hasMore;

    /// <summary>Whether all that found room are gone and a new list must show the others.</summary>
    public readonly bool NeedsList => Count == 0 && _hasMore;

    public void Add(VenueId orderId, OrderLabel label)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].OrderId == orderId)
                return;
        }

        if (Count < _entries.Length)
            _entries[Count++] = new Entry { OrderId = orderId, Label = label };
        else
            (_hasMore, _overflowed) = (true, true);
    }

    /// <summary>A list of open orders begins.</summary>
    public void BeginList() => _overflowed = false;

    /// <summary>The list is complete: it found room, or once more it did not.</summary>
    public void EndList() => _hasMore = _overflowed;

    /// <summary>Forgets one; false when it was not there.</summary>
    public bool Remove(VenueId orderId)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].OrderId != orderId)
                continue;
            _entries[i] = _entries[--Count];
            return true;
        }

        return false;
    }

    /// <summary>Takes a reply to one of the cancels; it stays until it is seen to be gone, unless the venue says that it is.</summary>
    public bool OnReply(long requestId, bool isGone, out OrderLabel label)
    {
        label = OrderLabel.None;
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].RequestId != requestId)
                continue;
            label = _entries[i].Label;
            if (isGone)
                _entries[i] = _entries[--Count];
            else
                _entries[i].RequestId = Refused;
            return true;
        }

        return false;
    }

    /// <summary>The next one to cancel; false when all cancels are in flight. A cancel unanswered for a second is sent again.</summary>
    public readonly bool TryNext(long nowNs, out int index)
    {
        for (index = 0; index < Count; index++)
        {
            if (_entries[index].RequestId == 0 || nowNs - _entries[index].SentNs > 1_000_000_000)
                return true;
        }

        return false;
    }

    public readonly VenueId IdOf(int index) => _entries[index].OrderId;

    public readonly OrderLabel LabelOf(int index) => _entries[index].Label;

    public readonly void Sent(int index, long requestId, long nowNs)
    {
        _entries[index].RequestId = requestId;
        _entries[index].SentNs = nowNs;
    }

    public void Clear() => (Count, _hasMore, _overflowed) = (0, false, false);

    private struct Entry
    {
        public VenueId OrderId;
        public OrderLabel Label;
        public long RequestId;
        public long SentNs;
    }
}
