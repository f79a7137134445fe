using BenchmarkDotNet.Attributes;
using Engine.Core.Events;
using Engine.Core.Market;
using Engine.Core.Primitives;

namespace Engine.Bench.Trading;

/// <summary>One change of three levels near the touch applied to a book of 400 levels, against two sorted dictionaries.</summary>
[MemoryDiagnoser]
public class BookBenchmarks
{
    private const int Levels = 200;

    private readonly OrderBook _book = new();
    private readonly SortedDictionary<long, long> _bids = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));
    private readonly SortedDictionary<long, long> _asks = [];
    private readonly EngineEvent[] _changes = [Change(1, 2, 40), Change(2, 1, 0)];
    private int _next;
    private int _nextPlain;

    public BookBenchmarks()
    {
        for (int at = 0; at < Levels; at++)
        {
            Snapshot(at, 199_999 - at, isBid: true, last: false);
            Snapshot(at, 200_001 + at, isBid: false, last: at == Levels - 1);
            _bids[199_999 - at] = 500;
            _asks[200_001 + at] = 500;
        }
    }

    [Benchmark(Baseline = true)]
    public long SortedDictionaries()
    {
        ref EngineEvent e = ref _changes[_nextPlain++ & 1];
        for (int i = 0; i < e.Count; i++)
        {
            SortedDictionary<long, long> side = i < e.Tag ? _bids : _asks;
            BookLevel level = e.Book.Levels[i];
            if (level.Size.Lots == 0)
                side.Remove(level.Price.Ticks);
            else
                side[level.Price.Ticks] = level.Size.Lots;
        }

        return First(_bids) + First(_asks);
    }

    [Benchmark]
    public long Apply()
    {
        _book.Apply(_changes[_next++ & 1]);
        return _book.Touch.MidHalfTicks;
    }

    private static long First(SortedDictionary<long, long> side)
    {
        foreach (KeyValuePair<long, long> level in side)
            return level.Key;
        return 0;
    }

    // The touch's size, the level behind it gone and back, and one some levels down.
    private static EngineEvent Change(long previous, long id, long lots)
    {
        EngineEvent e = new() { Kind = EventKind.Book, ReceiveNs = 1 };
        e.Book.PreviousChangeId = previous;
        e.Book.ChangeId = id;
        Add(ref e, 199_998, lots == 0 ? 500 : 0, isBid: true);
        Add(ref e, 199_999, 500 + lots, isBid: true);
        Add(ref e, 200_006, 700 + lots, isBid: false);
        return e;
    }

    private static void Add(ref EngineEvent e, long price, long lots, bool isBid)
    {
        e.Book.Levels[e.Count++] = new BookLevel { Price = new Price(price), Size = new Size(lots) };
        e.Tag += (byte)(isBid ? 1 : 0);
    }

    private void Snapshot(int at, long price, bool isBid, bool last)
    {
        EngineEvent e = new() { Kind = EventKind.Book, Flags = EventFlags.Snapshot, ReceiveNs = 1 };
        e.Book.ChangeId = 1;
        if (at > 0 || !isBid)
            e.Flags |= EventFlags.Continued;
        if (!last)
            e.Flags |= EventFlags.Continues;
        Add(ref e, price, 500, isBid);
        _book.Apply(e);
    }
}
