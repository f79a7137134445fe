using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;

namespace Engine.Core.Venue.Channels.Users;

/// <summary>A channel about one account.</summary>
internal abstract class PrivateChannel(string name, Outlet outlet, Account account, Interval interval) : Channel(name, outlet)
{
    public Account Account { get; } = account;

    /// <summary>How it gathers.</summary>
    public Interval Interval { get; } = interval;

    /// <summary>Something happened to the account at an instrument.</summary>
    public abstract void OnStep(Listing listing, AccountStep step);

    /// <summary>Mark prices moved.</summary>
    public virtual void OnPrices()
    {
    }

    /// <summary>The account's money changed without a trade.</summary>
    public virtual void OnMoney()
    {
    }

    /// <summary>The account was locked, or given back.</summary>
    public virtual void OnLock()
    {
    }
}
