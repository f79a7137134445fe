using Engine.Core.Events;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Trading;

namespace Engine.Core.Link.Stages;

/// <summary>
/// The engine as a reader of the event ring. A broken invariant latches the kill switch and trading ends in order; so does any other
/// exception, the first time. A mutable struct: never a readonly field.
/// </summary>
/// <typeparam name="TQuoter">The quoting model.</typeparam>
/// <typeparam name="TGateway">Where intents go.</typeparam>
public struct EngineReader<TQuoter, TGateway>(TradingEngine<TQuoter, TGateway> engine) : IRingReader<EngineEvent>
    where TQuoter : struct, IQuoter
    where TGateway : struct, IBatchGateway
{
    /// <summary>What the engine threw that it should not have, once; null while nothing.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Time of the last timer event, Unix ns.</summary>
    public long TimerNs { get; private set; }

    /// <inheritdoc/>
    public void OnSlot(ref EngineEvent slot, bool last)
    {
        try
        {
            if (last || (slot.Flags & EventFlags.EndOfBatch) == 0)
                engine.OnEvent(slot);
            else
                OnHistory(slot);
        }
        catch (InvariantException)
        {
            engine.Kill(KillReason.Invariant, slot.ReceiveNs);
        }
        catch (Exception e) when (Failure is null)
        {
            Failure = e; // a second one would say that the engine is not sound enough to cancel
            engine.Kill(KillReason.Invariant, slot.ReceiveNs);
        }

        if (slot.Kind == EventKind.Timer)
            TimerNs = slot.ReceiveNs;
        if (last && (slot.Flags & EventFlags.EndOfBatch) != 0)
            engine.Gateway.EndBatch();
    }

    // A later batch waits already: what this one says is known, and nothing is decided on it.
    private readonly void OnHistory(in EngineEvent slot)
    {
        EngineEvent e = slot;
        e.Flags &= ~EventFlags.EndOfBatch;
        engine.OnEvent(e);
    }
}
