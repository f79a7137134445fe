using Engine.Core.Primitives;

namespace Engine.Tests.Venue.Twin;

/// <summary>
/// The rules of matching once more and as plainly as can be: one list of orders, gone through from end to end for every question. It has
/// no margin and one instrument.
/// </summary>
internal sealed class NaiveVenue(bool[] sweepsOwn, long minPrice, long maxPrice)
{
    private long _arrival;

    public List<NaiveOrder> Resting { get; } = [];

    public long[] Positions { get; } = new long[sweepsOwn.Length];

    /// <summary>Orders that the running operation has changed.</summary>
    public HashSet<NaiveOrder> Touched { get; } = [];

    /// <summary>Trades of the running operation.</summary>
    public List<(NaiveOrder Maker, long Price, long Lots)> Trades { get; } = [];

    public void Begin()
    {
        Touched.Clear();
        Trades.Clear();
    }

    /// <summary>A new order; gives the error code, or 0.</summary>
    public int Place(NaiveOrder order, string type)
    {
        if (type == "market")
            order.Price = order.Side == Side.Buy ? maxPrice : minPrice;
        if (type == "market_limit")
        {
            order.Price = order.Side == Side.Buy ? maxPrice : minPrice;
            order.Waits = Crosses(order.Side, order.Price);
            order.Price = order.Waits ? Best(order.Side)!.Price : order.Price;
        }

        if (order.PostOnly && Crosses(order.Side, order.Price))
        {
            if (order.RejectPostOnly)
                return 11054;
            order.Price = Best(order.Side)!.Price - Sign(order.Side);
        }

        if (order.ReduceOnly)
        {
            if (Reducible(order) == 0)
                return 11030;
            order.Lots = Math.Min(order.Lots, Reducible(order));
        }

        if (MeetsOwn(order, order.Price))
            return 10003;
        order.Display = Math.Min(order.Display, order.Lots);
        Touched.Add(order);
        if (order.AllOrNothing && Reachable(order) < order.Lots)
            order.State = "cancelled";
        else
            Enter(order);
        return 0;
    }

    /// <summary>An edit of a resting order; gives the error code, or 0.</summary>
    public int Edit(NaiveOrder order, long lots, long price)
    {
        if (order.Side == Side.Buy ? price > maxPrice : price < minPrice)
            return order.Side == Side.Buy ? 10007 : 10005;
        if (order.ReduceOnly && lots > order.Filled)
        {
            if (Reducible(order) == 0)
                return 11030;
            lots = Math.Min(lots, order.Filled + Reducible(order));
        }

        bool crosses = Crosses(order.Side, price);
        if (order.PostOnly && crosses && !order.RejectPostOnly)
            price = Best(order.Side)!.Price - Sign(order.Side);
        if (!order.PostOnly && MeetsOwn(order, price))
            return 10003;
        Touched.Add(order);
        if (order.PostOnly && order.RejectPostOnly && crosses)
            End(order, "cancelled", "edit_post_only_reject");
        else if (lots <= order.Filled)
        {
            order.Lots = order.Filled;
            order.Hidden = 0;
            End(order, order.Filled > 0 ? "filled" : "cancelled", null);
        }
        else if (price == order.Price && lots <= order.Lots)
            Shrink(order, lots);
        else
        {
            Resting.Remove(order);
            order.Hidden = 0;
            order.Price = price;
            order.Lots = lots;
            order.Display = Math.Min(order.Display, lots);
            Enter(order);
        }

        return 0;
    }

    public void Cancel(NaiveOrder order, string reason)
    {
        Touched.Add(order);
        End(order, "cancelled", reason);
    }

    private static int Sign(Side side) => side == Side.Buy ? 1 : -1;

    private static bool Reaches(NaiveOrder maker, Side side, long price) =>
        maker.Side != side && (side == Side.Buy ? maker.Price <= price : maker.Price >= price);

