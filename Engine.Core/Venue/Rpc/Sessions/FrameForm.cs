namespace Engine.Core.Venue.Rpc.Sessions;

/// <summary>How the bytes of one message leave when they are not to leave as usual: what a server or a simulator does with them.</summary>
public sealed record FrameForm
{
    /// <summary>A binary message instead of a text.</summary>
    public bool IsBinary { get; init; }

    /// <summary>Size of its WebSocket fragments; 0 for one frame.</summary>
    public int FragmentBytes { get; init; }

    /// <summary>Size of the pieces in which the frame's bytes (header included) are written; 0 for one piece.</summary>
    public int SegmentBytes { get; init; }

    /// <summary>Pause between such pieces.</summary>
    public int PauseMs { get; init; }

    /// <summary>Only so many bytes of the frame are written before the connection ends; 0 for all.</summary>
    public int CutAfterBytes { get; init; }
}
