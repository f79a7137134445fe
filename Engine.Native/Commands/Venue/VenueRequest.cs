using Engine.Native.VenueServer;

namespace Engine.Native.Commands.Venue;

/// <summary>What <c>engine venue</c> is asked to do, checked.</summary>
internal sealed record VenueRequest : IDisposable
{
    /// <summary>The server, but for its certificate.</summary>
    public required ServerOptions Server { get; init; }

    /// <summary>Whom it serves as; null for plain text.</summary>
    public ServerIdentity? Identity { get; init; }

    /// <summary>Ends when standard input does and leaves Ctrl-C to the process at its other end.</summary>
    public bool IsChild { get; init; }

    /// <summary>Prints the first line alone.</summary>
    public bool IsQuiet { get; init; }

    public void Dispose() => Identity?.Dispose();
}
