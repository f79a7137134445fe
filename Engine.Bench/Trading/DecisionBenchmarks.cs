using BenchmarkDotNet.Attributes;
using Engine.Core.Market;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Quoting;

namespace Engine.Bench.Trading;

/// <summary>The quoter with its rounding, and the difference of what it wants to what is working, over four kinds of slots.</summary>
[MemoryDiagnoser]
public class DecisionBenchmarks
{
    private readonly Instrument _instrument = Frames.Instruments()[0]!;
    private readonly InventorySkewQuoter _quoter = new(new InventorySkewParameters());
    private readonly WorkingOrder[] _orders = new WorkingOrder[4];
    private int _count;

    public DecisionBenchmarks()
    {
        for (int i = 0; i < _orders.Length; i++)
        {
            _orders[i].State = i == 0 ? OrderState.Idle : i == 1 ? OrderState.Editing : OrderState.Working;
            _orders[i].Price = new Price(166_000 + i);
            _orders[i].Amount = new Size(100);
        }
    }

    [Benchmark]
    public long Quoter()
    {
        int n = ++_count & 255;
        MarketView view = new()
        {
            Instrument = _instrument,
            Touch = new Touch(new Price(166_000 + n), new Size(500), new Price(166_001 + n), new Size(400)),
            PositionLots = n - 128,
            NowNs = 1,
        };
        QuotePair pair = QuoteRounding.Round(_quoter.Decide(view), view);
        return pair.Bid.Ticks + pair.Ask.Ticks + pair.BidSize.Lots + pair.AskSize.Lots;
    }

    [Benchmark]
    public long Difference()
    {
        int n = ++_count;
        QuoteAction action = QuoteDifference.Decide(_orders[n & 3], new Price(166_002 + ((n >> 2) & 1)), new Size(100), new Size(1));
        return (long)action.Kind + action.Price.Ticks;
    }
}
