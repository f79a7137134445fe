using Engine.Core.Primitives;
using Engine.Core.Venue.Market;

namespace Engine.Core.Simulation.Truth.Twins;

/// <summary>The touch of the venue's book after each of its changes, by change id: what the trader's book must have been.</summary>
internal sealed class BookHistory
{
    private TouchRecord[] _records = new TouchRecord[1024];
    private int _count;

    /// <summary>A book has changed.</summary>
    public void Add(Listing listing, long nowNs)
    {
        if (_count == _records.Length)
            Array.Resize(ref _records, _records.Length * 2);
        Instrument instrument = listing.Instrument;
        _records[_count++] = new TouchRecord(
            listing.ChangeId,
            nowNs,
            listing.Book.BestBid * instrument.TickE9,
            listing.Book.BestAsk * instrument.TickE9,
            listing.Book.BestBidLots,
            listing.Book.BestAskLots);
    }

    /// <summary>The touch after a change, and when the next change made it history; false for an id that no change had.</summary>
    public bool TryFind(long changeId, out TouchRecord record, out long untilNs)
    {
        int low = 0;
        int high = _count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (_records[middle].ChangeId == changeId)
            {
                record = _records[middle];
                untilNs = middle + 1 < _count ? _records[middle + 1].AtNs : long.MaxValue;
                return true;
            }

            if (_records[middle].ChangeId < changeId)
                low = middle + 1;
            else
                high = middle - 1;
        }

        record = default;
        untilNs = 0;
        return false;
    }
}
