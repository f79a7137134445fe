namespace Engine.Native.Net;

/// <summary>How far a <see cref="TcpDialer"/> has come.</summary>
internal enum DialStep : byte
{
    /// <summary>An address is being tried.</summary>
    Waits = 0,
    /// <summary>Connected: the socket is there to be taken.</summary>
    Connected,
    /// <summary>Each address refused or could not be reached.</summary>
    Failed,
    /// <summary>Time ran out before any address answered.</summary>
    TimedOut,
}
