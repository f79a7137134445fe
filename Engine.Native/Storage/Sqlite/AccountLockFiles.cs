using Engine.Native.Linux.Files;

namespace Engine.Native.Storage.Sqlite;

/// <summary>Where the locks of accounts lie, and which processes hold one: engines that trade, whatever became of their status files.</summary>
internal static class AccountLockFiles
{
    private const string Suffix = ".account";

    /// <summary>Where they lie for this user.</summary>
    public static string Folder() =>
        Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime && Directory.Exists(runtime) ? runtime : Path.GetTempPath();

    /// <summary>What is locked for an account and instrument.</summary>
    public static string PathOf(string folder, string account, string instrument) => Path.Combine(folder, $"{Prefix}{account.Replace(':', '-')}-{instrument}{Suffix}");

    /// <summary>The processes that hold one. A lock's file that its process left is none: the kernel's own list tells.</summary>
    public static IReadOnlyList<int> Holders(string folder)
    {
        try
        {
            string[] files = Directory.GetFiles(folder, FileLock.PathOf($"{Prefix}*{Suffix}"));
            return files.Length == 0 ? [] : [.. files.Select(file => (int)FileLock.HolderOf(file)).Where(HeldLocks.Processes().Contains).Distinct().Order()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Prefix => $"engine-{Environment.UserName}-";
}
