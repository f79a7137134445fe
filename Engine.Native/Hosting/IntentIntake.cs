using Engine.Core.Memory;
using Engine.Native.Net;

namespace Engine.Native.Hosting;

/// <summary>
/// The connection's thread as a reader of the intents that another thread decided. What the connection does not take (it is
/// closed, or closing) is dropped: the session's loss, which the engine is told of, makes its outcome unknown there.
/// </summary>
internal readonly struct IntentIntake(IntentWriter writer) : IRingReader<SentRequest>
{
    public void OnSlot(ref SentRequest slot, bool last) => writer.TryWrite(slot.Intent, slot.DecidedNs);
}
