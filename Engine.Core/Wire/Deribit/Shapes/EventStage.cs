using Engine.Core.Events;

namespace Engine.Core.Wire.Deribit.Shapes;

/// <summary>
/// The events of a frame until all of it has been verified: the sink never sees a frame that a shape begins and then gives up.
/// A frame of more events (a whole book, once a subscription) is the reference decoder's.
/// </summary>
internal sealed class EventStage
{
    /// <summary>Events of the largest frame that shapes take: 320 levels of a book.</summary>
    public const int Capacity = 64;

    private readonly EngineEvent[] _events = new EngineEvent[Capacity];
    private int _count;

    /// <summary>Whether another event can be claimed.</summary>
    public bool HasRoom => _count < Capacity;

    /// <summary>The event claimed last.</summary>
    public ref EngineEvent Last => ref _events[_count - 1];

    /// <summary>The events of the frame so far.</summary>
    public Span<EngineEvent> All => _events.AsSpan(0, _count);

    /// <summary>Forgets the events of the frame before.</summary>
    public void Clear() => _count = 0;

    /// <summary>A cleared event; its place does not move.</summary>
    public ref EngineEvent Claim()
    {
        ref EngineEvent slot = ref _events[_count++];
        slot = default;
        return ref slot;
    }

    /// <summary>A cleared event that names what every event does.</summary>
    public ref EngineEvent Claim(EventKind kind, ushort instrument, long receiveNs)
    {
        ref EngineEvent slot = ref Claim();
        slot.Kind = kind;
        slot.Instrument = instrument;
        slot.ReceiveNs = receiveNs;
        return ref slot;
    }

    /// <summary>Hands all events over.</summary>
    public void CommitTo<TSink>(ref TSink sink)
        where TSink : struct, IEventSink
    {
        foreach (ref readonly EngineEvent staged in _events.AsSpan(0, _count))
            sink.Claim() = staged;
        sink.Commit();
    }
}
