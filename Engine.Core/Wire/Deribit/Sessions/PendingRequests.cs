namespace Engine.Core.Wire.Deribit.Sessions;

/// <summary>The session's unanswered requests: few, so a plain array.</summary>
internal sealed class PendingRequests(int capacity)
{
    private readonly (long Id, SessionRequest Request, long SentNs)[] _entries = new (long, SessionRequest, long)[capacity];

    public int Count { get; private set; }

    public bool TryAdd(long id, SessionRequest request, long nowNs)
    {
        if (Count == _entries.Length)
            return false;
        _entries[Count++] = (id, request, nowNs);
        return true;
    }

    /// <summary>Takes out the request that an answer belongs to.</summary>
    public bool TryTake(long id, out SessionRequest request, out long sentNs)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].Id != id)
                continue;
            (request, sentNs) = (_entries[i].Request, _entries[i].SentNs);
            _entries[i] = _entries[--Count];
            return true;
        }

        (request, sentNs) = (default, 0);
        return false;
    }

    public bool Has(SessionRequest request)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].Request == request)
                return true;
        }

        return false;
    }

    /// <summary>Takes each of one request that is under way for another from here on.</summary>
    public void Replace(SessionRequest request, SessionRequest by)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].Request == request)
                _entries[i].Request = by;
        }
    }

    public bool Any(Func<SessionRequest, bool> condition)
    {
        for (int i = 0; i < Count; i++)
        {
            if (condition(_entries[i].Request))
                return true;
        }

        return false;
    }

    /// <summary>A request that was sent before the given time and has no answer yet.</summary>
    public bool TryOlder(long thanNs, out SessionRequest request)
    {
        for (int i = 0; i < Count; i++)
        {
            request = _entries[i].Request;
            if (_entries[i].SentNs < thanNs)
                return true;
        }

        request = default;
        return false;
    }

    public void Clear() => Count = 0;
}
