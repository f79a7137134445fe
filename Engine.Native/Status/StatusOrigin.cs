namespace Engine.Native.Status;

/// <summary>What the header of a status page says of its session.</summary>
public sealed record StatusOrigin
{
    /// <summary>When the session started, Unix ns.</summary>
    public required long StartedNs { get; init; }

    /// <summary>The program's version.</summary>
    public required string Version { get; init; }

    /// <summary>The environment: paper, test or prod.</summary>
    public required string Environment { get; init; }

    /// <summary>The venue's address, without credentials.</summary>
    public required string Url { get; init; }

    /// <summary>The journal's file.</summary>
    public required string Database { get; init; }
}
