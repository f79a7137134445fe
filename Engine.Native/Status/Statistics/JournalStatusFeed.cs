using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Primitives;
using Engine.Native.Status.Blocks;

namespace Engine.Native.Status.Statistics;

/// <summary>Keeps the journal's block of the status page: counts the facts and publishes the counts. Journal thread only.</summary>
public sealed class JournalStatusFeed(SessionStatistics statistics, StatusWriter? page) : IFactObserver
{
    /// <summary>What the session's facts add up to; to be read by others after the journal has stopped.</summary>
    public SessionStatistics Statistics { get; } = statistics;

    /// <inheritdoc/>
    public void OnFact(in Fact fact, Instrument? instrument) => Statistics.Apply(in fact, instrument);

    /// <inheritdoc/>
    public void OnStoredBefore(in Fact fill, Instrument? instrument) => Statistics.TakeBack(in fill, instrument);

    /// <inheritdoc/>
    public void OnProgress(JournalHealth health, long backlog, long nowNs)
    {
        ref readonly JournalStatus status = ref Statistics.Snapshot(health, backlog, nowNs);
        page?.WriteJournal(in status);
    }
}
