using Engine.Core.Events;
using Engine.Core.Trading;

namespace Engine.Tests.Trading;

/// <summary>A gateway that keeps what it is given. It can be full, and it can be watched.</summary>
public readonly struct IntentList() : IGateway
{
    private readonly Store _store = new();

    /// <summary>Intents since they were last taken.</summary>
    public List<OrderIntent> Intents => _store.Intents;

    /// <summary>Whether it takes nothing.</summary>
    public bool IsFull
    {
        get => _store.IsFull;
        set => _store.IsFull = value;
    }

    /// <summary>Called with every intent it takes.</summary>
    public Action<OrderIntent>? Watch
    {
        get => _store.Watch;
        set => _store.Watch = value;
    }

    /// <summary>Where set, it takes only what this accepts.</summary>
    public Func<OrderIntent, bool>? Accepts
    {
        get => _store.Accepts;
        set => _store.Accepts = value;
    }

    public bool TrySend(in OrderIntent intent)
    {
        if (_store.IsFull || _store.Accepts?.Invoke(intent) == false)
            return false;
        if (_store.Intents.Count < _store.Intents.Capacity)
            _store.Intents.Add(intent);
        _store.Watch?.Invoke(intent);
        return true;
    }

    private sealed class Store
    {
        public readonly List<OrderIntent> Intents = new(1024);
        public bool IsFull;
        public Action<OrderIntent>? Watch;
        public Func<OrderIntent, bool>? Accepts;
    }
}
