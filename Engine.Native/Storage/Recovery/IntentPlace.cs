using Engine.Native.Storage.Sqlite;

namespace Engine.Native.Storage.Recovery;

/// <summary>
/// Where the intent log of a database lies: beside it. Where the file system writes a block anew for each change (and so may
/// find no room for one that was taken before), or is another machine's, it lies in memory, which outlives the process as well.
/// </summary>
public static class IntentPlace
{
    /// <summary>What the name of a log beside its database ends with.</summary>
    public const string Suffix = ".intents";

    private const string Memory = "/dev/shm";

    private static readonly string[] Unsafe = ["btrfs", "zfs", "bcachefs", "nfs", "nfs4", "cifs", "smb", "smb2", "smbfs", "fuse", "fuseblk", "9p", "v9fs"];

    /// <summary>The path of a database's log.</summary>
    /// <param name="database">The database file.</param>
    /// <param name="identity">The database's identity.</param>
    public static string Of(string database, string identity) =>
        IsSafe(FileSystemOf(database)) || !Directory.Exists(Memory) ? BesideDatabase.PathOf(database, Suffix) : Path.Combine(Memory, $"engine-{identity}{Suffix}");

    internal static bool IsSafe(string fileSystem) => !Unsafe.Contains(fileSystem, StringComparer.OrdinalIgnoreCase);

    private static string FileSystemOf(string database)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(database))!).DriveFormat;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return ""; // what cannot be asked is told when the file is made
        }
    }
}
