using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Market;

/// <summary>Whether a book may be relied on.</summary>
public enum BookStatus : byte
{
    /// <summary>No snapshot since the connection came up, or it was given up: nothing is known.</summary>
    Empty = 0,

    /// <summary>In the middle of a message, or of a snapshot.</summary>
    Partial,

    /// <summary>Continuous since its snapshot.</summary>
    Good,

    /// <summary>A change did not follow the one before: wait for a snapshot.</summary>
    Gap,
}

/// <summary>
/// One instrument's book in ticks and lots, kept continuous by change ids: a change whose previous id is not the book's own
/// makes it stale until the next snapshot. Belongs to the engine's thread.
/// </summary>
public sealed class OrderBook
{
    private BookSide _bids;
    private BookSide _asks;
    private Touch _touch;

    /// <summary>An empty book holding at most the given number of levels a side.</summary>
    public OrderBook(int levels = 4096)
    {
        _bids = new BookSide(Side.Buy, levels);
        _asks = new BookSide(Side.Sell, levels);
    }

    /// <summary>Whether the book may be relied on.</summary>
    public BookStatus Status { get; private set; }

    /// <summary>Change id of the last message applied.</summary>
    public long ChangeId { get; private set; }

    /// <summary>Receive time of the last message applied, Unix ns.</summary>
    public long UpdatedNs { get; private set; }

    /// <summary>Whether changes are applied whatever they follow, for tests alone.</summary>
    internal bool IgnoresGaps { get; set; }

    /// <summary>Gaps seen.</summary>
    public long Gaps { get; private set; }

    /// <summary>Levels of the bid side.</summary>
    public int BidLevels => _bids.Count;

    /// <summary>Levels of the ask side.</summary>
    public int AskLevels => _asks.Count;

    /// <summary>Best bid and ask.</summary>
    public ref readonly Touch Touch => ref _touch;

    /// <summary>Whether quoting on it is sound: continuous, two-sided, not crossed.</summary>
    public bool IsTrusted => Status == BookStatus.Good && _touch.IsTwoSided && _touch.Bid < _touch.Ask;

    /// <summary>Amount at a price of a side.</summary>
    public Size SizeAt(Side side, Price price) => side == Side.Buy ? _bids.SizeAt(price) : _asks.SizeAt(price);

    /// <summary>The n-th level of a side, counted from the touch.</summary>
    public (Price Price, Size Size) Level(Side side, int depth) => side == Side.Buy ? _bids.At(depth) : _asks.At(depth);

    /// <summary>Applies one book event; false when it opened a gap.</summary>
    public bool Apply(in EngineEvent e)
    {
        if ((e.Flags & EventFlags.Continued) == 0 && !TryBegin(e))
            return false;
        if (Status != BookStatus.Partial)
            return true; // the rest of a message that was refused, or a change while waiting for a snapshot
        int bids = e.Tag;
        for (int i = 0; i < bids; i++)
            _bids.Set(e.Book.Levels[i].Price, e.Book.Levels[i].Size);
        for (int i = bids; i < e.Count; i++)
            _asks.Set(e.Book.Levels[i].Price, e.Book.Levels[i].Size);
        _touch = new Touch(_bids.BestPrice, _bids.BestSize, _asks.BestPrice, _asks.BestSize);
        if ((e.Flags & EventFlags.Continues) == 0)
        {
            Status = BookStatus.Good;
            ChangeId = e.Book.ChangeId;
            UpdatedNs = e.ReceiveNs;
        }

        return true;
    }

    /// <summary>Nothing is known any more: the connection went down or a message could not be read.</summary>
    public void Invalidate()
    {
        Status = BookStatus.Empty;
        Clear();
    }

    /// <summary>It is not the venue's, whatever its change ids say: only a snapshot makes it good again.</summary>
    public void Distrust() => Lose();

    private void Clear()
    {
        _bids.Clear();
        _asks.Clear();
        _touch = default;
    }

    private bool TryBegin(in EngineEvent e)
    {
        if ((e.Flags & EventFlags.Snapshot) != 0)
        {
            Clear();
            Status = BookStatus.Partial;
            return true;
        }

        if (Status != BookStatus.Good)
            return Status != BookStatus.Partial || Lose();
        if (e.Book.PreviousChangeId != ChangeId && !IgnoresGaps)
            return Lose();
        Status = BookStatus.Partial;
        return true;
    }

    private bool Lose()
    {
        Gaps++;
        Status = BookStatus.Gap;
        return false;
    }
}
