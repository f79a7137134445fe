using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Engine.Native.Linux.Files;

/// <summary>Room on the disk, taken before it is needed.</summary>
public static partial class FileSpace
{
    private const int Unsupported = 95, Invalid = 22;

    /// <summary>
    /// Takes the blocks of a file's first bytes, so that writing them later, through a mapping too, cannot meet a full disk. The error
    /// number; 0 when it is done, and where the file system has no such call: then the caller writes the bytes instead.
    /// </summary>
    public static int Take(SafeFileHandle file, long bytes)
    {
        ArgumentNullException.ThrowIfNull(file);
        int errno;
        do
            errno = posix_fallocate((int)file.DangerousGetHandle(), 0, bytes);
        while (errno == Errno.Interrupted);
        return errno is Unsupported or Invalid ? 0 : errno;
    }

    // Returns the error number itself and leaves errno alone.
    [LibraryImport("libc")]
    private static partial int posix_fallocate(int file, long offset, long length);
}
