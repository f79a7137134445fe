namespace Engine.Core.Risk;

/// <summary>
/// Credits together with the requests that were paid for and are on their way to where they are counted: each is known by its id, so that
/// word that comes twice, late or in another order settles one request and no other. A mutable struct: never a readonly field.
/// </summary>
internal struct RequestCredits(RateCredits credits)
{
    private UnderWay _underWay = new();

    /// <summary>The credits themselves: what the gate spends from.</summary>
    public RateCredits Credits = credits;

    /// <summary>A request that was paid for is on its way.</summary>
    public void Depart(long requestId, long nowNs)
    {
        if (!_underWay.Add(requestId, nowNs))
            Credits.Arrive(nowNs);
        Credits.Depart();
    }

    /// <summary>It has been counted, at the latest now; nothing for one that is not under way.</summary>
    public void Arrive(long requestId, long nowNs)
    {
        if (_underWay.Remove(requestId))
            Credits.Arrive(nowNs);
    }

    /// <summary>It is waited for from now on: it has only now left.</summary>
    public readonly void Renew(long requestId, long nowNs) => _underWay.Renew(requestId, nowNs);

    /// <summary>What has been under way since before a time has arrived by now, or never will.</summary>
    public void GiveUp(long beforeNs, long nowNs)
    {
        while (_underWay.RemoveBefore(beforeNs))
            Credits.Arrive(nowNs);
    }

    /// <summary>Nothing is under way any more.</summary>
    public void Forget(long nowNs)
    {
        _underWay.Clear();
        Credits.ArriveAll(nowNs);
    }
}
