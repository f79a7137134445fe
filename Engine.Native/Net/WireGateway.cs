using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Link.Sending;
using Engine.Core.Link.Stages;
using Engine.Core.Memory;
using Engine.Native.Time;

namespace Engine.Native.Net;

/// <summary>
/// Where the engine's intents go: straight into the connection's output when the engine runs on the connection's thread, into a
/// ring that this thread polls when it runs on another. The engine cannot tell which. A mutable struct: never a readonly field.
/// </summary>
public struct WireGateway : IBatchGateway
{
    private readonly SystemClock _clock;
    private readonly IntentWriter _writer;
    private readonly RingBuffer<SentRequest>? _handOff;
    private long _decidedNs;

    /// <summary>A gateway to a writer, through a ring where one is given.</summary>
    public WireGateway(SystemClock clock, IntentWriter writer, RingBuffer<SentRequest>? handOff)
    {
        _clock = clock;
        _writer = writer;
        _handOff = handOff;
    }

    /// <inheritdoc/>
    public bool TrySend(in OrderIntent intent)
    {
        if (_decidedNs == 0)
            _decidedNs = _clock.NowNs;
        return _handOff is null ? _writer.TryWrite(intent, _decidedNs) : TryHandOff(intent);
    }

    /// <inheritdoc/>
    public void EndBatch()
    {
        if (_decidedNs == 0)
            return;
        _decidedNs = 0;
        _handOff?.Publish();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly bool TryHandOff(in OrderIntent intent)
    {
        if (!_handOff!.TryClaim(out long sequence))
            return false;
        ref SentRequest slot = ref _handOff[sequence];
        slot.Intent = intent;
        slot.DecidedNs = _decidedNs;
        return true;
    }
}
