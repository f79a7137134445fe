using System.Collections;

namespace Engine.Core.Venue.Accounts.Records;

/// <summary>The newest items of a kind, oldest first; the oldest fall off when there are too many. Grows as it fills.</summary>
internal sealed class RecentList<T>(int kept) : IReadOnlyList<T>
{
    private T[] _ring = [];
    private int _first;

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public T this[int index] => _ring[(_first + index) % _ring.Length];

    public void Add(T item)
    {
        if (Count == _ring.Length && Count < kept)
            Array.Resize(ref _ring, Math.Min(kept, Math.Max(16, Count * 2))); // nothing has fallen off yet: the oldest is first
        if (Count < _ring.Length)
        {
            _ring[Count++] = item;
            return;
        }

        _ring[_first] = item;
        _first = (_first + 1) % kept;
    }

    public void Clear()
    {
        Array.Clear(_ring);
        (_first, Count) = (0, 0);
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
