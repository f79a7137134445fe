using Engine.Core.Primitives;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Market.Flow;

/// <summary>
/// The pure model. The crowd shows where the latent price is by one bid and one ask on the ticks around it, and puts them back in the
/// same step whatever happens. Takers of each side come as a Poisson stream of rate A and take all within an exponential reach beyond
/// the latent price, so that any quote at distance d of it is met at the rate A exp(-k d) exactly. Nobody is informed, nothing excites.
/// </summary>
internal sealed class ExponentialCrowd : ICrowd
{
    private const double MarkerUsd = 5_000;

    private readonly Listing _listing;
    private readonly Floor _floor;
    private readonly FairPrice _fair;
    private readonly Regime _regime;
    private readonly long _markerLots;
    private Prng _random;

    public ExponentialCrowd(Listing listing, Floor floor, LatentPrices latent, int coin, Regime regime, Prng random)
    {
        _listing = listing;
        _floor = floor;
        _fair = new FairPrice(listing, latent, coin, premium: 0);
        _regime = regime;
        _markerLots = _fair.LotsOf(MarkerUsd);
        _random = random;
        Mark();
        Plan(0);
    }

    /// <inheritdoc/>
    public long NextNs { get; private set; }

    /// <inheritdoc/>
    public void Act()
    {
        Side side = _random.Chance(0.5) ? Side.Buy : Side.Sell;
        double reach = _fair.TicksOf(_random.Exponential(1 / _regime.ReachDecayPerBp));
        Plan(NextNs);
        if (_listing.State != BookState.Open)
            return;
        long limit = side == Side.Buy ? (long)Math.Floor(_fair.Ticks + reach) : (long)Math.Ceiling(_fair.Ticks - reach);
        int levels = _listing.Book.LevelsThrough(side.Opposite(), limit);
        long lots = 0;
        for (int i = 0; i < levels; i++)
            lots += _listing.Book.Level(side.Opposite(), i).Lots;
        if (lots > 0)
            Submit(side, limit, lots, TimeInForce.ImmediateOrCancel);
        Mark();
    }

    /// <inheritdoc/>
    public void OnMove(long nowNs, double elapsedSeconds)
    {
        _fair.Follow(elapsedSeconds);
        if (_listing.State == BookState.Open)
            Mark();
    }

    private void Plan(long fromNs) => NextNs = fromNs + (long)(_random.Exponential(1 / _regime.TakersPerSecond) * 1e9);

    /// <summary>Stands a bid and an ask around the latent price, or as near as a client's quote allows.</summary>
    private void Mark()
    {
        Withdraw(Side.Buy);
        Withdraw(Side.Sell);
        Quote(Side.Buy);
        Quote(Side.Sell);
        _floor.Publish();
    }

    private void Quote(Side side)
    {
        long ticks = _fair.Touch(side);
        if (_listing.Book.WouldCross(side, ticks))
            ticks = _listing.Book.Best(side.Opposite()) - side.Sign();
        if (ticks > 0)
            Submit(side, ticks, _markerLots, TimeInForce.GoodTilCancelled);
    }

    private void Withdraw(Side side)
    {
        for (int level = 0; level < _listing.Book.Depth(side); level++)
        {
            for (Order? order = _listing.Book.First(side, level); order is not null; order = Book.Behind(order))
            {
                if (order.Owner != 0)
                    continue;
                _floor.Cancel(_listing, order, CancelReason.None);
                return;
            }
        }
    }

    private void Submit(Side side, long ticks, long lots, TimeInForce lifetime)
    {
        Order order = _floor.CrowdOrder(side, ticks, lots);
        order.Type = OrderType.Limit;
        order.TimeInForce = lifetime;
        _floor.Submit(_listing, order);
    }
}
