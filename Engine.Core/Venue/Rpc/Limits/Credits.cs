namespace Engine.Core.Venue.Rpc.Limits;

/// <summary>Leaky buckets of requests, one for each class; all requests of an account draw on the same ones.</summary>
internal sealed class Credits
{
    private static readonly (double Rate, double Burst)[] s_limits = [(20, 100), (10.0 / 3, 10), (1, 50), (5, 20), (5, 20)];

    private readonly double[] _left = [.. s_limits.Select(limit => limit.Burst)];
    private readonly long[] _atNs = new long[s_limits.Length];

    /// <summary>Pays for one request; false when the bucket is empty.</summary>
    public bool TryPay(CreditClass kind, long nowNs)
    {
        int i = (int)kind;
        (double rate, double burst) = s_limits[i];
        if (_atNs[i] != 0)
            _left[i] = Math.Min(burst, _left[i] + ((nowNs - _atNs[i]) * 1e-9 * rate));
        _atNs[i] = nowNs;
        if (_left[i] < 1 - 1e-9)
            return false;
        _left[i]--;
        return true;
    }
}
