using Engine.Core.Events;

namespace Engine.Core.Trading;

/// <summary>
/// Open orders that carry our label but stand in no slot: an earlier process left them, or an outcome came late. They are
/// cancelled by id, and nothing is quoted on the instrument until they are gone. Fixed room; more are taken up as it frees.
/// </summary>
internal sealed class StrayOrders
{
    private readonly Entry[] _entries = new Entry[16];

    public int Count { get; private set; }

    public void Add(VenueId orderId, OrderLabel label)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].OrderId == orderId)
                return;
        }

        if (Count < _entries.Length)
            _entries[Count++] = new Entry { OrderId = orderId, Label = label };
    }

    public void Remove(VenueId orderId)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].OrderId != orderId)
                continue;
            _entries[i] = _entries[--Count];
            return;
        }
    }

    /// <summary>Takes a reply to one of the cancels; it stays until it is seen to be gone, unless the venue says that it is.</summary>
    public bool OnReply(long requestId, bool isGone)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].RequestId != requestId)
                continue;
            if (isGone)
                _entries[i] = _entries[--Count];
            else
                _entries[i].RequestId = 0;
            return true;
        }

        return false;
    }

    /// <summary>The next one to cancel; false when all cancels are in flight. A cancel unanswered for a second is sent again.</summary>
    public bool TryNext(long nowNs, out int index)
    {
        for (index = 0; index < Count; index++)
        {
            if (_entries[index].RequestId == 0 || nowNs - _entries[index].SentNs > 1_000_000_000)
                return true;
        }

        return false;
    }

    public VenueId IdOf(int index) => _entries[index].OrderId;

    public OrderLabel LabelOf(int index) => _entries[index].Label;

    public void Sent(int index, long requestId, long nowNs)
    {
        _entries[index].RequestId = requestId;
        _entries[index].SentNs = nowNs;
    }

    public void Clear() => Count = 0;

    private struct Entry
    {
        public VenueId OrderId;
        public OrderLabel Label;
        public long RequestId;
        public long SentNs;
    }
}
