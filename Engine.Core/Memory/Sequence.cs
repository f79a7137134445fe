namespace Engine.Core.Memory;

/// <summary>A position in a ring: written by one thread, read by others.</summary>
public sealed class Sequence
{
    /// <summary>The position before the first slot.</summary>
    public const long Initial = -1;

    private PaddedLong _padded = new() { Value = Initial };

    /// <summary>Reads with acquire and writes with release semantics.</summary>
    public long Value
    {
        get => Volatile.Read(ref _padded.Value);
        set => Volatile.Write(ref _padded.Value, value);
    }
}
