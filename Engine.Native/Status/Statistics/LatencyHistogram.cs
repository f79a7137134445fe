using Engine.Native.Status.Blocks;
using HdrHistogram;

namespace Engine.Native.Status.Statistics;

/// <summary>A latency distribution with three digits, up to a minute, in fixed memory. One thread.</summary>
public sealed class LatencyHistogram
{
    private const long LargestNs = 60_000_000_000;

    private readonly LongHistogram _histogram = new(LargestNs, 3);
    private long _max;
    private LatencyStatus _summary;

    /// <summary>Counts one latency, ns; larger ones than a minute count as a minute.</summary>
    public void Record(long ns)
    {
        _histogram.RecordValue(Math.Clamp(ns, 0, LargestNs));
        _max = Math.Max(_max, ns);
    }

    /// <summary>The percentiles now; computed again only after new measurements.</summary>
    public LatencyStatus Summarize()
    {
        long count = _histogram.TotalCount;
        if (count == _summary.Count)
            return _summary;
        _summary = new LatencyStatus
        {
            Count = count,
            P50Ns = Percentile(50),
            P90Ns = Percentile(90),
            P99Ns = Percentile(99),
            P999Ns = Percentile(99.9),
            MaxNs = _max,
        };
        return _summary;
    }

    // The histogram answers with the upper end of a bucket, which may lie above the largest measurement.
    private long Percentile(double percent) => Math.Min(_histogram.GetValueAtPercentile(percent), _max);
}
