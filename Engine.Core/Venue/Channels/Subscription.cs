using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Channels;

/// <summary>One connection's interest in a channel.</summary>
/// <param name="Session">The connection.</param>
/// <param name="Insert">The client's label as a JSON member that is put into each message; empty when it gave none.</param>
internal readonly record struct Subscription(Session Session, byte[] Insert);
