using System.Buffers;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Native.VenueServer;

/// <summary>One connection to the exchange, seen from the exchange's thread.</summary>
internal abstract class Client(SessionKind kind)
{
    public SessionKind Kind { get; } = kind;

    /// <summary>Set by the exchange's thread when it opens the session, before anything else of it.</summary>
    public Session Session { get; set; } = null!;

    /// <summary>Sends what is in the outbox and ends the connection when the exchange says so. Called on the exchange's thread; never waits.</summary>
    public abstract void Send();

    public static byte[] Rent(int length) => ArrayPool<byte>.Shared.Rent(length);

    public static void Return(byte[] buffer) => ArrayPool<byte>.Shared.Return(buffer);
}
