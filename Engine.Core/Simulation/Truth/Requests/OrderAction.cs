namespace Engine.Core.Simulation.Truth.Requests;

/// <summary>What a request wants done with orders.</summary>
internal enum OrderAction : byte
{
    /// <summary>Nothing: it is about something else.</summary>
    None,

    /// <summary>A new order.</summary>
    Place,

    /// <summary>Another price or size.</summary>
    Edit,

    /// <summary>One order's end.</summary>
    Cancel,

    /// <summary>The end of all orders of a label.</summary>
    CancelLabel,

    /// <summary>The end of orders whoever placed them.</summary>
    CancelAny,
}
