namespace Engine.Native.Latency.Figures;

/// <summary>The parts of a tick's way to its last order; together they are all of it.</summary>
internal enum Stage
{
    /// <summary>From the planned time until the send began.</summary>
    Late,
    /// <summary>From there until the engine's receive call had returned.</summary>
    TickOnTheWire,
    /// <summary>Until the frame was found.</summary>
    Framed,
    /// <summary>Until it was events.</summary>
    Decoded,
    /// <summary>Until the events stood in the ring.</summary>
    Published,
    /// <summary>Until the book was updated, the quotes were decided and the gate had passed the first.</summary>
    Decided,
    /// <summary>Until both orders were encoded.</summary>
    Encoded,
    /// <summary>Until the sender had their last byte.</summary>
    OrderOnTheWire,
}
