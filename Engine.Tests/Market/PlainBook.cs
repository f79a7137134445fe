using Engine.Core.Events;
using Engine.Core.Market;

namespace Engine.Tests.Market;

/// <summary>The plain twin of the book: sorted dictionaries, whole messages, one rule at a time.</summary>
internal sealed class PlainBook(int capacity)
{
    private bool _isPartial;

    public SortedDictionary<long, long> Bids { get; } = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));

    public SortedDictionary<long, long> Asks { get; } = [];

    public BookStatus Status { get; private set; }

    public long ChangeId { get; private set; }

    public long Gaps { get; private set; }

    public void Apply(in EngineEvent e)
    {
        bool begins = (e.Flags & EventFlags.Continued) == 0;
        if (begins)
            Begin(e);
        if (!_isPartial)
            return;
        for (int i = 0; i < e.Count; i++)
            Set(i < e.Tag ? Bids : Asks, e.Book.Levels[i].Price.Ticks, e.Book.Levels[i].Size.Lots);
        if ((e.Flags & EventFlags.Continues) != 0)
            return;
        _isPartial = false;
        Status = BookStatus.Good;
        ChangeId = e.Book.ChangeId;
    }

    public void Invalidate()
    {
        Bids.Clear();
        Asks.Clear();
        _isPartial = false;
        Status = BookStatus.Empty;
    }

    private void Begin(in EngineEvent e)
    {
        if ((e.Flags & EventFlags.Snapshot) != 0)
        {
            Bids.Clear();
            Asks.Clear();
            _isPartial = true;
            Status = BookStatus.Partial;
            return;
        }

        bool fits = Status == BookStatus.Good && e.Book.PreviousChangeId == ChangeId;
        if (!fits && Status is BookStatus.Good or BookStatus.Partial)
        {
            Gaps++;
            Status = BookStatus.Gap;
        }

        _isPartial = fits;
        if (fits)
            Status = BookStatus.Partial;
    }

    private void Set(SortedDictionary<long, long> side, long price, long lots)
    {
        if (lots == 0)
        {
            side.Remove(price);
            return;
        }

        side[price] = lots;
        if (side.Count > capacity)
            side.Remove(side.Keys.Last());
    }
}
