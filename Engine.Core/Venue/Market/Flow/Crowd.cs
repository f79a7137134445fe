using Engine.Core.Primitives;
using Engine.Core.Venue.Desk;

namespace Engine.Core.Venue.Market.Flow;

/// <summary>
/// A lively market at one instrument. Resting depth stirs in bursts, with every move and every fresh taker; takers come in clusters;
/// informed ones act on the latent price just before and just after it moves; stale quotes are withdrawn a few milliseconds later and
/// the touch is filled again. Owned by the venue's thread.
/// </summary>
internal sealed class Crowd : ICrowd
{
    private const double BurstSpacingSeconds = 0.0004;
    private const double InformedFromBp = 0.4;

    private readonly Listing _listing;
    private readonly Floor _floor;
    private readonly LatentPrices _latent;
    private readonly Regime _regime;
    private readonly FairPrice _fair;
    private readonly Schedule _schedule = new();
    private readonly RestingDepth _depth;
    private readonly TakerFlow _takers;
    private readonly double _actsInBurst;
    private Prng _moves;

    public Crowd(Listing listing, Floor floor, LatentPrices latent, int coin, double premium, Regime regime, Prng random)
    {
        _listing = listing;
        _floor = floor;
        _latent = latent;
        _regime = regime;
        _fair = new FairPrice(listing, latent, coin, premium);
        _depth = new RestingDepth(listing, floor, _fair, _schedule, regime.MoveShare);
        _takers = new TakerFlow(listing, floor, _fair, _schedule, regime);
        _actsInBurst = regime.RestingActsPerSecond / (regime.MovesPerSecond + regime.FirstTakersPerSecond);
        _moves = random.Fork();
        _depth.Populate(ref random);
        _floor.Publish();
        _takers.PlanNext(ref random);
        PlanInformed(ref random);
    }

    /// <inheritdoc/>
    public long NextNs => _schedule.NextNs;

    /// <inheritdoc/>
    public void Act()
    {
        Schedule.Planned planned = _schedule.Take();
        var dice = new Prng(planned.Seed);
        if (_listing.State != BookState.Open)
        {
            Pause(planned.Act, ref dice);
            return;
        }

        switch (planned.Act)
        {
            case CrowdAct.Rest:
                if (planned.Left > 1)
                    _schedule.Later(CrowdAct.Rest, dice.Exponential(BurstSpacingSeconds), ref dice, planned.Left - 1);
                _depth.Act(ref dice);
                break;
            case CrowdAct.Arrive:
                Burst(ref dice);
                _takers.Arrive(ref dice);
                break;
            case CrowdAct.FollowBuying:
                _takers.Come(Side.Buy, ref dice);
                break;
            case CrowdAct.FollowSelling:
                _takers.Come(Side.Sell, ref dice);
                break;
            case CrowdAct.SweepUp:
                _takers.Sweep(Side.Buy, ref dice);
                break;
            case CrowdAct.SweepDown:
                _takers.Sweep(Side.Sell, ref dice);
                break;
            case CrowdAct.PickBids:
                _takers.Pick(Side.Sell, ref dice);
                break;
            case CrowdAct.PickAsks:
                _takers.Pick(Side.Buy, ref dice);
                break;
            case CrowdAct.WithdrawBids:
                _depth.Withdraw(Side.Buy);
                break;
            case CrowdAct.WithdrawAsks:
                _depth.Withdraw(Side.Sell);
                break;
            case CrowdAct.FillBid:
                _depth.FillTouch(Side.Buy, ref dice);
                break;
            case CrowdAct.FillAsk:
                _depth.FillTouch(Side.Sell, ref dice);
                break;
        }

        _floor.Publish();
    }

    /// <inheritdoc/>
    public void OnMove(long nowNs, double elapsedSeconds)
    {
        _schedule.NowNs = nowNs;
        Prng dice = _moves.Fork();
        _fair.Premium += ((_regime.PremiumMean - _fair.Premium) * elapsedSeconds / _regime.PremiumReversionSeconds)
            + (_regime.PremiumVolatility * Math.Sqrt(elapsedSeconds) * dice.Normal());
        Recentre(_fair.Follow(elapsedSeconds), ref dice);
        Burst(ref dice);
        PlanInformed(ref dice);
    }

    /// <summary>While the book is shut takers who come by themselves try again later and all else is dropped.</summary>
    private void Pause(CrowdAct act, ref Prng dice)
    {
        if (act == CrowdAct.Arrive)
            _takers.PlanNext(ref dice);
    }

    /// <summary>Many quotes stir within some milliseconds.</summary>
    private void Burst(ref Prng dice)
    {
        int acts = (int)(dice.Exponential(_actsInBurst) + 0.5);
        if (acts > 0)
            _schedule.Later(CrowdAct.Rest, 0.001 + dice.Exponential(0.004), ref dice, acts);
    }

    /// <summary>Quotes follow the fair price: the stale ones are picked off or withdrawn, whichever comes first.</summary>
    private void Recentre(double moved, ref Prng dice)
    {
        bool up = moved > 0;
        if (Math.Abs(moved) > 2 && dice.Chance(_regime.Toxicity))
            _schedule.Later(up ? CrowdAct.PickAsks : CrowdAct.PickBids, 0.001 + dice.Exponential(0.006), ref dice);
        _schedule.Later(up ? CrowdAct.WithdrawAsks : CrowdAct.WithdrawBids, 0.002 + dice.Exponential(0.008), ref dice);
        _schedule.Later(CrowdAct.FillBid, 0.004 + dice.Exponential(0.01), ref dice);
        _schedule.Later(CrowdAct.FillAsk, 0.004 + dice.Exponential(0.01), ref dice);
        // A client's stale quote outlives the crowd's: someone takes it in the end.
        _schedule.Later(up ? CrowdAct.PickAsks : CrowdAct.PickBids, 0.08 + dice.Exponential(0.15), ref dice);
    }

    /// <summary>Some takers know the next move and come just before it.</summary>
    private void PlanInformed(ref Prng dice)
    {
        double move = _fair.NextMove;
        if (Math.Abs(move) < _fair.TicksOf(InformedFromBp) || !dice.Chance(_regime.Toxicity))
            return;
        double left = (_latent.NextNs - _schedule.NowNs) / 1e9;
        _schedule.Later(move > 0 ? CrowdAct.SweepUp : CrowdAct.SweepDown, left - Math.Min(dice.Exponential(0.02), left), ref dice);
    }
}
