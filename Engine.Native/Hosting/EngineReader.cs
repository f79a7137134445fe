using Engine.Core.Events;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Trading;
using Engine.Native.Net;

namespace Engine.Native.Hosting;

/// <summary>The quoting stage as a reader of the event ring. A broken invariant latches the kill switch and trading ends in order.</summary>
/// <typeparam name="TQuoter">The quoting model.</typeparam>
public readonly struct EngineReader<TQuoter>(TradingEngine<TQuoter, WireGateway> engine) : IRingReader<EngineEvent>
    where TQuoter : struct, IQuoter
{
    /// <inheritdoc/>
    public void OnSlot(ref EngineEvent slot, bool last)
    {
        try
        {
            engine.OnEvent(slot);
        }
        catch (InvariantException)
        {
            engine.Kill(KillReason.Invariant, slot.ReceiveNs);
        }
    }
}
