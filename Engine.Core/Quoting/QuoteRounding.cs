using System.Runtime.CompilerServices;
using Engine.Core.Primitives;

namespace Engine.Core.Quoting;

/// <summary>The one door from model prices to the tick grid: bids down, asks up, never crossing the other side of the book.</summary>
public static class QuoteRounding
{
    /// <summary>Whole ticks and lots for a model's wish.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static QuotePair Round(in ModelQuote model, in MarketView view)
    {
        Instrument instrument = view.Instrument;
        Price highestBid = instrument.Floor(view.Touch.Ask.Add(-1));
        Price lowestAsk = instrument.Ceiling(view.Touch.Bid.Add(1));
        Price bid = instrument.Floor(model.Bid);
        Price ask = model.Ask <= 0 ? lowestAsk : instrument.Ceiling(model.Ask);
        if (bid > highestBid)
            bid = highestBid;
        if (ask.IsSome && ask < lowestAsk)
            ask = lowestAsk; // none stays none: a model's endless or senseless ask is not one at the touch
        Size bidSize = Lots(model.BidUsd, view);
        Size askSize = Lots(model.AskUsd, view);
        return new QuotePair
        {
            Bid = bidSize.Lots > 0 ? bid : Price.None,
            BidSize = bid.IsSome ? bidSize : Size.Zero,
            Ask = askSize.Lots > 0 ? ask : Price.None,
            AskSize = ask.IsSome ? askSize : Size.Zero,
        };
    }

    private static Size Lots(double usd, in MarketView view)
    {
        Instrument instrument = view.Instrument;
        Size size = instrument.FloorSize(instrument.Kind == ContractKind.Inverse ? usd : usd / view.Mid);
        return size < instrument.MinSize ? Size.Zero : size;
    }
}
