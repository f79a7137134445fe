namespace Engine.Core.Orders;

/// <summary>How the venue's word on an order has come.</summary>
public enum NewsSource : byte
{
    /// <summary>A notification: it may be overtaken by answers.</summary>
    Notification = 0,

    /// <summary>The answer to a request for the order.</summary>
    Reply,

    /// <summary>The list of open orders.</summary>
    List,
}
