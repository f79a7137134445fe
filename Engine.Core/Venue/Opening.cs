using Engine.Core.Primitives;
using Engine.Core.Venue.Catalogue;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Market.Flow;
using Engine.Core.Venue.Market.Replay;
using Engine.Core.Venue.Market.History;

namespace Engine.Core.Venue;

/// <summary>Builds listings and their market from the options and the seed.</summary>
internal sealed class Opening
{
    /// <summary>How much more the other coins move than BTC.</summary>
    private const double AltVolatility = 1.375;
    private const double DayNotional = 8e8;

    private readonly List<string> _coins = [];
    private readonly Regime _regime;
    private readonly ReplayFeed? _replay;
    private readonly double[] _premiums;
    private readonly Prng[] _crowdRandoms;
    private readonly CoinHistory[] _coinHistories;

    public Opening(ExchangeOptions options, long startNs, long marketNs, ref Prng random)
    {
        Terms[] terms = [.. options.Instruments.Distinct().Select(name => options.Catalogue.FirstOrDefault(known => known.Name == name)
            ?? throw new ArgumentException($"no such instrument: {name}; known are {string.Join(", ", options.Catalogue.Select(known => known.Name))}"))];
        _regime = Regime.Checked(options.Regime);
        if (options.Replay is not null && terms.Length != 1)
            throw new ArgumentException("a recording is the market of one instrument: list exactly one");
        if (terms.Length == 0)
            throw new ArgumentException("at least one instrument must be listed");
        var groups = new Dictionary<string, SettlementGroup>();
        foreach (string currency in (string[])["BTC", "ETH", "USDC"])
            groups.Add(currency, new SettlementGroup(currency, random.Fork()));
        if (options.Replay is IRecording recording)
            _replay = new ReplayFeed(recording, new Contract(0, terms[0]), options.ReplayLoops);
        _coins.AddRange(terms.Select(row => row.Base).Distinct());
        Latents = Latent(terms, ref random);
        _coinHistories = [.. _coins.Select((_, coin) => new CoinHistory(
            new CoinPath(options.Seed + (ulong)coin, Latents.Price(coin), Volatility(coin), startNs / 60_000_000_000)))];
        _premiums = new double[terms.Length];
        _crowdRandoms = new Prng[terms.Length];
        Listings = new Listing[terms.Length];
        for (int i = 0; i < terms.Length; i++)
        {
            _premiums[i] = _regime.IsPure || _replay is not null ? 0 : _regime.PremiumMean + (1.5e-4 * random.Normal());
            _crowdRandoms[i] = random.Fork();
            Prng history = random.Fork();
            Listings[i] = List(i, terms[i], groups[terms[i].Settlement], ref history, startNs, marketNs);
        }
    }

    public Listing[] Listings { get; }

    public LatentPrices Latents { get; }

    /// <summary>What index prices follow.</summary>
    public IPrices Prices(ICrowd[] crowds) => crowds is [ReplayMarket market] ? market : Latents;

    public ICrowd[] Crowds(Floor floor) => [.. Listings.Select(listing => Crowd(listing, floor))];

    public int Coin(Terms terms) => _coins.IndexOf(terms.Base);

    private ICrowd Crowd(Listing listing, Floor floor) => _replay is not null ? new ReplayMarket(listing, floor, _replay)
        : _regime.IsPure
        ? new ExponentialCrowd(listing, floor, Latents, Coin(listing.Contract.Terms), _regime, _crowdRandoms[listing.Id])
        : new Crowd(listing, floor, Latents, Coin(listing.Contract.Terms), _premiums[listing.Id], _regime, _crowdRandoms[listing.Id]);

    private LatentPrices Latent(Terms[] terms, ref Prng random)
    {
        double[] start = new double[_coins.Count];
        double[] volatility = new double[_coins.Count];
        for (int coin = 0; coin < start.Length; coin++)
        {
            start[coin] = _replay?.Worth ?? (terms.First(row => row.Base == _coins[coin]).StartPrice * Math.Exp(0.01 * random.Normal()));
            volatility[coin] = Volatility(coin);
        }

        return new LatentPrices(_regime, start, volatility, random.Fork());
    }

    private double Volatility(int coin) => _regime.AnnualVolatility * (_coins[coin] == "BTC" ? 1 : AltVolatility);

    private Listing List(int id, Terms terms, SettlementGroup group, ref Prng history, long startNs, long marketNs)
    {
        var contract = new Contract(id, terms);
        double price = Latents.Price(Coin(terms));
        double rate8h = 1e-4 * history.Normal();
        var mark = new MarkPrice(contract, price, _premiums[id], rate8h, marketNs);
        CoinHistory coin = _coinHistories[Coin(terms)];
        var candles = new CandleSeries(coin.Path, history.Next(), _premiums[id], DayNotional * terms.DepthScale, contract.Instrument.TickSize);
        candles.Advance(startNs);
        var stats = new DayStats(candles, startNs);
        double openUsd = DayNotional * terms.DepthScale * (0.8 + (0.4 * history.Uniform()));
        double lots = (contract.IsInverse ? openUsd : openUsd / price) / contract.Instrument.LotSize;
        return new Listing(id, contract, group, mark, stats, (long)lots)
        {
            Candles = candles,
            Funding = new FundingSeries(coin.Path, history.Next(), rate8h),
            Coin = coin,
            BookMs = startNs / 1_000_000,
            LastTicks = (long)Math.Round(candles.At(candles.LastMinute).Close / contract.Instrument.TickSize),
        };
    }
}
