using Engine.Core.Primitives;

namespace Engine.Core.Venue.Market.Flow;

/// <summary>Where the crowd sees the price of one instrument, in its ticks, and the units that follow from it.</summary>
internal sealed class FairPrice(Listing listing, LatentPrices latent, int coin, double premium)
{
    private double _impactTicks;

    /// <summary>Relative premium over the coin's worth.</summary>
    public double Premium { get; set; } = premium;

    /// <summary>The fair price, a fraction of ticks.</summary>
    public double Ticks { get; private set; } = TicksAt(listing, latent.Price(coin), premium);

    /// <summary>How far the next move will take it, ticks: what informed takers know.</summary>
    public double NextMove => At(latent.NextPrice(coin)) - Ticks;

    /// <summary>Follows the latent price; gives the ticks moved.</summary>
    public double Follow(double elapsedSeconds)
    {
        _impactTicks *= Math.Exp(-elapsedSeconds / 10);
        double moved = At(latent.Price(coin)) - Ticks;
        Ticks += moved;
        return moved;
    }

    /// <summary>A trade moves the price for some seconds, from the next move on.</summary>
    public void Push(double ticks) => _impactTicks += ticks;

    /// <summary>Ticks of a distance in basis points.</summary>
    public double TicksOf(double bp) => Ticks * bp * 1e-4;

    /// <summary>The best price that a side's quote may have.</summary>
    public long Touch(Side side) => (long)Math.Floor(Ticks) + (side == Side.Buy ? 0 : 1);

    /// <summary>Lots of an amount of USD at BTC-PERPETUAL, scaled to this instrument.</summary>
    public long LotsOf(double btcUsd)
    {
        double usd = btcUsd * listing.Contract.Terms.DepthScale;
        double amount = listing.Contract.IsInverse ? usd : usd / (Ticks * listing.Instrument.TickSize);
        return Math.Max(1, (long)(amount / listing.Instrument.LotSize));
    }

    private double At(double worth) => TicksAt(listing, worth, Premium) + _impactTicks;

    private static double TicksAt(Listing listing, double worth, double premium) => worth * (1 + premium) / listing.Instrument.TickSize;
}
