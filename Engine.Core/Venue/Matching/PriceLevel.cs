using Engine.Core.Primitives;

namespace Engine.Core.Venue.Matching;

/// <summary>The orders at one price, first come first served: a list threaded through the orders themselves.</summary>
internal sealed class PriceLevel
{
    public Side Side;
    public long PriceTicks;
    /// <summary>Lots that the book shows.</summary>
    public long TotalLots;
    public int Count;
    public Order? First;
    public Order? Last;

    /// <summary>The book event in which the level was last touched.</summary>
    public long TouchedIn;

    public void Append(Order order)
    {
        order.Level = this;
        order.Before = Last;
        order.After = null;
        if (Last is null)
            First = order;
        else
            Last.After = order;
        Last = order;
        TotalLots += order.ShownLots;
        Count++;
    }

    public void Remove(Order order)
    {
        if (order.Before is null)
            First = order.After;
        else
            order.Before.After = order.After;
        if (order.After is null)
            Last = order.Before;
        else
            order.After.Before = order.Before;
        order.Level = null;
        order.Before = order.After = null;
        TotalLots -= order.ShownLots;
        Count--;
    }
}
