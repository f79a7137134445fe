using Engine.Core.Events;
using Engine.Native.Status.Blocks;

namespace Engine.Native.Status.Statistics;

/// <summary>How long the ticks that led to orders spent in each stage; <see cref="StageStatuses.Names"/> names them. One thread.</summary>
public sealed class StageHistograms
{
    private readonly LatencyHistogram[] _stages = [.. Enumerable.Range(0, StageStatuses.Count).Select(_ => new LatencyHistogram())];

    /// <summary>The distribution of one stage.</summary>
    public LatencyHistogram this[int stage] => _stages[stage];

    /// <summary>Counts one order's way; nothing for one that no tick caused.</summary>
    public void Record(in StageStamps stamps)
    {
        if (stamps.SentNs == 0)
            return;
        if (stamps.KernelNs > 0)
            _stages[0].Record(stamps.KernelNs);
        _stages[1].Record(stamps.FramedNs);
        _stages[2].Record(stamps.DecodedNs - stamps.FramedNs);
        _stages[3].Record(stamps.PublishedNs - stamps.DecodedNs);
        _stages[4].Record(stamps.DecidedNs - stamps.PublishedNs);
        _stages[5].Record(stamps.EncodedNs - stamps.DecidedNs);
        _stages[6].Record(stamps.SentNs - stamps.EncodedNs);
    }

    /// <summary>Writes the percentiles of all stages.</summary>
    public void Summarize(ref StageStatuses into)
    {
        for (int i = 0; i < StageStatuses.Count; i++)
            into[i] = _stages[i].Summarize();
    }
}
