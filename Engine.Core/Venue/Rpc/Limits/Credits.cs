using Engine.Core.Venue.Desk;

namespace Engine.Core.Venue.Rpc.Limits;

/// <summary>Buckets of requests, one for each class; all requests of an account draw on the same ones.</summary>
internal sealed class Credits
{
    private readonly Bucket[] _buckets;
    private readonly Bucket _guaranteed = New(RateLimits.GuaranteedMassQuotes);
    private readonly Bucket _quotes = New(RateLimits.MaximumQuotes);

    public Credits(int tier)
    {
        _buckets = [.. Enum.GetValues<CreditClass>().Select(kind => New(RateLimits.Of(kind, tier)))];
    }

    /// <summary>Pays for one request; false when the bucket is empty. A mass quote pays later.</summary>
    public bool TryPay(CreditClass kind, long nowNs)
    {
        if (kind == CreditClass.MassQuote)
            return true;
        Bucket bucket = _buckets[(int)kind];
        bool can = bucket.Has(1, nowNs);
        if (can)
            bucket.Take(1);
        return can;
    }

    /// <summary>When a request of a class last found all credits there, Unix ns; 0 while none did.</summary>
    public long FullNs(CreditClass kind) => _buckets[(int)kind].FullNs;

    /// <summary>
    /// Pays for a mass quote: a few a second are guaranteed whatever their size, more only while all their quotes stay below the limit.
    /// </summary>
    public Refusal? PayMassQuote(int quotes, long nowNs)
    {
        Bucket messages = _buckets[(int)CreditClass.MassQuote];
        bool guaranteed = _guaranteed.Has(1, nowNs);
        bool message = messages.Has(1, nowNs);
        if (!_quotes.Has(quotes, nowNs) && !guaranteed)
            return message ? Refusal.TooManyQuotes : Refusal.TooManyRequests;
        if (!message && !guaranteed)
            return Refusal.TooManyRequests;
        _guaranteed.Take(1);
        messages.Take(1);
        _quotes.Take(quotes);
        return null;
    }

    private static Bucket New((double Rate, double Burst) limit) => new(limit.Rate, limit.Burst);
}
