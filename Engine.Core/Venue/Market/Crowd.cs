using Engine.Core.Primitives;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Market;

/// <summary>
/// The rest of the world at one instrument. Resting depth is held near <see cref="DepthProfile"/> by orders that come, shrink and go;
/// takers arrive as a Poisson stream whose reach into the book is exponential; informed takers act on the latent price just before
/// and just after it moves; stale quotes are withdrawn a few milliseconds later and the touch is filled again. All times are market
/// time in nanoseconds since the start. Owned by the venue's thread.
/// </summary>
internal sealed class Crowd
{
    private const double ActionsPerSecond = 110;
    private const double SmallTakersPerSecond = 2.2;
    private const double SweepsPerSecond = 3.4;
    private const double SweepFromBp = 0.3;
    private const double SweepMeanBp = 1.25;
    private const double NeighbourShare = 0.6;
    private const double Impact = 0.04;
    private const double InformedShare = 0.35;
    private const double PremiumReversion = 1.0 / 1800;
    private const double PremiumVolatility = 6e-6;

    private readonly Listing _listing;
    private readonly Floor _floor;
    private readonly LatentPrices _latent;
    private readonly int _coin;
    private readonly PriorityQueue<CrowdAct, (long DueNs, long Order)> _acts = new();
    private readonly double[] _activity;
    private Prng _random;
    private double _fairTicks;
    private double _premium;
    private double _impactTicks;
    private long _nowNs;
    private long _acted;

    public Crowd(Listing listing, Floor floor, LatentPrices latent, int coin, double premium, Prng random)
    {
        _listing = listing;
        _floor = floor;
        _latent = latent;
        _coin = coin;
        _premium = premium;
        _random = random;
        _activity = [.. DepthProfile.Rings.Select(ring => ring.Activity)];
        for (int i = 1; i < _activity.Length; i++)
            _activity[i] += _activity[i - 1];
        _fairTicks = FairTicks(latent.Price(coin));
        Populate();
        Later(CrowdAct.Rest, _random.Exponential(1 / ActionsPerSecond));
        Later(CrowdAct.TakeSmall, _random.Exponential(1 / SmallTakersPerSecond));
        Later(CrowdAct.Sweep, _random.Exponential(1 / SweepsPerSecond));
        PlanInformed();
    }

    /// <summary>Market time of the next act.</summary>
    public long NextNs => _acts.TryPeek(out _, out (long DueNs, long Order) next) ? next.DueNs : long.MaxValue;

    /// <summary>Does the next act.</summary>
    public void Act()
    {
        _acts.TryDequeue(out CrowdAct act, out (long DueNs, long Order) due);
        _nowNs = due.DueNs;
        if (_listing.State != BookState.Open)
        {
            Pause(act);
            return;
        }

        switch (act)
        {
            case CrowdAct.Rest:
                Later(act, _random.Exponential(1 / ActionsPerSecond));
                Rest();
                break;
            case CrowdAct.TakeSmall:
                Later(act, _random.Exponential(1 / SmallTakersPerSecond));
                TakeSmall();
                break;
            case CrowdAct.Sweep:
                Later(act, _random.Exponential(1 / SweepsPerSecond));
                Sweep(_random.Chance(0.5) ? Side.Buy : Side.Sell);
                break;
            case CrowdAct.SweepUp:
                Sweep(Side.Buy);
                break;
            case CrowdAct.SweepDown:
                Sweep(Side.Sell);
                break;
            case CrowdAct.PickBids:
                Pick(Side.Sell);
                break;
            case CrowdAct.PickAsks:
                Pick(Side.Buy);
                break;
            case CrowdAct.WithdrawBids:
                Withdraw(Side.Buy);
                break;
            case CrowdAct.WithdrawAsks:
                Withdraw(Side.Sell);
                break;
            case CrowdAct.FillBid:
                FillTouch(Side.Buy);
                break;
            case CrowdAct.FillAsk:
                FillTouch(Side.Sell);
                break;
        }

        _floor.Publish();
    }

    /// <summary>While the book is shut the regular acts come again later and the others are dropped.</summary>
    private void Pause(CrowdAct act)
    {
        if (act is CrowdAct.Rest or CrowdAct.TakeSmall or CrowdAct.Sweep)
            Later(act, 0.1);
    }

    /// <summary>Reacts to a move of the latent price at a market time.</summary>
    public void OnMove(long nowNs, double elapsedSeconds)
    {
        _nowNs = nowNs;
        _premium += (-_premium * PremiumReversion * elapsedSeconds) + (PremiumVolatility * Math.Sqrt(elapsedSeconds) * _random.Normal());
        _impactTicks *= Math.Exp(-elapsedSeconds / 10);
        Recentre();
        PlanInformed();
    }

