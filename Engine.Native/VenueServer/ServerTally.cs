namespace Engine.Native.VenueServer;

/// <summary>What a server has done since its start.</summary>
/// <param name="Sockets">WebSockets opened.</param>
/// <param name="OpenSockets">Those that are open.</param>
/// <param name="Requests">Requests taken, by WebSocket and HTTP.</param>
/// <param name="HttpRequests">Those by HTTP.</param>
/// <param name="Messages">Messages sent: replies and notifications.</param>
/// <param name="SlowReadersClosed">Clients closed because they did not read.</param>
/// <param name="Orders">Orders that clients placed.</param>
/// <param name="Trades">Trades in all books.</param>
internal readonly record struct ServerTally(
    long Sockets, long OpenSockets, long Requests, long HttpRequests, long Messages, long SlowReadersClosed, long Orders, long Trades);
