namespace Engine.Native.Status;

/// <summary>
/// A sequence lock over shared memory: one writer, who never waits, and readers in any process, who try again when the version
/// was odd or moved while they copied.
/// </summary>
internal static class VersionedBlock
{
    public static void Write<T>(ref long version, ref T block, in T value)
        where T : unmanaged
    {
        long before = version;

        // A process killed in the middle leaves an odd version; a new file starts at 0, so this writer always begins even.
        Volatile.Write(ref version, before + 1);
        Interlocked.MemoryBarrier();
        block = value;
        Volatile.Write(ref version, before + 2);
    }

    public static bool TryRead<T>(ref long version, ref T block, out T value)
        where T : unmanaged
    {
        long before = Volatile.Read(ref version);
        value = block;
        Interlocked.MemoryBarrier();
        return (before & 1) == 0 && before == Volatile.Read(ref version);
    }
}
