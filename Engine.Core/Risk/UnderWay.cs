namespace Engine.Core.Risk;

/// <summary>
/// Requests between their decision and the word that they have got somewhere, by id, the oldest first. Fixed room: a word that never
/// comes is given up after a time, and the oldest goes where a further one finds no room. A mutable struct: never a readonly field.
/// </summary>
internal struct UnderWay()
{
    private const int Room = 64;

    private readonly (long Id, long SinceNs)[] _requests = new (long Id, long SinceNs)[Room];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>One more; false when the oldest had to go for it.</summary>
    public bool Add(long id, long nowNs)
    {
        bool hasRoom = Count < Room;
        if (!hasRoom)
            RemoveAt(0);
        _requests[Count++] = (id, nowNs);
        return hasRoom;
    }

    /// <summary>There is word of one; false for one that is not known, or not any more.</summary>
    public bool Remove(long id)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_requests[i].Id != id)
                continue;
            RemoveAt(i);
            return true;
        }

        return false;
    }

    /// <summary>One is waited for from a later time on: it has only now left.</summary>
    public readonly void Renew(long id, long nowNs)
    {
        foreach (ref (long Id, long SinceNs) request in _requests.AsSpan(0, Count))
        {
            if (request.Id == id)
                request.SinceNs = nowNs;
        }
    }

    /// <summary>Gives one up that is of before a time; false when there is none.</summary>
    public bool RemoveBefore(long ns)
    {
        if (Count == 0 || _requests[0].SinceNs >= ns)
            return false;
        RemoveAt(0);
        return true;
    }

    /// <summary>None will get anywhere.</summary>
    public void Clear() => Count = 0;

    private void RemoveAt(int index)
    {
        Count--;
        _requests.AsSpan(index + 1, Count - index).CopyTo(_requests.AsSpan(index));
    }
}
