namespace Engine.Native.Linux.Files;

/// <summary>Files that the engine maps into memory: read and written by its user alone, and deletable while they are open.</summary>
internal static class PrivateFile
{
    /// <summary>Opens or makes one; throws <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/>.</summary>
    public static FileStream Open(string path, FileMode mode)
    {
        FileStreamOptions options = new()
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
