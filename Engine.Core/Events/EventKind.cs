namespace Engine.Core.Events;

/// <summary>What an <see cref="EngineEvent"/> carries.</summary>
public enum EventKind : byte
{
    /// <summary>An empty slot.</summary>
    None = 0,

    /// <summary>Levels of the book: <see cref="EngineEvent.Book"/>.</summary>
    Book,

    /// <summary>The book can no longer be trusted (a frame that could not be decoded, an unsubscription).</summary>
    BookInvalid,

    /// <summary>Best bid and ask: <see cref="EngineEvent.Quote"/>.</summary>
    Quote,

    /// <summary>Ticker: <see cref="EngineEvent.Ticker"/>.</summary>
    Ticker,

    /// <summary>A public trade: <see cref="EngineEvent.Trade"/>.</summary>
    Trade,

    /// <summary>One of the account's orders changed: <see cref="EngineEvent.Order"/>.</summary>
    Order,

    /// <summary>One of the account's trades: <see cref="EngineEvent.Fill"/>.</summary>
    Fill,

    /// <summary>The venue's position: <see cref="EngineEvent.Position"/>.</summary>
    Position,

    /// <summary>The venue's account figures: <see cref="EngineEvent.Portfolio"/>.</summary>
    Portfolio,

    /// <summary>The answer to an order request: <see cref="EngineEvent.Reply"/>.</summary>
    Reply,

    /// <summary>An instrument's specification: <see cref="EngineEvent.Specification"/>.</summary>
    Specification,

    /// <summary>The session's state changed: <see cref="EngineEvent.Session"/>.</summary>
    Session,

    /// <summary>Time has passed; only <see cref="EngineEvent.ReceiveNs"/> matters.</summary>
    Timer,

    /// <summary>The operator or the host wants something: <see cref="EngineEvent.Command"/>.</summary>
    Command,

    /// <summary>An order request has left: <see cref="EngineEvent.Sent"/>.</summary>
    Sent,
}

/// <summary>Flags of an <see cref="EngineEvent"/>.</summary>
[Flags]
public enum EventFlags : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The last event of a receive batch: the engine decides now.</summary>
    EndOfBatch = 1,

    /// <summary>A book message goes on in the next event.</summary>
    Continues = 2,

    /// <summary>This event continues the book message of the one before.</summary>
    Continued = 4,

    /// <summary>Part of a snapshot (book) or of a query's answer (orders, fills, position) rather than a live change.</summary>
    Snapshot = 8,
}