    private double FairTicks(double latent) => (latent * (1 + _premium) / _listing.Instrument.TickSize) + _impactTicks;

    private double TicksOf(double bp) => _fairTicks * bp * 1e-4;

    private long TouchTicks(Side side) => (long)Math.Floor(_fairTicks) + (side == Side.Buy ? 0 : 1);

    private void Later(CrowdAct act, double seconds) => _acts.Enqueue(act, (_nowNs + (long)(seconds * 1e9), _acted++));

    /// <summary>Quotes follow the fair price: the stale ones are picked off or withdrawn, whichever comes first.</summary>
    private void Recentre()
    {
        double moved = FairTicks(_latent.Price(_coin)) - _fairTicks;
        _fairTicks += moved;
        bool up = moved > 0;
        if (Math.Abs(moved) > 2 && _random.Chance(InformedShare))
            Later(up ? CrowdAct.PickAsks : CrowdAct.PickBids, 0.001 + _random.Exponential(0.006));
        Later(up ? CrowdAct.WithdrawAsks : CrowdAct.WithdrawBids, 0.002 + _random.Exponential(0.008));
        Later(CrowdAct.FillBid, 0.004 + _random.Exponential(0.01));
        Later(CrowdAct.FillAsk, 0.004 + _random.Exponential(0.01));
        // A client's stale quote outlives the crowd's: someone takes it in the end.
        Later(up ? CrowdAct.PickAsks : CrowdAct.PickBids, 0.08 + _random.Exponential(0.15));
    }

    /// <summary>Some takers know the next move and come just before it.</summary>
    private void PlanInformed()
    {
        double move = FairTicks(_latent.NextPrice(_coin)) - _fairTicks;
        if (Math.Abs(move) < TicksOf(0.4) || !_random.Chance(InformedShare))
            return;
        double lead = Math.Min(_random.Exponential(0.02), (_latent.NextNs - _nowNs) / 1e9);
        Later(move > 0 ? CrowdAct.SweepUp : CrowdAct.SweepDown, ((_latent.NextNs - _nowNs) / 1e9) - lead);
    }

    private void Populate()
    {
        for (int ring = 0; ring < DepthProfile.Rings.Count; ring++)
        {
            for (int level = 0; level < DepthProfile.Rings[ring].Levels; level++)
            {
                Add(Side.Buy, ring);
                Add(Side.Sell, ring);
            }
        }

        FillTouch(Side.Buy);
        FillTouch(Side.Sell);
        _floor.Publish();
    }

    /// <summary>One order comes, shrinks or goes, so that the depth of a random ring drifts towards its target.</summary>
    private void Rest()
    {
        double at = _random.Uniform() * _activity[^1];
        int ring = 0;
        while (_activity[ring] < at)
            ring++;
        Side side = _random.Chance(0.5) ? Side.Buy : Side.Sell;
        DepthProfile.Ring shape = DepthProfile.Rings[ring];
        (int from, int to) = Levels(side, shape);
        long lots = 0;
        for (int i = from; i < to; i++)
            lots += _listing.Book.Level(side, i).Lots;
        double fullness = Math.Max(lots / Math.Max(1.0, LotsOf(shape.DepthUsd)), (double)(to - from) / (2 * shape.Levels));
        if (_random.Chance(Math.Clamp(1 - (fullness / 2), 0.04, 0.96)) || to == from)
            Add(side, ring);
        else
            Take(side, from + _random.Below(to - from));
    }

    /// <summary>Cancels or shrinks a crowd order at a level.</summary>
    private void Take(Side side, int level)
    {
        Order? order = _listing.Book.First(side, level);
        while (order is not null && order.Owner != 0)
            order = Book.Behind(order);
        if (order is null)
            return;
        if (order.RestLots > 2 && _random.Chance(0.15))
            _floor.Reduce(_listing, order, order.FilledLots + 1 + (long)(order.RestLots * _random.Uniform() * 0.9));
        else
            _floor.Cancel(_listing, order, CancelReason.None);
        if (level == 0)
            Later(side == Side.Buy ? CrowdAct.FillBid : CrowdAct.FillAsk, 0.02 + _random.Exponential(0.1));
    }

    private void Add(Side side, int ring)
    {
        DepthProfile.Ring shape = DepthProfile.Rings[ring];
        double distance = TicksOf(shape.FromBp + ((shape.ToBp - shape.FromBp) * _random.Uniform()));
        long ticks = TouchTicks(side) - (side.Sign() * (long)distance);
        if (shape.FromBp >= 15 && _random.Chance(0.5))
            ticks -= ticks % 20;
        else if (_random.Chance(NeighbourShare))
            ticks = Neighbour(side, ticks);
        double usd = shape.DepthUsd / shape.Levels * Math.Exp((1.1 * _random.Normal()) - 0.6);
        Quote(side, ticks, Rounded(LotsOf(usd)));
    }

