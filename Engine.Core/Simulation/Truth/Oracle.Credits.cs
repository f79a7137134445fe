using Engine.Core.Venue.Faults;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Venue.Rpc.Limits;

namespace Engine.Core.Simulation.Truth;

/// <content>
/// The venue's credits: what one process writes fits into them at any time, counted by a plain twin of the venue's bucket, and the
/// limiter strikes only where it was made to, or where others of the account have spent what the process could not know of and the
/// account's bucket has not been full since: until it is, the two counts stay apart. A request that was long on its way does the same:
/// the process has earned meanwhile what the venue, whose bucket was full, has not.
/// </content>
internal sealed partial class Oracle
{
    private const int TooManyRequests = 10028;
    private const long LongWayNs = 20_000_000;
    private const double Hair = 1e-6;
    private const double Edge = 0.1; // jitter of the way may cost so much of a credit where the last one is spent

    private readonly int _reserve;
    private double _creditsLeft;
    private long _creditsNs;
    private double _accountLeft = double.MaxValue;
    private long _accountNs;
    private long _accountFullNs;
    private long _othersNs;
    private long _injected;
    private long _excused;
    private long _tooManyId;

    /// <summary>Another of the account has made so many requests.</summary>
    public void OthersSpend(long requests)
    {
        for (; requests > 0; requests--)
            SpendAccount();
        _othersNs = NowNs;
    }

    private void BeginCredits()
    {
        _creditsLeft = RateLimits.Of(CreditClass.Matching, _exchange.Options.Tier).Burst;
        _creditsNs = _othersNs = NowNs; // what earlier processes spent, others spent
        TakeInjected();
        _excused = _tooManyId = 0;
    }

    /// <summary>An order request is written: the credits that this process alone has left, were there nobody else, pay for it.</summary>
    private void Spend(OrderRequest request)
    {
        (double rate, double burst) = RateLimits.Of(CreditClass.Matching, _exchange.Options.Tier);
        _creditsLeft = Math.Min(burst, _creditsLeft + ((request.WrittenNs - _creditsNs) * 1e-9 * rate)) - 1;
        _creditsNs = request.WrittenNs;
        if (_creditsLeft < -Hair)
            Report(Invariant.Credits, $"{request.Action} {request.Label}: more than {burst} order requests at once and {rate} a second");
        else if (request.Action is OrderAction.Place or OrderAction.Edit && _creditsLeft < _reserve - Hair)
            Report(Invariant.Credits, $"{request.Action} {request.Label} leaves {_creditsLeft:0.00} credits for cancels, {_reserve} are kept");
    }

    /// <summary>A request of the trader has come to the venue, or has been answered there.</summary>
    private void FollowWay(OrderRequest request)
    {
        if (NowNs - request.WrittenNs > LongWayNs)
            _othersNs = NowNs;
    }

    /// <summary>The account's bucket, from whomever a request comes.</summary>
    private void SpendAccount()
    {
        (double rate, double burst) = RateLimits.Of(CreditClass.Matching, _exchange.Options.Tier);
        _accountLeft = Math.Min(burst, _accountLeft + ((NowNs - _accountNs) * 1e-9 * rate));
        _accountNs = NowNs;
        if (_accountLeft >= burst)
            _accountFullNs = NowNs;
        _accountLeft = Math.Max(0, _accountLeft - 1);
    }

    /// <summary>The venue has told the trader that its credits are spent.</summary>
    private void OnTooManyRequests(long requestId)
    {
        if (requestId == _tooManyId)
            return; // told twice
        _tooManyId = requestId;
        _counts.TooManyRequests++;
        TakeInjected();
        if (_excused > 0)
            _excused--;
        else if (_othersNs < _accountFullNs && _accountLeft > Edge)
            Report(Invariant.Credits, $"request {requestId} was too many, and nobody else has made any since the account had all its credits");
    }

    /// <summary>Refusals of this kind that were planned and have struck.</summary>
    private void TakeInjected()
    {
        long injected = 0;
        foreach (FaultStatus status in _exchange.Faults.Status)
            injected += status.Fault.Kind == FaultKind.RateLimit || (status.Fault.Kind == FaultKind.Reject && status.Fault.Code == TooManyRequests) ? status.Fired : 0;
        _excused += Math.Max(0, injected - _injected);
        _injected = injected;
    }
}
