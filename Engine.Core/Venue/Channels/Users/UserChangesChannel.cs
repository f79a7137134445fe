using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Channels.Users;

/// <summary><c>user.changes</c>: orders, trades and the position of one instrument together.</summary>
internal sealed class UserChangesChannel(string name, Outlet outlet, Account account, InstrumentFilter filter, Interval interval)
    : PrivateChannel(name, outlet, account, interval)
{
    private readonly Dictionary<Listing, (JsonText Orders, JsonText Trades)> _gathered = [];

    public override void OnStep(Listing listing, AccountStep step)
    {
        if (IsIdle || !filter.Matches(listing) || (step.Orders.Count == 0 && step.Trades.Count == 0))
            return;
        if (!_gathered.TryGetValue(listing, out (JsonText Orders, JsonText Trades) lists))
            _gathered.Add(listing, lists = (new JsonText(), new JsonText()));
        foreach (Order order in step.Orders)
            OrderView.Write(lists.Orders, order, listing, Account);
        foreach (UserTrade trade in step.Trades)
            OrderView.Write(lists.Trades, trade, listing, Account);
        if (Interval == Interval.Raw)
            Flush();
    }

    public override void Flush()
    {
        foreach ((Listing listing, (JsonText orders, JsonText trades)) in _gathered)
        {
            if (orders.Length == 0 && trades.Length == 0)
                continue;
            JsonText message = Begin();
            message.BeginObject();
            List(message, "orders"u8, orders);
            message.Ascii("instrument_name"u8, listing.Name);
            List(message, "trades"u8, trades);
            message.BeginArray("positions"u8);
            PositionView.Pushed(message, Account, listing);
            message.EndArray();
            message.EndObject();
            Send(message);
        }
    }

    protected override void Wake() => _gathered.Clear();

    private static void List(JsonText message, ReadOnlySpan<byte> name, JsonText items)
    {
        message.BeginArray(name);
        if (items.Length > 0)
            message.Raw(items.Written);
        message.EndArray();
        items.Clear();
    }
}
