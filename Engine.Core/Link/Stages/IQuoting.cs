using Engine.Core.Risk.Killing;

namespace Engine.Core.Link.Stages;

/// <summary>What the keeper of the session has to know of the engine, whichever quoting model it runs.</summary>
public interface IQuoting
{
    /// <summary>
    /// Whether every published event has been taken in. The thread that publishes may then look at the engine: it stands still
    /// until the next publication, and all that it did is visible.
    /// </summary>
    bool IsCaughtUp { get; }

    /// <summary>Whether no order of ours may still fill, neither of this process nor of an earlier one, as far as the engine knows; asked only while it is caught up.</summary>
    bool HasNoOrders { get; }

    /// <summary>Where the kill switch is latched for the processes to come, by any thread; none where nothing outlives this one.</summary>
    KillLatch? Latch { get; }

    /// <summary>Whether the engine's kill switch is latched.</summary>
    bool IsKilled { get; }

    /// <summary>What the engine threw and survived, with its kill switch latched; null while nothing.</summary>
    Exception? Failure { get; }
}
