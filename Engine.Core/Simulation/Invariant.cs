namespace Engine.Core.Simulation;

/// <summary>What must hold whatever goes wrong.</summary>
public enum Invariant : byte
{
    /// <summary>The book quoted on is the venue's as it was at that change, is not crossed, and was not superseded for too long.</summary>
    Book,

    /// <summary>Position, open orders and requests under way, by the venue's own books, stay within the limit.</summary>
    Inventory,

    /// <summary>Every order is within size, price and shape.</summary>
    Limits,

    /// <summary>At most one request is in flight for an order.</summary>
    OneInFlight,

    /// <summary>After a stop or a kill only cancels leave.</summary>
    Latch,

    /// <summary>Orders only ever rest.</summary>
    Passive,

    /// <summary>Never more orders in a second than configured.</summary>
    Rate,

    /// <summary>The venue's own limiter never strikes by the trader's fault.</summary>
    Credits,

    /// <summary>Orders of others are never touched.</summary>
    Strangers,

    /// <summary>Every order of ours at the venue is known to the engine, and every order it believes in is there.</summary>
    Orders,

    /// <summary>The engine's position is the venue's.</summary>
    Position,

    /// <summary>The fills and adjustments that the engine writes down sum to its position, after every event.</summary>
    Booked,

    /// <summary>Every fill of the venue stands in the journal once, as it was.</summary>
    Fills,

    /// <summary>No order of ours is open at the end.</summary>
    NothingLeft,

    /// <summary>The money of all accounts is what was deposited, and our profit is the venue's.</summary>
    Money,

    /// <summary>When more is lost than allowed, the kill switch latches.</summary>
    Losses,

    /// <summary>When the faults are over it quotes again in time, and stops in time.</summary>
    Liveness,

    /// <summary>The engine itself found nothing broken and threw nothing.</summary>
    Soundness,
}
