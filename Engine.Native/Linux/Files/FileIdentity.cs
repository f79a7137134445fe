using System.Runtime.InteropServices;

namespace Engine.Native.Linux.Files;

/// <summary>Which file a path leads to: two paths, or one path at two times, are the same file when these are equal.</summary>
/// <param name="Inode">The file's number in its file system.</param>
/// <param name="DeviceMajor">The file system.</param>
/// <param name="DeviceMinor">The rest of it.</param>
public readonly partial record struct FileIdentity(ulong Inode, uint DeviceMajor, uint DeviceMinor)
{
    private const int Here = -100; // AT_FDCWD
    private const uint Mask = 0x300; // STATX_INO, STATX_SIZE
    private const uint TypeMask = 0x1; // STATX_TYPE
    private const ushort TypeBits = 0xF000, RegularFile = 0x8000;
    private const int NoEntry = 2, NoDirectory = 20;

    /// <summary>Looks a path up, links followed, with the file's size. False where nothing is there, and where that cannot be found out, which says nothing.</summary>
    public static bool TryOf(string path, out FileIdentity identity, out long sizeBytes, out bool isMissing)
    {
        bool isThere = statx(Here, path, 0, Mask, out Statx found) == 0;
        isMissing = !isThere && Marshal.GetLastPInvokeError() is NoEntry or NoDirectory;
        sizeBytes = isThere ? found.SizeBytes : 0;
        identity = isThere ? new FileIdentity(found.Inode, found.DeviceMajor, found.DeviceMinor) : default;
        return isThere;
    }

    /// <summary>Whether something is there that is no regular file, links followed: a directory, a pipe, a socket, a device. Opens nothing.</summary>
    public static bool IsNoFile(string path) => statx(Here, path, 0, TypeMask, out Statx found) == 0 && (found.Mode & TypeBits) != RegularFile;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int directory, string path, int flags, uint mask, out Statx found);

    /// <summary>struct statx, the same on every processor, as far as it is read; the kernel writes 256 bytes.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statx
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public long SizeBytes;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
