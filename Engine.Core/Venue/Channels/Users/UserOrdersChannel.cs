using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Channels.Users;

/// <summary><c>user.orders</c>: raw one order a message, otherwise a list of what changed, each change as it was.</summary>
internal sealed class UserOrdersChannel(string name, Outlet outlet, Account account, InstrumentFilter filter, Interval interval)
    : PrivateChannel(name, outlet, account, interval)
{
    private readonly JsonText _gathered = new();

    public override void OnStep(Listing listing, AccountStep step)
    {
        if (IsIdle || !filter.Matches(listing))
            return;
        foreach (Order order in step.Orders)
        {
            if (Interval != Interval.Raw)
            {
                OrderView.Write(_gathered, order, listing, Account);
                continue;
            }

            JsonText message = Begin();
            OrderView.Write(message, order, listing, Account);
            Send(message);
        }
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
