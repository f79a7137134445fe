using Engine.Core.Primitives;
using Engine.Core.Simulation.Network;

namespace Engine.Core.Simulation.Truth.Requests;

/// <summary>An order request of the trader, from the moment it was written, with what has become of it.</summary>
internal sealed class OrderRequest
{
    /// <summary>The JSON-RPC id.</summary>
    public required long Id { get; init; }

    /// <summary>What it asks for.</summary>
    public required OrderAction Action { get; init; }

    /// <summary>The connection it was written to.</summary>
    public required Connection Connection { get; init; }

    /// <summary>When, in the world's time.</summary>
    public required long WrittenNs { get; init; }

    /// <summary>The label: its own, or that of the order it is about.</summary>
    public required string Label { get; init; }

    /// <summary>The venue's number of the order; 0 for a new one.</summary>
    public required long OrderNumber { get; init; }

    /// <summary>The order's side.</summary>
    public required Side Side { get; init; }

    /// <summary>Index of the instrument.</summary>
    public required int Listing { get; init; }

    /// <summary>Total size asked for, lots; 0 for a cancel.</summary>
    public required long Lots { get; init; }

    /// <summary>Price asked for, 1e-9 units; 0 for a cancel.</summary>
    public required long PriceE9 { get; init; }

    /// <summary>Whether it only ever rests.</summary>
    public required bool IsPassive { get; init; }

    /// <summary>Whether the exchange has been given it.</summary>
    public bool HasArrived { get; set; }

    /// <summary>Whether the exchange has said what became of it.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>Whether the trader has read that.</summary>
    public bool IsRead { get; set; }
}
