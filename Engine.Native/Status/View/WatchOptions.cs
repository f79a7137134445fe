namespace Engine.Native.Status.View;

/// <summary>What <c>engine watch</c> was asked for.</summary>
internal sealed record WatchOptions
{
    /// <summary>The status file; none for the newest session on this machine.</summary>
    public string? Path { get; init; }

    /// <summary>Print one frame and end.</summary>
    public bool IsOnce { get; init; }

    /// <summary>End when standard input ends, and leave Ctrl-C and the totals to the process that holds its other end.</summary>
    public bool IsChild { get; init; }

    /// <summary>How long the file is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}
