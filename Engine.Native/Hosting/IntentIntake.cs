using Engine.Core.Link.Sending;
using Engine.Core.Memory;

namespace Engine.Native.Hosting;

/// <summary>
/// The connection's thread as a reader of the intents that another thread decided. What was decided on news from before this
/// connection, or from before an instrument changed its tick, is dropped, and so is what the connection does not take (it is
/// closed, or closing): its outcome becomes unknown to the engine, by the session's loss or by time, and the venue is asked. A
/// mutable struct: never a readonly field.
/// </summary>
internal struct IntentIntake(IntentWriter writer) : IRingReader<SentRequest>
{
    /// <summary>What an older event caused is dropped, Unix ns.</summary>
    public long SinceNs { get; set; }

    /// <summary>Intents dropped for their age.</summary>
    public long Dropped { get; private set; }

    public void OnSlot(ref SentRequest slot, bool last)
    {
        if (slot.Intent.CauseNs < SinceNs)
            Dropped++;
        else
            writer.TryWrite(slot.Intent, slot.DecidedNs);
    }
}
