using Engine.Core.Venue.Channels.Feeds;
using Engine.Core.Venue.Channels.Feeds.Prices;

namespace Engine.Core.Venue.Channels;

/// <summary>The public channels of one instrument that someone has asked for.</summary>
internal sealed class ListingChannels
{
    private readonly List<BookChannel> _books = [];
    private readonly List<TickerChannel> _tickers = [];
    private readonly List<TradesChannel> _trades = [];
    private readonly List<QuoteChannel> _quotes = [];
    private readonly List<PriceFeed> _prices = [];
    private readonly List<Channel> _fast = [];
    private readonly List<Channel> _slow = [];

    public List<BookChannel> Books => _books;

    public List<TickerChannel> Tickers => _tickers;

    public List<TradesChannel> Trades => _trades;

    public List<QuoteChannel> Quotes => _quotes;

    public List<PriceFeed> Prices => _prices;

    /// <summary>Channels to be flushed at an interval.</summary>
    public List<Channel> At(Interval interval) => interval == Interval.Fast ? _fast : _slow;

    public BookChannel Add(BookChannel channel, Interval interval) => Keep(_books, channel, interval);

    public TickerChannel Add(TickerChannel channel, Interval interval) => Keep(_tickers, channel, interval);

    public TradesChannel Add(TradesChannel channel, Interval interval) => Keep(_trades, channel, interval);

    public GroupedBookChannel Add(GroupedBookChannel channel, Interval interval)
    {
        At(interval).Add(channel);
        return channel;
    }

    public QuoteChannel Add(QuoteChannel channel) => Keep(_quotes, channel, Interval.Raw);

    public PriceFeed Add(PriceFeed channel) => Keep(_prices, channel, Interval.Raw);

    public ChartChannel Add(ChartChannel channel)
    {
        _slow.Add(channel);
        return channel;
    }

    public IncrementalTickerChannel Add(IncrementalTickerChannel channel)
    {
        _slow.Add(channel);
        return channel;
    }

    private T Keep<T>(List<T> list, T channel, Interval interval)
        where T : Channel
    {
        list.Add(channel);
        if (interval != Interval.Raw)
            At(interval).Add(channel);
        return channel;
    }
}