    /// <summary>The order that a taker of a side meets first.</summary>
    private NaiveOrder? Best(Side side)
    {
        NaiveOrder? best = null;
        foreach (NaiveOrder maker in Resting)
        {
            if (maker.Side == side)
                continue;
            long better = best is null ? 1 : (best.Price - maker.Price) * Sign(side);
            if (better > 0 || (better == 0 && maker.Arrival < best!.Arrival))
                best = maker;
        }

        return best;
    }

    private bool Crosses(Side side, long price) => Best(side) is NaiveOrder best && Reaches(best, side, price);

    private bool MeetsOwn(NaiveOrder order, long price) =>
        !sweepsOwn[order.Owner] && Best(order.Side) is NaiveOrder best && Reaches(best, order.Side, price) && best.Owner == order.Owner;

    private long Reducible(NaiveOrder order) => Math.Max(0, -Positions[order.Owner] * Sign(order.Side));

    /// <summary>What a sweep would get, found by playing it on a copy.</summary>
    private long Reachable(NaiveOrder taker)
    {
        List<(NaiveOrder Order, long Left, long Shown, long Arrival)> left =
            [.. Resting.Where(maker => Reaches(maker, taker.Side, taker.Price)).Select(maker => (maker, maker.Rest, maker.Shown, maker.Arrival))];
        long got = 0;
        long arrival = _arrival;
        while (left.Count > 0 && got < taker.Lots)
        {
            (NaiveOrder Order, long Left, long Shown, long Arrival) next = left.OrderBy(maker => maker.Order.Price * Sign(taker.Side)).ThenBy(maker => maker.Arrival).First();
            left.Remove(next);
            if (next.Order.Owner == taker.Owner && !sweepsOwn[taker.Owner])
                break;
            if (next.Order.Owner == taker.Owner)
                continue;
            got += next.Shown;
            if (next.Left > next.Shown)
                left.Add((next.Order, next.Left - next.Shown, Math.Min(next.Order.Display, next.Left - next.Shown), ++arrival));
        }

        return got;
    }

    private void Enter(NaiveOrder order)
    {
        while (order.Rest > 0 && Best(order.Side) is NaiveOrder maker && Reaches(maker, order.Side, order.Price))
        {
            if (maker.Owner != order.Owner)
                Trade(order, maker);
            else if (sweepsOwn[order.Owner])
                Cancel(maker, "order_overlap");
            else
            {
                (order.State, order.Reason) = ("cancelled", "order_overlap");
                return;
            }
        }

        if (order.Rest == 0)
            order.State = "filled";
        else if (!order.Waits)
            order.State = "cancelled";
        else
        {
            order.Arrival = ++_arrival;
            order.Hidden = order.Display == 0 ? 0 : Math.Max(0, order.Rest - order.Display);
            Resting.Add(order);
        }
    }

    private void Trade(NaiveOrder taker, NaiveOrder maker)
    {
        long lots = Math.Min(taker.Rest, maker.Shown);
        taker.Filled += lots;
        maker.Filled += lots;
        Trades.Add((maker, maker.Price, lots));
        Touched.Add(maker);
        Positions[taker.Owner] += lots * Sign(taker.Side);
        Positions[maker.Owner] -= lots * Sign(taker.Side);
        if (maker.Rest == 0)
            End(maker, "filled", null);
        else if (maker.Shown == 0)
        {
            maker.Hidden = Math.Max(0, maker.Rest - maker.Display);
            maker.Arrival = ++_arrival;
        }

        Trim(taker.Owner);
        Trim(maker.Owner);
    }

    private void Trim(int owner)
    {
        foreach (NaiveOrder order in Resting.Where(order => order.Owner == owner && order.ReduceOnly && order.Rest > Reducible(order)).ToArray())
        {
            Touched.Add(order);
            if (Reducible(order) == 0)
                End(order, "cancelled", null);
            else
                Shrink(order, order.Filled + Reducible(order));
        }
    }

    private static void Shrink(NaiveOrder order, long lots)
    {
        order.Hidden = Math.Max(0, order.Hidden - (order.Lots - lots));
        order.Lots = lots;
    }

    private void End(NaiveOrder order, string state, string? reason)
    {
        Resting.Remove(order);
        (order.State, order.Reason) = (state, reason);
    }
}
