using Engine.Core.Primitives;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Market.Replay;

/// <summary>The crowd orders that stand for recorded levels, and what happens to them at one price.</summary>
internal sealed class ReplayQueue(Listing listing, Floor floor, RecordedBook recorded)
{
    private readonly List<(Side Side, long Ticks)> _aside = [];

    /// <summary>Takes away what the recording no longer has at a price.</summary>
    public void Shrink(Side side, long ticks)
    {
        RecordedLevel level = recorded.Level(side, ticks);
        long standing = CountTaken(side, ticks, level);
        level.Taken = Math.Min(level.Taken, level.Recorded);
        long surplus = standing - (level.Recorded - level.Taken);
        if (surplus > 0)
            Cut(side, ticks, standing, surplus);
        level.Standing = Math.Min(standing, standing - surplus);
        if (level.Recorded == 0)
            recorded.Levels[(int)side].Remove(ticks);
    }

    /// <summary>Adds what the recording has more at a price, behind all who wait there.</summary>
    public void Grow(Side side, long ticks)
    {
        if (!recorded.Levels[(int)side].TryGetValue(ticks, out RecordedLevel? level))
            return;
        long more = level.Recorded - level.Taken - level.Standing;
        if (more <= 0)
            return;
        // A client's order that the recorded price has reached is filled by it; stale levels of the other side are not.
        StandAside(side.Opposite(), ticks);
        _aside.Clear();
        Submit(side, ticks, more, TimeInForce.GoodTilCancelled);
        level.Standing = Standing(side, ticks);
        level.Taken = level.Recorded - level.Standing;
    }

    /// <summary>A recorded trade: it prints whole, and meets clients' orders at better prices first and at its own price in their turn.</summary>
    public void Trade(Side taker, long ticks, long lots)
    {
        Side maker = taker.Opposite();
        StandAside(maker, ticks - taker.Sign());
        StandAside(taker, ticks);
        bool isKnown = recorded.Levels[(int)maker].TryGetValue(ticks, out RecordedLevel? level);
        if (isKnown)
            CountTaken(maker, ticks, level!);
        long left = Submit(taker, ticks, lots, TimeInForce.ImmediateOrCancel);
        if (left > 0)
        {
            Submit(maker, ticks, left, TimeInForce.GoodTilCancelled);
            Submit(taker, ticks, left, TimeInForce.ImmediateOrCancel);
        }

        if (isKnown)
            level!.Standing = Standing(maker, ticks);
        foreach ((Side side, long aside) in _aside)
            Restore(side, aside);
        _aside.Clear();
    }

    /// <summary>Takes the crowd's orders at a price or better out of the way.</summary>
    private void StandAside(Side side, long ticks)
    {
        for (int i = listing.Book.LevelsThrough(side, ticks) - 1; i >= 0; i--)
        {
            long at = listing.Book.Level(side, i).PriceTicks;
            if (!recorded.Levels[(int)side].TryGetValue(at, out RecordedLevel? level))
                continue;
            long standing = CountTaken(side, at, level);
            if (standing == 0)
                continue;
            Cut(side, at, standing, standing);
            level.Standing = 0;
            _aside.Add((side, at));
        }
    }

    private void Restore(Side side, long ticks)
    {
        RecordedLevel level = recorded.Level(side, ticks);
        long lots = level.Recorded - level.Taken;
        if (lots > 0 && !listing.Book.WouldCross(side, ticks))
            Submit(side, ticks, lots, TimeInForce.GoodTilCancelled);
        level.Standing = Standing(side, ticks);
    }

    /// <summary>What is missing of what stood here was taken by clients.</summary>
    private long CountTaken(Side side, long ticks, RecordedLevel level)
    {
        long standing = Standing(side, ticks);
        level.Taken += level.Standing - standing;
        level.Standing = standing;
        return standing;
    }

    private Order? First(Side side, long ticks)
    {
        int rank = listing.Book.LevelsThrough(side, ticks) - 1;
        return rank >= 0 && listing.Book.Level(side, rank).PriceTicks == ticks ? listing.Book.First(side, rank) : null;
    }

    private long Standing(Side side, long ticks)
    {
        long lots = 0;
        for (Order? order = First(side, ticks); order is not null; order = Book.Behind(order))
            lots += order.Owner == 0 ? order.RestLots : 0;
        return lots;
    }

    /// <summary>Takes lots from all crowd orders of a level in proportion; the last ones give what rounding leaves.</summary>
    private void Cut(Side side, long ticks, long standing, long surplus)
    {
        long before = 0;
        long cut = 0;
        for (Order? order = First(side, ticks); order is not null;)
        {
            Order? behind = Book.Behind(order);
            if (order.Owner == 0)
            {
                before += order.RestLots;
                long part = (long)((Int128)surplus * before / standing) - cut;
                cut += part;
                if (part == order.RestLots)
                    floor.Cancel(listing, order, CancelReason.None);
                else if (part > 0)
                    floor.Reduce(listing, order, order.Lots - part);
            }

            order = behind;
        }
    }

    private long Submit(Side side, long ticks, long lots, TimeInForce lifetime)
    {
        Order order = floor.CrowdOrder(side, ticks, lots);
        order.Type = OrderType.Limit;
        order.TimeInForce = lifetime;
        long before = order.Lots;
        floor.Submit(listing, order);
        return before - order.FilledLots;
    }
}
