using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk;

/// <summary>What one step at one instrument did to one account.</summary>
internal sealed class AccountStep
{
    public Account Account { get; private set; } = null!;

    /// <summary>Orders that changed, each once, first change first.</summary>
    public List<Order> Orders { get; } = [];

    public List<UserTrade> Trades { get; } = [];

    public void Start(Account account)
    {
        Account = account;
        Orders.Clear();
        Trades.Clear();
    }

    /// <summary>Notes an order once in the step of this number.</summary>
    public void Touch(Order order, long step)
    {
        if (order.NotedIn == step)
            return;
        order.NotedIn = step;
        Orders.Add(order);
    }
}
