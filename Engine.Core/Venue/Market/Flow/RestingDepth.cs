using Engine.Core.Primitives;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Market.Flow;

/// <summary>
/// The crowd's resting orders at one instrument: held near <see cref="DepthProfile"/> by orders that come, shrink, move and go. It
/// counts the crowd's own orders only, so that a client's quote far away changes nothing.
/// </summary>
internal sealed class RestingDepth
{
    private const double NeighbourShare = 0.5;
    private const double TouchUsd = 3_500;

    private readonly Listing _listing;
    private readonly Floor _floor;
    private readonly FairPrice _fair;
    private readonly Schedule _schedule;
    private readonly double _moveShare;
    private readonly double[] _activity;
    private readonly List<Order> _found = [];

    public RestingDepth(Listing listing, Floor floor, FairPrice fair, Schedule schedule, double moveShare)
    {
        _listing = listing;
        _floor = floor;
        _fair = fair;
        _schedule = schedule;
        _moveShare = moveShare;
        _activity = [.. DepthProfile.Rings.Select(ring => ring.Activity)];
        for (int i = 1; i < _activity.Length; i++)
            _activity[i] += _activity[i - 1];
    }

    /// <summary>Fills an empty book.</summary>
    public void Populate(ref Prng dice)
    {
        for (int ring = 0; ring < DepthProfile.Rings.Count; ring++)
        {
            for (int level = 0; level < DepthProfile.Rings[ring].Levels; level++)
            {
                Add(Side.Buy, ring, ref dice);
                Add(Side.Sell, ring, ref dice);
            }
        }

        FillTouch(Side.Buy, ref dice);
        FillTouch(Side.Sell, ref dice);
    }

    /// <summary>One order comes, shrinks, moves or goes, so that the depth of a random ring drifts towards its target.</summary>
    public void Act(ref Prng dice)
    {
        double at = dice.Uniform() * _activity[^1];
        int ring = 0;
        while (_activity[ring] < at)
            ring++;
        Side side = dice.Chance(0.5) ? Side.Buy : Side.Sell;
        DepthProfile.Ring shape = DepthProfile.Rings[ring];
        long lots = Find(side, shape, out int levels);
        double fullness = Math.Max(lots / Math.Max(1.0, _fair.LotsOf(shape.DepthUsd)), (double)levels / (2 * shape.Levels));
        double room = 1 - (fullness / 2);
        if (_found.Count > 0 && dice.Chance(_moveShare) && room > 0)
            Move(_found[dice.Below(_found.Count)], ring, ref dice);
        else if (_found.Count == 0 || dice.Chance(Math.Clamp(room, 0.04, 0.96)))
            Add(side, ring, ref dice);
        else
            Take(_found[dice.Below(_found.Count)], ref dice);
    }

    /// <summary>A quote at the fair price where there is none.</summary>
    public void FillTouch(Side side, ref Prng dice)
    {
        long touch = _fair.Touch(side);
        long best = _listing.Book.Best(side);
        if (best != 0 && (best - touch) * side.Sign() >= 0)
            return;
        Quote(side, touch, RoundSize.Of(_fair.LotsOf(TouchUsd * Math.Exp(1.2 * dice.Normal())), ref dice));
    }

    /// <summary>Withdraws the crowd's quotes on the wrong side of fair.</summary>
    public void Withdraw(Side side)
    {
        long limit = _fair.Touch(side) + side.Sign();
        int level = 0;
        while (level < _listing.Book.Depth(side) && (_listing.Book.Level(side, level).PriceTicks - limit) * side.Sign() >= 0)
        {
            if (FirstOfCrowd(side, level) is Order order)
                _floor.Cancel(_listing, order, CancelReason.None);
            else
                level++;
        }
    }

