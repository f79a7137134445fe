using HdrHistogram;

namespace Engine.Native.Latency.Figures;

/// <summary>Latencies of one kind, ns, with three digits up to a minute, in fixed memory. One thread at a time.</summary>
internal sealed class Distribution
{
    private const long LargestNs = 60_000_000_000;

    private readonly LongHistogram _histogram = new(LargestNs, 3);
    private double _sumNs;

    /// <summary>How many.</summary>
    public long Count => _histogram.TotalCount;

    /// <summary>The largest, exactly.</summary>
    public long MaxNs { get; private set; }

    /// <summary>The mean, exactly.</summary>
    public double MeanNs => Count == 0 ? 0 : _sumNs / Count;

    /// <summary>The histogram itself, for its file.</summary>
    public HistogramBase Histogram => _histogram;

    /// <summary>Adds one; a negative one counts as zero.</summary>
    public void Add(long ns)
    {
        ns = Math.Clamp(ns, 0, LargestNs);
        _histogram.RecordValue(ns);
        _sumNs += ns;
        MaxNs = Math.Max(MaxNs, ns);
    }

    /// <summary>A percentile, ns. The histogram answers with the upper end of a bucket, which may lie above the largest value.</summary>
    public long At(double percent) => Math.Min(_histogram.GetValueAtPercentile(percent), MaxNs);

    /// <summary>Whether there are enough values for a percentile to be more than the largest of them.</summary>
    public bool Supports(double percent) => Math.Round(Count * (100 - percent), 6) >= 100;

    /// <summary>The values that occurred and how often, ascending.</summary>
    public IEnumerable<(long Ns, long Count)> Values() =>
        _histogram.RecordedValues().Select(step => (step.ValueIteratedTo, step.CountAddedInThisIterationStep));
}
