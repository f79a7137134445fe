using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk;

/// <summary>
/// Client orders by number: live ones, and of each account the ones done in the last half hour, ten thousand at most. That is more than the
/// credits of half an hour allow; where there are no limits it keeps the memory flat.
/// </summary>
internal sealed class OrderRegister
{
    private const long KeptNs = 30L * 60 * 1_000_000_000;
    private const int MostDone = 10_000;

    private readonly Dictionary<long, Order> _byId = [];
    private readonly Dictionary<int, Queue<Order>> _done = [];
    private long _nowNs;

    /// <summary>How many have come in all.</summary>
    public long Count { get; private set; }

    public void Add(Order order)
    {
        _byId.Add(order.Id, order);
        Count++;
    }

    public Order? Find(long id) => _byId.TryGetValue(id, out Order? order) && !IsForgotten(order) ? order : null;

    /// <summary>The done orders of an account, oldest first.</summary>
    public IEnumerable<Order> DoneOf(Account account) =>
        _done.TryGetValue(account.Id, out Queue<Order>? done) ? done.Where(order => !IsForgotten(order)) : [];

    /// <summary>An order has come to its end at a moment of the true time.</summary>
    public void Done(Order order, long nowNs)
    {
        _nowNs = nowNs;
        order.DoneNs = nowNs;
        if (!_done.TryGetValue(order.Owner, out Queue<Order>? done))
            _done.Add(order.Owner, done = new Queue<Order>());
        done.Enqueue(order);
        while (done.Count > MostDone || (done.TryPeek(out Order? oldest) && IsForgotten(oldest)))
            _byId.Remove(done.Dequeue().Id);
    }

    /// <summary>Time goes on.</summary>
    public void Advance(long nowNs) => _nowNs = nowNs;

    private bool IsForgotten(Order order) => !order.IsLive && _nowNs - order.DoneNs > KeptNs;
}
