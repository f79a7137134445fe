using Engine.Core.Primitives;
using Engine.Core.Venue.Matching;

namespace Engine.Tests.Venue;

/// <summary>The plain twin of <see cref="Book"/>: one list, searched in full each time.</summary>
internal sealed class NaiveBook
{
    private readonly List<Entry> _orders = [];
    private long _arrival;

    internal sealed class Entry
    {
        public required int Tag { get; init; }

        public required int Owner { get; init; }

        public required Side Side { get; init; }

        public required long Price { get; set; }

        public required long Lots { get; set; }

        public long Filled { get; set; }

        public long Arrival { get; set; }

        public long Rest => Lots - Filled;
    }

    public IEnumerable<Entry> Resting => _orders;

    public Entry? Next(Side takerSide, long limit) => _orders
        .Where(o => o.Side != takerSide && (takerSide == Side.Buy ? o.Price <= limit : o.Price >= limit))
        .OrderBy(o => takerSide == Side.Buy ? o.Price : -o.Price).ThenBy(o => o.Arrival).FirstOrDefault();

    public List<(int Tag, long Price, long Lots)> Submit(Entry taker, out bool metOwn)
    {
        var matches = new List<(int Tag, long Price, long Lots)>();
        metOwn = false;
        while (taker.Rest > 0 && Next(taker.Side, taker.Price) is Entry maker)
        {
            if (maker.Owner == taker.Owner && taker.Owner != 0)
            {
                metOwn = true;
                break;
            }

            long lots = Math.Min(taker.Rest, maker.Rest);
            maker.Filled += lots;
            taker.Filled += lots;
            matches.Add((maker.Tag, maker.Price, lots));
            if (maker.Rest == 0)
                _orders.Remove(maker);
        }

        return matches;
    }

    public void Rest(Entry order)
    {
        order.Arrival = ++_arrival;
        _orders.Add(order);
    }

    public void Remove(Entry order) => _orders.Remove(order);

    public SortedDictionary<long, long> Depth(Side side)
    {
        var depth = new SortedDictionary<long, long>();
        foreach (Entry order in _orders.Where(o => o.Side == side))
            depth[order.Price] = depth.GetValueOrDefault(order.Price) + order.Rest;
        return depth;
    }
}
