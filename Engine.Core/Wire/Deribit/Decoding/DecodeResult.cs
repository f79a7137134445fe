using Engine.Core.Events;

namespace Engine.Core.Wire.Deribit.Decoding;

/// <summary>What a frame turned out to be.</summary>
public enum FrameKind : byte
{
    /// <summary>A notification whose events were committed to the sink.</summary>
    Notification,

    /// <summary>The answer to a request of ours.</summary>
    Reply,

    /// <summary>The venue asks for public/test.</summary>
    TestRequest,

    /// <summary>The venue's own heartbeat; nothing to do.</summary>
    Heartbeat,

    /// <summary>Well-formed, of a channel or instrument we did not ask for.</summary>
    Unknown,

    /// <summary>The platform went into maintenance or came back.</summary>
    Platform,

    /// <summary>An instrument of ours changed its state.</summary>
    InstrumentState,

    /// <summary>The account's market-maker protection has fired.</summary>
    Protection,

    /// <summary>Not JSON, or a required field is missing or of the wrong type. Its events never happened.</summary>
    Malformed,
}

/// <summary>Which state a frame concerns, to know what a malformed one puts in doubt.</summary>
public enum ChannelKind : byte
{
    /// <summary>None or not known.</summary>
    None,

    /// <summary>book.</summary>
    Book,

    /// <summary>ticker.</summary>
    Ticker,

    /// <summary>quote.</summary>
    Quote,

    /// <summary>trades.</summary>
    Trades,

    /// <summary>user.orders.</summary>
    UserOrders,

    /// <summary>user.trades.</summary>
    UserTrades,

    /// <summary>user.changes.</summary>
    UserChanges,

    /// <summary>user.portfolio.</summary>
    UserPortfolio,

    /// <summary>platform_state.</summary>
    PlatformState,

    /// <summary>instrument.state.</summary>
    InstrumentState,

    /// <summary>user.mmp_trigger.</summary>
    MmpTrigger,
}

/// <summary>What decoding a frame gave besides events.</summary>
public struct DecodeResult
{
    /// <summary>What the frame is.</summary>
    public FrameKind Kind;

    /// <summary>Its channel, where it has one.</summary>
    public ChannelKind Channel;

    /// <summary>Index of its instrument; 0xFFFF for none.</summary>
    public ushort Instrument;

    /// <summary>Whether a query's answer says that there is more.</summary>
    public bool HasMore;

    /// <summary>For a platform message: whether the venue is in maintenance, or the index locked.</summary>
    public bool Locked;

    /// <summary>For a platform message: whether it tells of a maintenance, and not of an index.</summary>
    public bool IsMaintenance;

    /// <summary>For a message of the protection: until when the venue takes no order under it, Unix ms by its clock; 0 for until it is reset.</summary>
    public long FrozenUntilMs;

    /// <summary>For a platform message: the index it tells of, none for all of them; for one of the protection: its index.</summary>
    public VenueId PriceIndex;

    /// <summary>Id of the answered request; 0 for none.</summary>
    public long RequestId;

    /// <summary>The venue's error code; 0 for success.</summary>
    public int ErrorCode;

    /// <summary>When the venue took the request in, Unix us by its clock; 0 where it did not say.</summary>
    public long VenueInUs;

    /// <summary>Time the venue says it took, us.</summary>
    public int VenueUs;

    /// <summary>Entries in a query's answer.</summary>
    public int Count;

    /// <summary>Trade sequence of the last trade in a query's answer.</summary>
    public long LastTradeSequence;

    /// <summary>For a malformed frame: what was wrong, a constant text.</summary>
    public string? Fault;
}