    /// <summary>Gathers the crowd's orders in a ring; gives their lots.</summary>
    private long Find(Side side, DepthProfile.Ring shape, out int levels)
    {
        _found.Clear();
        levels = 0;
        long lots = 0;
        int from = shape.FromBp == 0 ? 0 : _listing.Book.LevelsThrough(side, Away(side, shape.FromBp));
        int to = _listing.Book.LevelsThrough(side, Away(side, shape.ToBp));
        for (int i = from; i < to; i++)
        {
            int before = _found.Count;
            for (Order? order = _listing.Book.First(side, i); order is not null; order = Book.Behind(order))
            {
                if (order.Owner != 0)
                    continue;
                _found.Add(order);
                lots += order.RestLots;
            }

            levels += _found.Count > before ? 1 : 0;
        }

        return lots;
    }

    private long Away(Side side, double bp) => _fair.Touch(side) - (side.Sign() * (long)_fair.TicksOf(bp));

    /// <summary>Cancels or shrinks an order.</summary>
    private void Take(Order order, ref Prng dice)
    {
        Side side = order.Side;
        bool isBest = order.PriceTicks == _listing.Book.Best(side);
        if (order.RestLots > 2 && dice.Chance(0.15))
            _floor.Reduce(_listing, order, order.FilledLots + 1 + (long)(order.RestLots * dice.Uniform() * 0.9));
        else
            _floor.Cancel(_listing, order, CancelReason.None);
        if (isBest)
            Refill(side, ref dice);
    }

    /// <summary>Takes an order to another price of its ring, in one step.</summary>
    private void Move(Order order, int ring, ref Prng dice)
    {
        Side side = order.Side;
        long lots = order.RestLots;
        bool isBest = order.PriceTicks == _listing.Book.Best(side);
        _floor.Cancel(_listing, order, CancelReason.None);
        Quote(side, Place(side, ring, ref dice), lots);
        if (isBest)
            Refill(side, ref dice);
    }

    private void Refill(Side side, ref Prng dice) =>
        _schedule.Later(side == Side.Buy ? CrowdAct.FillBid : CrowdAct.FillAsk, 0.005 + dice.Exponential(0.02), ref dice);

    private void Add(Side side, int ring, ref Prng dice)
    {
        DepthProfile.Ring shape = DepthProfile.Rings[ring];
        long ticks = Place(side, ring, ref dice);
        double usd = shape.DepthUsd / shape.Levels * Math.Exp((1.1 * dice.Normal()) - 0.6);
        Quote(side, ticks, RoundSize.Of(_fair.LotsOf(usd), ref dice));
    }

    /// <summary>A price in a ring: often a round one far away, often beside another near the touch.</summary>
    private long Place(Side side, int ring, ref Prng dice)
    {
        DepthProfile.Ring shape = DepthProfile.Rings[ring];
        long ticks = Away(side, shape.FromBp + ((shape.ToBp - shape.FromBp) * dice.Uniform()));
        if (shape.FromBp >= 15 && dice.Chance(0.5))
            return ticks - (ticks % 20);
        return dice.Chance(NeighbourShare) ? Neighbour(side, ticks, dice.Chance(0.5) ? 1 : -1) : ticks;
    }

    /// <summary>Beside the crowd's level nearest to a price: quotes stand in clusters.</summary>
    private long Neighbour(Side side, long ticks, int step)
    {
        for (int level = _listing.Book.LevelsThrough(side, ticks); level < _listing.Book.Depth(side); level++)
        {
            if (FirstOfCrowd(side, level) is not null)
                return _listing.Book.Level(side, level).PriceTicks + step;
        }

        return ticks;
    }

    private Order? FirstOfCrowd(Side side, int level)
    {
        Order? order = _listing.Book.First(side, level);
        while (order is not null && order.Owner != 0)
            order = Book.Behind(order);
        return order;
    }

    /// <summary>A passive crowd order; it slides behind the crowd's own quotes but takes a client's that is worse than fair.</summary>
    private void Quote(Side side, long ticks, long lots)
    {
        Book book = _listing.Book;
        if (book.WouldCross(side, ticks) && book.First(side.Opposite(), 0).Owner == 0)
            ticks = book.Best(side.Opposite()) - side.Sign();
        if (ticks <= 0)
            return;
        Order order = _floor.CrowdOrder(side, ticks, lots);
        order.Type = OrderType.Limit;
        order.TimeInForce = TimeInForce.GoodTilCancelled;
        _floor.Submit(_listing, order);
    }
}
