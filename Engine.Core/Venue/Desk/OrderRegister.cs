using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk;

/// <summary>Client orders by number: open ones, and done ones for half an hour.</summary>
internal sealed class OrderRegister
{
    private const long KeptNs = 30L * 60 * 1_000_000_000;

    private readonly Dictionary<long, Order> _byId = [];
    private readonly Queue<(long DoneNs, long Id)> _done = new();

    /// <summary>How many have come in all.</summary>
    public long Count { get; private set; }

    public void Add(Order order)
    {
        _byId.Add(order.Id, order);
        Count++;
    }

    public Order? Find(long id) => _byId.GetValueOrDefault(id);

    /// <summary>Every known order, in no order.</summary>
    public IEnumerable<Order> All => _byId.Values;

    public void Done(Order order, long nowNs) => _done.Enqueue((nowNs, order.Id));

    /// <summary>Forgets what has been done for long.</summary>
    public void Advance(long nowNs)
    {
        while (_done.TryPeek(out (long DoneNs, long Id) oldest) && nowNs - oldest.DoneNs > KeptNs)
        {
            _done.Dequeue();
            _byId.Remove(oldest.Id);
        }
    }
}
