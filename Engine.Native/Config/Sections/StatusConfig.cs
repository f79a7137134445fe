namespace Engine.Native.Config.Sections;

/// <summary>Section <c>[status]</c>: the memory-mapped file that the live view and <c>engine watch</c> read.</summary>
public sealed record StatusConfig
{
    /// <summary>The file; null makes one for the process in /dev/shm.</summary>
    public string? Path { get; init; }
}
