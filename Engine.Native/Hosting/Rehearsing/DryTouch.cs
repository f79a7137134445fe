using Engine.Core.Market;
using Engine.Core.Primitives;
using Engine.Core.Quoting;

namespace Engine.Native.Hosting.Rehearsing;

/// <summary>One of the two places between which a rehearsal's market goes to and fro.</summary>
internal readonly record struct DryTouch(Price Bid, Price Ask)
{
    /// <summary>The place of the real market.</summary>
    public static DryTouch At(in Touch touch) => new(touch.Bid, touch.Ask);

    /// <summary>A place so far above that quotes are computed anew, and on the grid.</summary>
    public DryTouch Above(RepriceParameters reprice, Instrument instrument)
    {
        double distance = Math.Max(reprice.ThresholdUsd, 2 * instrument.TickSize);
        Price bid = instrument.Ceiling(instrument.ToDouble(Bid) + distance);
        Price ask = instrument.Ceiling(instrument.ToDouble(Ask) + distance);
        return new DryTouch(bid, ask > bid ? ask : instrument.Ceiling(instrument.ToDouble(bid.Add(1))));
    }
}
