namespace Engine.Core.Memory;

/// <summary>The newest value of one writer for any readers, by a sequence lock: odd while it is written.</summary>
/// <typeparam name="T">A reference-free value.</typeparam>
public sealed class Latest<T>
    where T : unmanaged
{
    private PaddedLong _version;
    private T _value;

    /// <summary>Replaces the value. One thread only.</summary>
    public void Write(in T value)
    {
        long version = _version.Value;
        Volatile.Write(ref _version.Value, version + 1);
        Interlocked.MemoryBarrier();
        _value = value;
        Volatile.Write(ref _version.Value, version + 2);
    }

    /// <summary>
    /// Copies the value; false when it was being written and should be tried again. Before the first write it is the default.
    /// </summary>
    public bool TryRead(out T value)
    {
        long before = Volatile.Read(ref _version.Value);
        value = _value;
        Interlocked.MemoryBarrier();
        return (before & 1) == 0 && before == Volatile.Read(ref _version.Value);
    }
}
