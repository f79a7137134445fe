using Engine.Core.Primitives;
using Engine.Core.Venue.Market;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Desk.Triggers;

/// <summary>
/// The trigger orders of one instrument by the price that they wait for: those that a rise sets off with the lowest first, those that a
/// fall sets off with the highest first, equal ones in order of arrival.
/// </summary>
internal sealed class TriggerBook(Listing listing)
{
    private readonly SortedSet<Order>[] _rising = Sets(1);
    private readonly SortedSet<Order>[] _falling = Sets(-1);
    private readonly HashSet<Order> _trailing = [];

    public void Add(Order order)
    {
        SetOf(order).Add(order);
        if (order.Type == OrderType.TrailingStop)
            _trailing.Add(order);
    }

    /// <summary>Takes an order out; before its trigger price changes, too.</summary>
    public void Remove(Order order)
    {
        SetOf(order).Remove(order);
        _trailing.Remove(order);
    }

    /// <summary>The price that a source shows now, 1e-9 units.</summary>
    public long PriceE9(TriggerSource source) => source switch
    {
        TriggerSource.Index => listing.Mark.IndexE9,
        TriggerSource.Mark => listing.Mark.MarkE9,
        _ => listing.LastTicks * listing.Instrument.TickE9,
    };

    /// <summary>Takes the next order that a source's price sets off.</summary>
    public bool TryTake(TriggerSource source, out Order order)
    {
        order = _rising[(int)source].Min is Order low && IsSetOff(low) ? low
            : _falling[(int)source].Min is Order high && IsSetOff(high) ? high
            : null!;
        if (order is null)
            return false;
        Remove(order);
        return true;
    }

    /// <summary>Whether the price of its source is where an order is set off, or beyond.</summary>
    public bool IsSetOff(Order order)
    {
        long beyondE9 = PriceE9(order.Trigger) - (order.TriggerTicks * listing.Instrument.TickE9);
        return WaitsForRise(order) ? beyondE9 >= 0 : beyondE9 <= 0;
    }

    /// <summary>Moves trailing stops of a source after a price that went in their favour; gives those that moved.</summary>
    public IReadOnlyList<Order> Trail(TriggerSource source)
    {
        if (_trailing.Count == 0)
            return [];
        Order[] moved = [.. _trailing.Where(order => order.Trigger == source && (Behind(order) - order.TriggerTicks) * order.Side.Sign() < 0)];
        foreach (Order order in moved)
        {
            SetOf(order).Remove(order);
            order.TriggerTicks = Behind(order);
            SetOf(order).Add(order);
        }

        return moved;
    }

    /// <summary>Where a trailing stop's trigger stands when the price is at its best: a seller's below, a buyer's above.</summary>
    public long Behind(Order order) =>
        (PriceE9(order.Trigger) / listing.Instrument.TickE9) + (order.Side.Sign() * order.TriggerOffsetTicks);

    private static bool WaitsForRise(Order order) => order.Side == Side.Buy != order.Type.IsTake();

    private static SortedSet<Order>[] Sets(int sign)
    {
        var comparer = Comparer<Order>.Create((a, b) =>
            a.TriggerTicks != b.TriggerTicks ? a.TriggerTicks.CompareTo(b.TriggerTicks) * sign : b.Id.CompareTo(a.Id));
        return [.. Enum.GetValues<TriggerSource>().Select(_ => new SortedSet<Order>(comparer))];
    }

    private SortedSet<Order> SetOf(Order order) => (WaitsForRise(order) ? _rising : _falling)[(int)order.Trigger];
}