    /// <summary>Beside the level nearest to a price: quotes stand in clusters.</summary>
    private long Neighbour(Side side, long ticks)
    {
        int level = _listing.Book.LevelsThrough(side, ticks);
        if (level >= _listing.Book.Depth(side))
            return ticks;
        long near = _listing.Book.Level(side, level).PriceTicks;
        return near + (_random.Chance(0.5) ? 1 : -1);
    }

    private void FillTouch(Side side)
    {
        long touch = TouchTicks(side);
        long best = _listing.Book.Best(side);
        if (best != 0 && (best - touch) * side.Sign() >= 0)
            return;
        Quote(side, touch, Rounded(LotsOf(3_500 * Math.Exp(1.2 * _random.Normal()))));
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

    private void TakeSmall()
    {
        double usd = Math.Min(10 * Math.Pow(1 - _random.Uniform(), -1 / 0.55), 40_000);
        Side side = _random.Chance(0.5) ? Side.Buy : Side.Sell;
        Take(side, TouchTicks(side.Opposite()) + (side.Sign() * (long)TicksOf(1)), Rounded(LotsOf(usd)));
    }

    /// <summary>Takes everything up to a random distance from the fair price.</summary>
    private void Sweep(Side side)
    {
        double reach = TicksOf(SweepFromBp + _random.Exponential(SweepMeanBp));
        long limit = TouchTicks(side.Opposite()) + (side.Sign() * (long)reach);
        int levels = _listing.Book.LevelsThrough(side.Opposite(), limit);
        long lots = 0;
        for (int i = 0; i < levels; i++)
            lots += _listing.Book.Level(side.Opposite(), i).Lots;
        if (lots > 0)
            Take(side, limit, lots);
        _impactTicks += side.Sign() * reach * Impact;
        Later(side == Side.Buy ? CrowdAct.FillAsk : CrowdAct.FillBid, 0.003 + _random.Exponential(0.012));
    }

    /// <summary>Takes what is offered at prices on the wrong side of fair.</summary>
    private void Pick(Side side)
    {
        long limit = TouchTicks(side.Opposite()) - side.Sign();
        int levels = _listing.Book.LevelsThrough(side.Opposite(), limit);
        long lots = 0;
        for (int i = 0; i < levels; i++)
            lots += _listing.Book.Level(side.Opposite(), i).Lots;
        if (lots > 0)
            Take(side, limit, Math.Min(lots, LotsOf(200_000)));
        Later(side == Side.Buy ? CrowdAct.FillAsk : CrowdAct.FillBid, 0.002 + _random.Exponential(0.01));
    }

    /// <summary>Withdraws the crowd's quotes on the wrong side of fair.</summary>
    private void Withdraw(Side side)
    {
        long limit = TouchTicks(side) + side.Sign();
        int level = 0;
        while (level < _listing.Book.Depth(side) && (_listing.Book.Level(side, level).PriceTicks - limit) * side.Sign() >= 0)
        {
            Order? order = _listing.Book.First(side, level);
            while (order is not null && order.Owner != 0)
                order = Book.Behind(order);
            if (order is null)
                level++;
            else
                _floor.Cancel(_listing, order, CancelReason.None);
        }
    }

    private void Take(Side side, long limitTicks, long lots)
    {
        Order order = _floor.CrowdOrder(side, limitTicks, lots);
        order.Type = OrderType.Limit;
        order.TimeInForce = TimeInForce.ImmediateOrCancel;
        _floor.Submit(_listing, order);
    }

    private (int From, int To) Levels(Side side, DepthProfile.Ring shape)
    {
        long near = TouchTicks(side) - (side.Sign() * (long)TicksOf(shape.FromBp));
        long far = TouchTicks(side) - (side.Sign() * (long)TicksOf(shape.ToBp));
        int from = shape.FromBp == 0 ? 0 : _listing.Book.LevelsThrough(side, near);
        return (from, Math.Max(from, _listing.Book.LevelsThrough(side, far)));
    }

    private long LotsOf(double btcUsd)
    {
        double usd = btcUsd * _listing.Contract.Terms.DepthScale;
        double amount = _listing.Contract.IsInverse ? usd : usd / (_fairTicks * _listing.Instrument.TickSize);
        return Math.Max(1, (long)(amount / _listing.Instrument.LotSize));
    }

    /// <summary>People like round numbers.</summary>
    private long Rounded(long lots)
    {
        if (lots >= 200 && _random.Chance(0.3))
            return lots - (lots % 100);
        return lots >= 20 && _random.Chance(0.3) ? lots - (lots % 10) : lots;
    }
}
