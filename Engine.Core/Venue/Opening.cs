using Engine.Core.Primitives;
using Engine.Core.Venue.Catalogue;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;

namespace Engine.Core.Venue;

/// <summary>Builds listings and their market from the options and the seed.</summary>
internal sealed class Opening
{
    private const double AnnualVolatility = 0.40;
    private const double AltVolatility = 0.55;
    private const double DayNotional = 8e8;

    private readonly List<string> _coins = [];
    private readonly double[] _premiums;
    private readonly Prng[] _crowdRandoms;

    public Opening(ExchangeOptions options, long startNs, long marketNs, ref Prng random)
    {
        Terms[] terms = [.. options.Instruments.Distinct().Select(name => Perpetuals.Find(name)
            ?? throw new ArgumentException($"no such instrument: {name}; known are {string.Join(", ", Perpetuals.All.Select(known => known.Name))}"))];
        if (terms.Length == 0)
            throw new ArgumentException("at least one instrument must be listed");
        var groups = new Dictionary<string, SettlementGroup>();
        foreach (string currency in (string[])["BTC", "ETH", "USDC"])
            groups.Add(currency, new SettlementGroup(currency, random.Fork()));
        _coins.AddRange(terms.Select(row => row.Base).Distinct());
        Latents = Latent(terms, ref random);
        _premiums = new double[terms.Length];
        _crowdRandoms = new Prng[terms.Length];
        Listings = new Listing[terms.Length];
        for (int i = 0; i < terms.Length; i++)
        {
            _premiums[i] = 1.5e-4 * random.Normal();
            _crowdRandoms[i] = random.Fork();
            Prng history = random.Fork();
            Listings[i] = List(i, terms[i], groups[terms[i].Settlement], ref history, startNs, marketNs);
        }
    }

    public Listing[] Listings { get; }

    public LatentPrices Latents { get; }

    public Crowd[] Crowds(Floor floor) =>
        [.. Listings.Select(listing => new Crowd(listing, floor, Latents, Coin(listing.Contract.Terms), _premiums[listing.Id], _crowdRandoms[listing.Id]))];

    public int Coin(Terms terms) => _coins.IndexOf(terms.Base);

    private LatentPrices Latent(Terms[] terms, ref Prng random)
    {
        double[] start = new double[_coins.Count];
        double[] volatility = new double[_coins.Count];
        for (int coin = 0; coin < start.Length; coin++)
        {
            start[coin] = terms.First(row => row.Base == _coins[coin]).StartPrice * Math.Exp(0.01 * random.Normal());
            volatility[coin] = _coins[coin] == "BTC" ? AnnualVolatility : AltVolatility;
        }

        return new LatentPrices(start, volatility, random.Fork());
    }

    private Listing List(int id, Terms terms, SettlementGroup group, ref Prng history, long startNs, long marketNs)
    {
        var contract = new Contract(id, terms);
        double price = Latents.Price(Coin(terms));
        var mark = new MarkPrice(contract, price, _premiums[id], 1e-4 * history.Normal(), marketNs);
        var stats = new DayStats(ref history, price, DayNotional * terms.DepthScale, marketNs);
        double openUsd = DayNotional * terms.DepthScale * (0.8 + (0.4 * history.Uniform()));
        double lots = (contract.IsInverse ? openUsd : openUsd / price) / contract.Instrument.LotSize;
        return new Listing(id, contract, group, mark, stats, (long)lots)
        {
            BookMs = startNs / 1_000_000,
            LastTicks = (long)(price / contract.Instrument.TickSize),
        };
    }
}
