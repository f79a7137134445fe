using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Channels.Users;

/// <summary><c>user.trades</c>: own trades as a list.</summary>
internal sealed class UserTradesChannel(string name, Outlet outlet, Account account, InstrumentFilter filter, Interval interval)
    : PrivateChannel(name, outlet, account, interval)
{
    private readonly JsonText _gathered = new();

    public override void OnStep(Listing listing, AccountStep step)
    {
        if (IsIdle || !filter.Matches(listing) || step.Trades.Count == 0)
            return;
        foreach (UserTrade trade in step.Trades)
            OrderView.Write(_gathered, trade, listing, Account);
        if (Interval == Interval.Raw)
            Flush();
    }

    public override void Flush()
    {
        if (_gathered.Length == 0)
            return;
        JsonText message = Begin();
        message.BeginArray();
        message.Raw(_gathered.Written);
        message.EndArray();
        _gathered.Clear();
        Send(message);
    }

    protected override void Wake() => _gathered.Clear();
}
