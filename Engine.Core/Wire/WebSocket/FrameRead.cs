namespace Engine.Core.Wire.WebSocket;

/// <summary>What <see cref="FrameReader.Read"/> found.</summary>
public enum FrameRead : byte
{
    /// <summary>Nothing complete yet: come back with more bytes.</summary>
    NeedsMore = 0,
    /// <summary>A whole text message, checked to be UTF-8.</summary>
    Text,
    /// <summary>A whole binary message.</summary>
    Binary,
    /// <summary>A ping; the payload is what the pong must carry.</summary>
    Ping,
    /// <summary>A pong, asked for or not.</summary>
    Pong,
    /// <summary>A close frame with a permitted code; the payload is code and reason as sent, possibly empty.</summary>
    Close,
    /// <summary>The server broke the protocol: see <see cref="FrameReader.Violation"/>. The reader stays in this state.</summary>
    Violation,
}
