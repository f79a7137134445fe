using Engine.Core.Events;

namespace Engine.Core.Link.Sending;

/// <summary>An order request between its decision and the record of its departure.</summary>
public struct SentRequest
{
    /// <summary>What is asked of the venue.</summary>
    public OrderIntent Intent;

    /// <summary>When the first request of its batch was decided, Unix ns.</summary>
    public long DecidedNs;
}
