namespace Engine.Core.Wire.WebSocket;

/// <summary>Whether an <see cref="OutputBuffer"/> can take a message.</summary>
public enum OutputRoom : byte
{
    /// <summary>The room is there.</summary>
    Granted = 0,
    /// <summary>Not now: the socket has to take some of the pending bytes first.</summary>
    Full,
    /// <summary>Never: the message is larger than the whole buffer.</summary>
    NeverFits,
    /// <summary>The connection is not open (any more): nothing may be written.</summary>
    Shut,
}
