using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Channels.Feeds;
using Engine.Core.Venue.Channels.Feeds.Prices;
using Engine.Core.Venue.Channels.Users;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Desk.Making;
using Engine.Core.Venue.Faults;
using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Channels;

/// <summary>Turns finished steps and new prices into notifications: the owner learns first, then ticker, touch, book and tape.</summary>
internal sealed class Publisher(Listing[] listings, ChannelTable channels) : IStepWatcher, IProtectionWatcher
{
    /// <summary>What decides how often a fill is told; null while nothing stands in the way.</summary>
    public FillFaults? Faults { get; set; }

    /// <summary>Whether owners are told nothing of what happens to their orders.</summary>
    public bool IsMute { get; set; }

    /// <summary>Trades so far.</summary>
    public long Prints { get; private set; }

    /// <summary>Told of each change of a book, before any channel; null while nobody asks.</summary>
    public Action<Listing>? BookChanged { get; set; }

    /// <inheritdoc/>
    public void OnTrigger(ProtectionGroup group, long frozenUntilMs)
    {
        foreach (PrivateChannel channel in channels.Of(group.Account))
        {
            if (channel is MmpTriggerChannel trigger)
                trigger.OnTrigger(group, frozenUntilMs);
        }
    }

    /// <inheritdoc/>
    public void OnStep(Step step)
    {
        Prints += step.Prints.Count;
        if (step.Changes.Count > 0)
            BookChanged?.Invoke(step.Listing);
        foreach (AccountStep part in step.Accounts)
        {
            if (IsMute)
                break;
            FillFaults? faults = part.Trades.Count > 0 ? Faults : null;
            int times = faults?.TimesTold(part.Account, step.Listing) ?? 1;
            foreach (PrivateChannel channel in channels.Of(part.Account))
            {
                for (int told = channel is UserPortfolioChannel ? 1 : times; told > 0; told--)
                    channel.OnStep(step.Listing, part);
            }

            faults?.OnTold(part.Account);
        }

        ListingChannels own = channels.ByListing[step.Listing.Id];
        if (step.TouchChanged)
            OnTouch(own);
        if (step.Changes.Count > 0)
        {
            foreach (BookChannel channel in own.Books)
                channel.OnChanges(step.Changes);
        }

        if (step.Prints.Count == 0)
            return;
        foreach (TradesChannel channel in own.Trades)
            channel.OnPrints(step.Listing, step.Prints);
        foreach (TradesChannel channel in channels.WideTrades)
            channel.OnPrints(step.Listing, step.Prints);
    }

    /// <summary>Index, mark and funding of an instrument moved.</summary>
    public void OnPrices(Listing listing)
    {
        ListingChannels own = channels.ByListing[listing.Id];
        foreach (PriceFeed channel in own.Prices)
            channel.OnPrices();
        foreach (TickerChannel channel in own.Tickers)
            channel.OnChange();
        foreach (PrivateChannel channel in channels.AllPrivate)
            channel.OnPrices();
    }

    /// <summary>An account's money changed without a trade.</summary>
    public void OnMoney(Account account)
    {
        foreach (PrivateChannel channel in channels.Of(account))
            channel.OnMoney();
    }

    /// <summary>An account was locked, or given back.</summary>
    public void OnLock(Account account)
    {
        foreach (PrivateChannel channel in channels.Of(account))
            channel.OnLock();
    }

    /// <summary>An instrument opened, halted or settled.</summary>
    public void OnState(Listing listing)
    {
        foreach (InstrumentStateChannel channel in channels.States)
            channel.OnState(listing);
        foreach (TickerChannel channel in channels.ByListing[listing.Id].Tickers)
            channel.OnChange();
    }

    /// <summary>An interval is over.</summary>
    public void Flush(Interval interval)
    {
        foreach (Listing listing in listings)
        {
            foreach (Channel channel in channels.ByListing[listing.Id].At(interval))
                channel.Flush();
        }

        foreach (TradesChannel channel in channels.WideTrades)
        {
            if (channel.Interval == interval)
                channel.Flush();
        }

        foreach (PrivateChannel channel in channels.AllPrivate)
        {
            if (channel.Interval == interval)
                channel.Flush();
        }
    }

    private static void OnTouch(ListingChannels own)
    {
        foreach (TickerChannel channel in own.Tickers)
            channel.OnChange();
        foreach (QuoteChannel channel in own.Quotes)
            channel.OnChange();
    }
}
