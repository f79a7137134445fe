using System.Net;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Native.Net;

namespace Engine.Native.Hosting.Watching;

/// <summary>What the watchdog is told at the start: how patient it is, and what it needs to pull the quotes.</summary>
public sealed record WatchOrders
{
    /// <summary>How long a thread may stand still, ns.</summary>
    public required long LimitNs { get; init; }

    /// <summary>The session in the labels of its orders.</summary>
    public required int SessionId { get; init; }

    /// <summary>Where the venue is.</summary>
    public required WsEndpoint Endpoint { get; init; }

    /// <summary>Its addresses.</summary>
    public required IReadOnlyList<IPAddress> Addresses { get; init; }

    /// <summary>Keys and patience of the login.</summary>
    public required SessionOptions Login { get; init; }

    /// <summary>What is traded.</summary>
    public required InstrumentTable Instruments { get; init; }
}
