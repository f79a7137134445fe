namespace Engine.Native.Latency.FarSide;

/// <summary>Bytes that one exchange moves, WebSocket framing included and TLS framing not.</summary>
/// <param name="Tick">The tick.</param>
/// <param name="Orders">All orders that it causes.</param>
/// <param name="Replies">All replies to them.</param>
internal readonly record struct ExchangeSizes(int Tick, int Orders, int Replies);
