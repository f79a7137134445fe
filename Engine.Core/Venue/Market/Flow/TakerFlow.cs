using Engine.Core.Primitives;
using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Market.Flow;

/// <summary>
/// Takers of one instrument as a Hawkes process of both sides, by its clusters: each taker brings a Poisson number of followers after
/// exponential delays. What one takes is either a power-law amount or all within an exponential reach.
/// </summary>
internal sealed class TakerFlow(Listing listing, Floor floor, FairPrice fair, Schedule schedule, Regime regime)
{
    private const double SmallestUsd = 50;
    private const double LargestUsd = 2_000_000;
    private const double SmallReachBp = 3;

    /// <summary>Of the takers who come by themselves, how many follow the next move where every move is known to somebody.</summary>
    private const double InformedShare = 0.5;

    /// <summary>A taker comes by itself, on the side that funding does not make dear or that the next move will reward, and plans the next.</summary>
    public void Arrive(ref Prng dice)
    {
        PlanNext(ref dice);
        bool isInformed = dice.Chance(regime.Toxicity * InformedShare);
        double lean = Math.Clamp(listing.Mark.Rate * regime.FundingLean, -0.3, 0.3);
        bool buys = isInformed ? fair.NextMove > 0 : dice.Chance(0.5 - lean);
        Come(buys ? Side.Buy : Side.Sell, ref dice);
    }

    /// <summary>Plans the next taker who comes by itself.</summary>
    public void PlanNext(ref Prng dice) => schedule.Later(CrowdAct.Arrive, dice.Exponential(1 / regime.FirstTakersPerSecond), ref dice);

    /// <summary>A taker acts and excites others.</summary>
    public void Come(Side side, ref Prng dice)
    {
        Excite(CrowdAct.FollowBuying, side == Side.Buy ? regime.SelfExcitation : regime.CrossExcitation, ref dice);
        Excite(CrowdAct.FollowSelling, side == Side.Sell ? regime.SelfExcitation : regime.CrossExcitation, ref dice);
        fair.Premium += side.Sign() * regime.PremiumPerTaker;
        if (dice.Chance(regime.SweepShare))
            Sweep(side, ref dice);
        else
            TakeSome(side, ref dice);
    }

    /// <summary>Takes everything up to a random distance from the fair price.</summary>
    public void Sweep(Side side, ref Prng dice)
    {
        double reach = fair.TicksOf(regime.ReachFromBp + dice.Exponential(1 / regime.ReachDecayPerBp));
        TakeThrough(side, Limit(side, reach), long.MaxValue);
        fair.Push(side.Sign() * reach * regime.Impact);
        schedule.Later(side == Side.Buy ? CrowdAct.FillAsk : CrowdAct.FillBid, 0.003 + dice.Exponential(0.012), ref dice);
    }

    /// <summary>Takes what is offered at prices on the wrong side of fair.</summary>
    public void Pick(Side side, ref Prng dice)
    {
        TakeThrough(side, fair.Touch(side.Opposite()) - side.Sign(), fair.LotsOf(200_000));
        schedule.Later(side == Side.Buy ? CrowdAct.FillAsk : CrowdAct.FillBid, 0.002 + dice.Exponential(0.01), ref dice);
    }

    private void Excite(CrowdAct act, double mean, ref Prng dice)
    {
        double left = dice.Exponential(1);
        while (left < mean)
        {
            schedule.Later(act, dice.Exponential(1 / regime.ExcitationDecayPerSecond), ref dice);
            left += dice.Exponential(1);
        }
    }

    private void TakeSome(Side side, ref Prng dice)
    {
        double usd = Math.Min(SmallestUsd * Math.Pow(1 - dice.Uniform(), -1 / regime.SizeExponent), LargestUsd);
        long lots = RoundSize.Of(fair.LotsOf(usd), ref dice);
        Take(side, fair.Touch(side.Opposite()) + (side.Sign() * (long)fair.TicksOf(SmallReachBp)), lots);
    }

    /// <summary>The last tick within a reach of the fair price.</summary>
    private long Limit(Side side, double reachTicks) =>
        side == Side.Buy ? (long)Math.Floor(fair.Ticks + 1 + reachTicks) : (long)Math.Ceiling(fair.Ticks - 1 - reachTicks);

    private void TakeThrough(Side side, long limitTicks, long mostLots)
    {
        int levels = listing.Book.LevelsThrough(side.Opposite(), limitTicks);
        long lots = 0;
        for (int i = 0; i < levels; i++)
            lots += listing.Book.Level(side.Opposite(), i).Lots;
        if (lots > 0)
            Take(side, limitTicks, Math.Min(lots, mostLots));
    }

    private void Take(Side side, long limitTicks, long lots)
    {
        Order order = floor.CrowdOrder(side, limitTicks, lots);
        order.Type = OrderType.Limit;
        order.TimeInForce = TimeInForce.ImmediateOrCancel;
        floor.Submit(listing, order);
    }
}
