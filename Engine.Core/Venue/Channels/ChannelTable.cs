using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Channels.Feeds;
using Engine.Core.Venue.Channels.Feeds.Prices;
using Engine.Core.Venue.Channels.Users;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Market.History;

namespace Engine.Core.Venue.Channels;

/// <summary>Channels by name, made when first asked for. A name that means nothing gives none.</summary>
internal sealed class ChannelTable(Listing[] listings, Ledger ledger, Outlet outlet, Clock clock)
{
    private readonly Dictionary<string, Channel> _public = [];
    private readonly Dictionary<(int Account, string Name), PrivateChannel> _private = [];
    private readonly Dictionary<int, List<PrivateChannel>> _byAccount = [];

    /// <summary>Public channels by instrument, for the publisher.</summary>
    public ListingChannels[] ByListing { get; } = [.. listings.Select(_ => new ListingChannels())];

    /// <summary>Trade channels over several instruments.</summary>
    public List<TradesChannel> WideTrades { get; } = [];

    /// <summary>Channels of instrument states.</summary>
    public List<InstrumentStateChannel> States { get; } = [];

    /// <summary>Interests of all connections.</summary>
    public int Subscriptions => _public.Values.Concat(_private.Values).Sum(channel => channel.Subscribers);

    public IEnumerable<PrivateChannel> AllPrivate => _private.Values;

    public IReadOnlyList<PrivateChannel> Of(Account account) =>
        _byAccount.TryGetValue(account.Id, out List<PrivateChannel>? channels) ? channels : [];

    /// <summary>A public channel, or null when the name is none.</summary>
    public Channel? Public(string name)
    {
        if (_public.TryGetValue(name, out Channel? channel))
            return channel;
        channel = Make(name, name.Split('.'));
        if (channel is not null)
            _public.Add(name, channel);
        return channel;
    }

    /// <summary>A channel of an account, or null when the name is none.</summary>
    public PrivateChannel? Private(string name, Account account)
    {
        if (_private.TryGetValue((account.Id, name), out PrivateChannel? channel))
            return channel;
        channel = MakePrivate(name, name.Split('.'), account);
        // A coin that nobody holds has a silent channel, which is not kept: there is no end of names.
        if (channel is null or UserPortfolioChannel { IsSilent: true })
            return channel;
        _private.Add((account.Id, name), channel);
        if (!_byAccount.TryGetValue(account.Id, out List<PrivateChannel>? own))
            _byAccount.Add(account.Id, own = []);
        own.Add(channel);
        return channel;
    }

    private Channel? Make(string name, string[] parts) => parts switch
    {
        ["platform_state"] => new PlatformChannel(name, outlet, listings),
        ["platform_state", "public_methods_state"] => new QuietChannel(name, outlet, [.. """{"allow_unauthenticated_public_requests":true}"""u8]),
        [string stream and ("deribit_price_index" or "deribit_price_ranking" or "deribit_price_statistics" or "deribit_volatility_index"), string index] =>
            MakeIndex(name, stream, index),
        ["incremental_ticker", string instrument] =>
            Find(instrument) is Listing listing ? ByListing[listing.Id].Add(new IncrementalTickerChannel(name, outlet, listing, clock)) : null,
        ["chart", "trades", string instrument, string word] => MakeChart(name, instrument, word),
        ["instrument", "state", string kind, string currency] => MakeStates(name, kind, currency),
        ["instrument", "creation", string kind, string currency] =>
            InstrumentFilter.TryParse(kind, currency, out _) ? new QuietChannel(name, outlet) : null,
        ["trades", string kind, string currency, string word] => MakeWideTrades(name, kind, currency, word),
        ["quote", string instrument] => Find(instrument) is Listing listing ? ByListing[listing.Id].Add(new QuoteChannel(name, outlet, listing, clock)) : null,
        [string stream, string instrument, string word] =>
            Find(instrument) is Listing listing && Intervals.TryParse(word, out Interval interval) ? MakeStream(name, stream, listing, interval) : null,
        ["book", string instrument, string group, string depth, string word] => MakeGrouped(name, instrument, group, depth, word),
        _ => null,
    };

    private Channel? MakeStream(string name, string stream, Listing listing, Interval interval)
    {
        ListingChannels channels = ByListing[listing.Id];
        return stream switch
        {
            "book" => channels.Add(new BookChannel(name, outlet, listing, interval), interval),
            "ticker" => channels.Add(new TickerChannel(name, outlet, listing, interval, clock), interval),
            "trades" => channels.Add(new TradesChannel(name, outlet, new InstrumentFilter(listing, null, true), interval), interval),
            "perpetual" => channels.Add(new PerpetualChannel(name, outlet, listing, interval, clock)),
            _ => null,
        };
    }

