using Engine.Core.Simulation.Truth.Requests;
using Engine.Core.Venue.Faults;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Venue.Rpc.Limits;

namespace Engine.Core.Simulation.Truth;

/// <content>
/// The venue's credits: what one process writes fits into them at any time, counted by a plain twin of the venue's bucket, and the
/// limiter strikes only where it was made to, or where somebody has spent what the process could not know of and the account's bucket
/// has not been full since: others of the account, or a request of its own that was executed when its answer was waited for no longer.
/// </content>
internal sealed partial class Oracle
{
    private const int TooManyRequests = 10028;
    private const double Hair = 1e-6;
    private const long LongestQueueNs = 5_000_000_000;

    private readonly int _reserve;
    private double _creditsLeft;
    private long _creditsNs;
    private long _othersNs;
    private long _injected;
    private long _excused;
    private long _tooManyId;

    /// <summary>Another of the account has made requests.</summary>
    public void OthersSpend() => _othersNs = NowNs + LongestQueueNs; // the venue counts when it comes to it

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

    /// <summary>A request of the trader has come to the venue or been answered there: maybe when the trader has given it up.</summary>
    private void FollowWay(OrderRequest request)
    {
        if (NowNs - request.WrittenNs > _setup.Engine.RequestTimeoutNs || !request.Connection.HasWriter)
            OthersSpend();
    }

    /// <summary>The venue has told the trader that its credits are spent.</summary>
    private void OnTooManyRequests(long requestId, bool isOrder)
    {
        if (requestId == _tooManyId)
            return; // told twice
        _tooManyId = requestId;
        _counts.TooManyRequests++;
        TakeInjected();
        if (_excused > 0)
            _excused--;
        else if (_othersNs < _exchange.CreditsFullNs(_account, isOrder ? CreditClass.Matching : CreditClass.Default) && !_requests.IsAnyHeld(NowNs, _setup.Engine.RequestTimeoutNs))
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
