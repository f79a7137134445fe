using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Rpc.Limits;

/// <summary>One request on its way to the matching engine.</summary>
internal sealed record WaitingRequest(long AskedNs, long DueNs, long ReceivedNs, Session Session, byte[] Bytes)
{
    /// <summary>Account (or connection, before a login) and settlement currency: what one queue is for.</summary>
    public required (long Owner, string Currency) Queue { get; init; }

    /// <summary>The label that it gives or names; null for none.</summary>
    public required string? Label { get; init; }

    /// <summary>Whether a cancel of everything can overtake it.</summary>
    public required bool IsEntry { get; init; }

    /// <summary>Why it will be refused when its turn comes.</summary>
    public Refusal? Refusal { get; set; }
}
