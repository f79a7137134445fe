using Engine.Core.Wire.WebSocket;

namespace Engine.Core.Link;

/// <summary>
/// The way to the venue, as what keeps a session on it sees it: a socket's connection in the trading process, a piece of memory in
/// the simulation. Never waits; belongs to one thread. Its owner moves its bytes.
/// </summary>
public interface ILink
{
    /// <summary>Where it stands.</summary>
    LinkState State { get; }

    /// <summary>What ended it, once it is closed.</summary>
    LinkEnd End { get; }

    /// <summary>The same for a person.</summary>
    string EndSentence { get; }

    /// <summary>When something was last received, ns; 0 before that.</summary>
    long LastReceiveNs { get; }

    /// <summary>Frames on their way out; what is written while the link is not open is refused.</summary>
    OutputBuffer Output { get; }

    /// <summary>Begins to connect; allowed when closed.</summary>
    void Connect(long nowNs);

    /// <summary>Begins to close, or gives up connecting.</summary>
    void Close(long nowNs);
}
