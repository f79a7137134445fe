using Engine.Core.Events;

namespace Engine.Tests.Deribit.Decoding;

/// <summary>A sink that keeps committed events in order. Its slots never move, as a ring's do not.</summary>
public readonly struct EventList(int capacity) : IEventSink
{
    private readonly Store _store = new(capacity);

    /// <summary>Events that were committed.</summary>
    public ReadOnlySpan<EngineEvent> Committed => _store.Slots.AsSpan(0, _store.Kept);

    /// <summary>How often a frame was given up.</summary>
    public int Abandoned => _store.Abandoned;

    /// <summary>Events claimed and neither committed nor given up.</summary>
    public int Open => _store.Claimed - _store.Kept;

    public ref EngineEvent Claim()
    {
        ref EngineEvent slot = ref _store.Slots[_store.Claimed++];
        slot = default;
        return ref slot;
    }

    public void Commit() => _store.Kept = _store.Claimed;

    public bool Abandon()
    {
        _store.Claimed = _store.Kept;
        _store.Abandoned++;
        return true;
    }

    public void Clear() => (_store.Claimed, _store.Kept, _store.Abandoned) = (0, 0, 0);

    private sealed class Store(int capacity)
    {
        public readonly EngineEvent[] Slots = new EngineEvent[capacity];
        public int Claimed;
        public int Kept;
        public int Abandoned;
    }
}
