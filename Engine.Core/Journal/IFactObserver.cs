using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Journal;

/// <summary>Who else wants to see the facts on their way to the disk. Called by the journal thread; may not wait, nor allocate per fact.</summary>
public interface IFactObserver
{
    /// <summary>A fact, once, when it is taken from the ring; with the specification its ticks are counted in, where that is known.</summary>
    void OnFact(in Fact fact, Instrument? instrument);

    /// <summary>A fill that was fetched from the venue, and that the database had already from an earlier session: after <see cref="OnFact"/>, once.</summary>
    void OnStoredBefore(in Fact fill, Instrument? instrument);

    /// <summary>How far the journal is; four times a second and at the end. The time is monotonic.</summary>
    void OnProgress(JournalHealth health, long backlog, long nowNs);
}