    private PriceFeed? MakeIndex(string name, string stream, string index)
    {
        if (IndexNames.Find(listings, index) is not Listing listing)
            return null;
        CoinHistory? coin = index is "btc_usd" or "eth_usd" ? IndexNames.Volatility(listings, listing.Contract.Terms.Base) : null;
        PriceFeed? feed = stream switch
        {
            "deribit_price_index" => new IndexChannel(name, outlet, index, listing, clock),
            "deribit_price_ranking" => new PriceRankingChannel(name, outlet, listing, clock),
            "deribit_price_statistics" => new PriceStatisticsChannel(name, outlet, index, listing, clock),
            _ => coin is null ? null : new VolatilityIndexChannel(name, outlet, index, coin, clock),
        };
        return feed is null ? null : ByListing[listing.Id].Add(feed);
    }

    private ChartChannel? MakeChart(string name, string instrument, string word) =>
        Find(instrument) is Listing listing && Resolution.TryParse(word, out Resolution resolution)
            ? ByListing[listing.Id].Add(new ChartChannel(name, outlet, listing, resolution, clock))
            : null;

    private TradesChannel? MakeWideTrades(string name, string kind, string currency, string word)
    {
        if (!InstrumentFilter.TryParse(kind, currency, out InstrumentFilter filter) || !Intervals.TryParse(word, out Interval interval))
            return null;
        var channel = new TradesChannel(name, outlet, filter, interval);
        WideTrades.Add(channel);
        return channel;
    }

    private InstrumentStateChannel? MakeStates(string name, string kind, string currency)
    {
        if (!InstrumentFilter.TryParse(kind, currency, out InstrumentFilter filter))
            return null;
        var channel = new InstrumentStateChannel(name, outlet, filter, clock);
        States.Add(channel);
        return channel;
    }

    private GroupedBookChannel? MakeGrouped(string name, string instrument, string group, string depth, string word)
    {
        if (Find(instrument) is not Listing listing || depth is not ("1" or "10" or "20") || word is not ("100ms" or "agg2"))
            return null;
        if (group is not ("none" or "1" or "2" or "5" or "10" or "25" or "100" or "250"))
            return null;
        long groupTicks = group == "none" ? 1 : long.Parse(group, System.Globalization.CultureInfo.InvariantCulture);
        int levels = int.Parse(depth, System.Globalization.CultureInfo.InvariantCulture);
        return ByListing[listing.Id].Add(new GroupedBookChannel(name, outlet, listing, groupTicks, levels), word == "100ms" ? Interval.Fast : Interval.Slow);
    }

    private PrivateChannel? MakePrivate(string name, string[] parts, Account account)
    {
        if (parts is ["user", "portfolio", string currency])
            return MakePortfolio(name, currency, account);
        if (parts is ["user", "mmp_trigger", string index])
            return Array.Exists(listings, known => known.Contract.Terms.Index == index) ? new MmpTriggerChannel(name, outlet, account, index) : null;
        if (parts is ["user", "lock"])
            return new UserLockChannel(name, outlet, account);
        if (parts is not ["user", string stream, ..] || !Intervals.TryParse(parts[^1], out Interval interval))
            return null;
        InstrumentFilter filter;
        if (parts.Length == 4 && Find(parts[2]) is Listing listing)
            filter = new InstrumentFilter(listing, null, true);
        else if (parts.Length != 5 || !InstrumentFilter.TryParse(parts[2], parts[3], out filter))
            return null;
        return stream switch
        {
            "orders" => new UserOrdersChannel(name, outlet, account, filter, interval),
            "trades" => new UserTradesChannel(name, outlet, account, filter, interval),
            "changes" => new UserChangesChannel(name, outlet, account, filter, interval),
            _ => null,
        };
    }

    private UserPortfolioChannel? MakePortfolio(string name, string currency, Account account)
    {
        Wallet[] wallets = currency.Equals("any", StringComparison.OrdinalIgnoreCase)
            ? account.Wallets
            : account.Wallet(currency) is Wallet wallet ? [wallet] : [];
        bool isCurrency = currency.Length is >= 2 and <= 8 && currency.All(char.IsAsciiLetterOrDigit);
        return wallets.Length > 0 || isCurrency ? new UserPortfolioChannel(name, outlet, account, wallets, ledger, listings) : null;
    }

    private Listing? Find(string name) => Array.Find(listings, listing => listing.Instrument.Name == name);
}
