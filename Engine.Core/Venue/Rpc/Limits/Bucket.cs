namespace Engine.Core.Venue.Rpc.Limits;

/// <summary>A leaky bucket: so many at once, refilled continuously.</summary>
internal sealed class Bucket
{
    private const double Hair = 1e-9;

    private readonly double _ratePerSecond;
    private readonly double _burst;
    private double _left;
    private long _atNs;

    /// <summary>A full bucket.</summary>
    public Bucket(double ratePerSecond, double burst)
    {
        _ratePerSecond = ratePerSecond;
        _burst = _left = burst;
    }

    /// <summary>When it was last seen full, Unix ns; 0 while it was not.</summary>
    public long FullNs { get; private set; }

    /// <summary>Whether so many could be taken now.</summary>
    public bool Has(double count, long nowNs)
    {
        if (_atNs != 0)
            _left = Math.Min(_burst, _left + ((nowNs - _atNs) * 1e-9 * _ratePerSecond));
        _atNs = nowNs;
        if (_left >= _burst)
            FullNs = nowNs;
        return _left >= count - Hair;
    }

    /// <summary>Takes so many, or what there is.</summary>
    public void Take(double count) => _left = Math.Max(0, _left - count);
}
