using Engine.Core.Primitives;
using Engine.Core.Venue.Catalogue;

namespace Engine.Core.Venue.Market.Replay;

/// <summary>
/// The book of a recording on the grid of a listed instrument: prices are rounded outward, amounts to whole lots, and recorded levels
/// that fall on one tick are summed.
/// </summary>
internal sealed class RecordedBook(Contract contract, bool isInverse)
{
    private readonly decimal _tick = Contract.FromE9(contract.Instrument.TickE9);
    private readonly decimal _lot = Contract.FromE9(contract.Instrument.LotE9);
    private readonly Dictionary<decimal, long>[] _lots = [[], []];

    /// <summary>Every level that has been seen and is not forgotten, by ticks; bids, then asks.</summary>
    public SortedDictionary<long, RecordedLevel>[] Levels { get; } = [[], []];

    /// <summary>Ticks of the levels whose recorded lots changed since the last commit.</summary>
    public HashSet<long>[] Changed { get; } = [[], []];

    /// <summary>Index price of the recording; null when it has none.</summary>
    public decimal? Index { get; private set; }

    /// <summary>Best recorded price of a side in ticks; 0 when it is empty.</summary>
    public long Best(Side side)
    {
        IEnumerable<KeyValuePair<long, RecordedLevel>> levels = side == Side.Buy ? Levels[0].Reverse() : Levels[1];
        return levels.FirstOrDefault(level => level.Value.Recorded > 0).Key;
    }

    /// <summary>What the coin is worth by the recording: its index, or the middle of its touch; null while a side is empty.</summary>
    public double? Worth
    {
        get
        {
            if (Index is decimal index)
                return (double)index;
            (long bid, long ask) = (Best(Side.Buy), Best(Side.Sell));
            return bid == 0 || ask == 0 ? null : (bid + ask) * 0.5 * contract.Instrument.TickSize;
        }
    }

    /// <summary>Takes in a record that is no trade.</summary>
    public void Apply(in MarketRecord record)
    {
        if (record.Kind == RecordKind.Index && record.Price > 0)
            Index = record.Price;
        else if (record.Kind == RecordKind.Clear)
            Clear();
        else if (record.Kind == RecordKind.Level && record.Price > 0)
            Set(record);
    }

    /// <summary>A price on the grid, rounded outward: bids down, asks up.</summary>
    public long Ticks(Side side, decimal price) => (long)(side == Side.Buy ? Math.Floor(price / _tick) : Math.Ceiling(price / _tick));

    /// <summary>Whole lots of an amount; at least one of any.</summary>
    public long Lots(decimal amount, decimal price)
    {
        if (amount <= 0)
            return 0;
        if (isInverse != contract.IsInverse)
            amount = contract.IsInverse ? amount * price : amount / price;
        return Math.Max(1, (long)Math.Min(Math.Round(amount / _lot), 1e15m));
    }

    /// <summary>The level at a tick; made when there is none.</summary>
    public RecordedLevel Level(Side side, long ticks)
    {
        if (!Levels[(int)side].TryGetValue(ticks, out RecordedLevel? level))
            Levels[(int)side].Add(ticks, level = new RecordedLevel());
        return level;
    }

    private void Clear()
    {
        for (int side = 0; side < 2; side++)
        {
            _lots[side].Clear();
            foreach ((long ticks, RecordedLevel level) in Levels[side])
            {
                level.Recorded = 0;
                Changed[side].Add(ticks);
            }
        }
    }

    private void Set(in MarketRecord record)
    {
        long ticks = Ticks(record.Side, record.Price);
        if (ticks <= 0)
            return;
        Dictionary<decimal, long> lots = _lots[(int)record.Side];
        long after = Lots(record.Amount, record.Price);
        Level(record.Side, ticks).Recorded += after - lots.GetValueOrDefault(record.Price);
        if (after == 0)
            lots.Remove(record.Price);
        else
            lots[record.Price] = after;
        Changed[(int)record.Side].Add(ticks);
    }
}
