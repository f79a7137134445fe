using Engine.Core.Primitives;
using Engine.Core.Venue;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Simulation.Network;

/// <summary>All connections between trader and venue, those of dead processes included, and the paths they take.</summary>
internal sealed class VirtualNetwork(Exchange exchange, IConnectionWatcher watcher, Prng random)
{
    private readonly List<Connection> _connections = [];
    private readonly Dictionary<long, Connection> _bySession = [];
    private readonly ServerFrames _frames = new();
    private Prng _random = random;

    /// <summary>From trader to venue.</summary>
    public PathConditions Up { get; } = new();

    /// <summary>From venue to trader.</summary>
    public PathConditions Down { get; } = new();

    /// <summary>Until when connections are refused.</summary>
    public long RefusedUntilNs { get; set; }

    /// <summary>Connections that the venue still has.</summary>
    public IReadOnlyList<Connection> Connections => _connections;

    /// <summary>When a venue's end has something to do.</summary>
    public long NextNs
    {
        get
        {
            long next = long.MaxValue;
            foreach (Connection connection in _connections)
                next = Math.Min(next, connection.NextNs);
            return next;
        }
    }

    /// <summary>A new connection, not yet at the venue.</summary>
    public Connection New() => new(exchange, _frames, watcher, Up, Down, _random.Fork());

    /// <summary>A connection has reached the venue; false when it was refused.</summary>
    public bool TryAccept(Connection connection, long nowNs)
    {
        if (nowNs < RefusedUntilNs)
            return false;
        connection.Accept(nowNs);
        _connections.Add(connection);
        _bySession.Add(connection.Session!.Id, connection);
        return true;
    }

    /// <summary>The venue's ends read.</summary>
    public void Read(long nowNs)
    {
        for (int i = 0; i < _connections.Count; i++)
        {
            if (_connections[i].NextNs <= nowNs)
                _connections[i].Read(nowNs);
        }

        Forget();
    }

    /// <summary>Sends what the exchange has to say to those that are on a connection; false when a session is not one of these.</summary>
    public bool TryWrite(Session session, long nowNs)
    {
        if (!_bySession.TryGetValue(session.Id, out Connection? connection))
            return false;
        connection.Write(nowNs);
        return true;
    }

    private void Forget()
    {
        for (int i = _connections.Count - 1; i >= 0; i--)
        {
            if (!_connections[i].IsOver)
                continue;
            _bySession.Remove(_connections[i].Session!.Id);
            _connections.RemoveAt(i);
        }
    }
}
