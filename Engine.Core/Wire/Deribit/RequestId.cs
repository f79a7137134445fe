namespace Engine.Core.Wire.Deribit;

/// <summary>What a request asks for; it rides in the low bits of the JSON-RPC id, so that a reply tells its own shape.</summary>
public enum RequestKind
{
    /// <summary>An id that is not ours.</summary>
    None = 0,

    /// <summary>private/buy or private/sell.</summary>
    Place = 1,

    /// <summary>private/edit.</summary>
    Edit = 2,

    /// <summary>private/cancel.</summary>
    Cancel = 3,

    /// <summary>private/cancel_all_by_instrument.</summary>
    CancelAll = 4,

    /// <summary>private/get_open_orders_by_instrument.</summary>
    OpenOrders = 5,

    /// <summary>private/get_position.</summary>
    Position = 6,

    /// <summary>private/get_user_trades_by_instrument.</summary>
    Trades = 7,

    /// <summary>public/get_instrument.</summary>
    Instrument = 8,

    /// <summary>private/get_account_summary.</summary>
    Account = 9,

    /// <summary>public/auth.</summary>
    Auth = 10,

    /// <summary>public/subscribe or private/subscribe.</summary>
    Subscribe = 11,

    /// <summary>public/unsubscribe or private/unsubscribe.</summary>
    Unsubscribe = 12,

    /// <summary>Anything whose result is only success: hello, heartbeat, cancel on disconnect, test.</summary>
    Plain = 13,
}

/// <summary>JSON-RPC ids of ours: a count above four bits of <see cref="RequestKind"/>.</summary>
public static class RequestId
{
    /// <summary>The id of the n-th request.</summary>
    public static long Create(long count, RequestKind kind) => (count << 4) | (long)kind;

    /// <summary>What a request asked for.</summary>
    public static RequestKind KindOf(long id) => id > 15 && (id & 15) <= (long)RequestKind.Plain ? (RequestKind)(id & 15) : RequestKind.None;
}
