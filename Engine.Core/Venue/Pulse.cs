using Engine.Core.Venue.Channels;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Market.Flow;

namespace Engine.Core.Venue;

/// <summary>
/// What happens by itself: latent moves and the crowd on market time, index and mark prices about once a second of it, and the
/// channels' intervals on real time. Market time runs faster than real time by the speed.
/// </summary>
internal sealed class Pulse
{
    private const long PriceStepNs = 1_007_000_000;
    private const long FastNs = 100_000_000;
    private const long SlowNs = 1_000_000_000;

    private readonly Exchange _exchange;
    private readonly IPrices _latents;
    private readonly ICrowd[] _crowds;
    private readonly long _startNs;
    private readonly double _speed;
    private readonly int[] _coins;
    private long _priceNs = PriceStepNs;
    private long _fastNs;
    private long _slowNs;
    private long _movedNs;

    public Pulse(Exchange exchange, IPrices latents, ICrowd[] crowds, long startNs)
    {
        _exchange = exchange;
        _latents = latents;
        _crowds = crowds;
        _startNs = startNs;
        _speed = exchange.Options.Speed;
        _fastNs = startNs + FastNs;
        _slowNs = startNs + SlowNs;
        string[] names = [.. exchange.Listings.Select(listing => listing.Contract.Terms.Base).Distinct()];
        _coins = [.. exchange.Listings.Select(listing => Array.IndexOf(names, listing.Contract.Terms.Base))];
    }

    /// <summary>Real time of the next beat.</summary>
    public long NextNs => Math.Min(RealNs(NextMarketNs()), Math.Min(_fastNs, _slowNs));

    /// <summary>Whether the crowd has nothing more to do, ever.</summary>
    public bool HasMarketEnded => _crowds is [{ NextNs: long.MaxValue }];

    /// <summary>Does the one thing that is due next.</summary>
    public void Beat()
    {
        long marketNs = NextMarketNs();
        if (_fastNs <= RealNs(marketNs) || _slowNs <= RealNs(marketNs))
            BeatChannels();
        else if (_latents.NextNs == marketNs && _crowds.Length > 0)
            Move(marketNs);
        else if (_priceNs == marketNs)
            StepPrices(marketNs);
        else
            Array.Find(_crowds, crowd => crowd.NextNs == marketNs)!.Act();
    }

    /// <summary>Lets the worth of an index's coin jump now; of every coin without an index.</summary>
    public void Jump(string? index, double factor)
    {
        foreach (int coin in _exchange.Listings.Where(listing => index is null || listing.Contract.Terms.Index == index).Select(listing => _coins[listing.Id]).Distinct())
            _latents.Scale(coin, factor);
        long marketNs = (long)((_exchange.NowNs - _startNs) * _speed);
        foreach (ICrowd crowd in _crowds)
            crowd.OnMove(Math.Min(marketNs, NextMarketNs()), 0);
    }

    private long NextMarketNs()
    {
        long next = _priceNs;
        if (_crowds.Length > 0)
            next = Math.Min(next, _latents.NextNs);
        foreach (ICrowd crowd in _crowds)
            next = Math.Min(next, crowd.NextNs);
        return next;
    }

    private long RealNs(long marketNs) => _startNs + (long)(marketNs / _speed);

    private void BeatChannels()
    {
        if (_fastNs <= _slowNs)
        {
            _fastNs += FastNs;
            _exchange.Publisher.Flush(Interval.Fast);
        }
        else
        {
            _slowNs += SlowNs;
            _exchange.Publisher.Flush(Interval.Slow);
        }
    }

    private void Move(long marketNs)
    {
        _latents.Move();
        foreach (ICrowd crowd in _crowds)
            crowd.OnMove(marketNs, (marketNs - _movedNs) / 1e9);
        _movedNs = marketNs;
    }

    private void StepPrices(long marketNs)
    {
        _priceNs += PriceStepNs;
        long nowNs = _exchange.MarketClock.StartNs + marketNs;
        foreach (Listing listing in _exchange.Listings)
        {
            double index = _latents.Price(_coins[listing.Id]);
            listing.Funding.Add(_exchange.NowNs, listing.Mark.Rate, PriceStepNs / 1e6, index);
            listing.Coin.Index.Add(_exchange.NowNs, index);
            listing.Candles.Advance(_exchange.NowNs);
            listing.Mark.Step(index, listing.Mid, PriceStepNs, nowNs);
            listing.Stats.Advance(_exchange.NowNs);
            _exchange.Publisher.OnPrices(listing);
            _exchange.Desk.Triggers.OnPrices(listing);
        }

        _exchange.Liquidator.OnPrices();
    }
}
