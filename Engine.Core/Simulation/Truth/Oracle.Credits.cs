using Engine.Core.Venue.Faults;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Venue.Rpc.Limits;

namespace Engine.Core.Simulation.Truth;

/// <content>
/// The venue's credits: what one process writes fits into them at any time, counted by a plain twin of the venue's bucket, and the
/// limiter strikes only where it was made to, or where others of the account have spent what the process could not know of.
/// </content>
internal sealed partial class Oracle
{
    private const int TooManyRequests = 10028;
    private const long OthersLatelyNs = 12_000_000_000; // longer than the largest bucket takes to fill
    private const double Hair = 1e-6;

    private double _creditsLeft;
    private long _creditsNs;
    private long _beganNs;
    private long _injected;
    private long _excused;

    /// <summary>When another of the account has made a request last.</summary>
    public long OthersSpentNs { get; set; }

    private void BeginCredits()
    {
        _creditsLeft = RateLimits.Of(CreditClass.Matching, _exchange.Options.Tier).Burst;
        _creditsNs = _beganNs = NowNs;
        TakeInjected();
        _excused = 0;
    }

    /// <summary>An order request is written: the credits that this process alone has left, were there nobody else, pay for it.</summary>
    private void Spend(OrderRequest request)
    {
        (double rate, double burst) = RateLimits.Of(CreditClass.Matching, _exchange.Options.Tier);
        _creditsLeft = Math.Min(burst, _creditsLeft + ((request.WrittenNs - _creditsNs) * 1e-9 * rate)) - 1;
        _creditsNs = request.WrittenNs;
        if (_creditsLeft < -Hair)
            Report(Invariant.Credits, $"{request.Action} {request.Label}: more than {burst} order requests at once and {rate} a second");
    }

    /// <summary>The venue has told the trader that its credits are spent.</summary>
    private void OnTooManyRequests(long requestId)
    {
        _counts.TooManyRequests++;
        TakeInjected();
        if (_excused > 0)
            _excused--;
        else if (NowNs - Math.Max(_beganNs, OthersSpentNs) > OthersLatelyNs)
            Report(Invariant.Credits, $"request {requestId} was too many, and nobody else has made any lately");
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
