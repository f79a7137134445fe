using System.Globalization;

namespace Engine.Native.Status;

/// <summary>Where status files are, when no other place is asked for: <c>engine-PID.status</c> in memory.</summary>
public static class StatusFiles
{
    private const string Prefix = "engine-";
    private const string Suffix = ".status";

    /// <summary>The path for this process, on memory; files of processes that were killed are removed from there.</summary>
    public static string Create() => Create(Directories().First());

    /// <summary>The file of the session that started last and still runs; false when there is none.</summary>
    public static bool TryFindNewest(out string path) => TryFindNewest(Directories(), out path);

    /// <summary>The files of all sessions that run, the newest first.</summary>
    public static IReadOnlyList<string> FindAll() => FindAll(Directories());

    internal static IReadOnlyList<string> FindAll(IEnumerable<string> directories) =>
        [.. directories.SelectMany(Listed).Where(IsAlive).OrderByDescending(File.GetLastWriteTimeUtc)];

    internal static string Create(string directory)
    {
        foreach (string path in Listed(directory))
        {
            if (!IsAlive(path))
                TryDelete(path);
        }

        return Path.Combine(directory, $"{Prefix}{Environment.ProcessId}{Suffix}");
    }

    internal static bool TryFindNewest(IEnumerable<string> directories, out string path)
    {
        path = FindAll(directories).FirstOrDefault("");
        return path.Length > 0;
    }

    private static IEnumerable<string> Directories()
    {
        string? runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        string[] candidates = ["/dev/shm", runtime ?? "", Path.GetTempPath()];
        return candidates.Where(Directory.Exists);
    }

    private static string[] Listed(string directory) => Directory.GetFiles(directory, $"{Prefix}*{Suffix}");

    private static bool IsAlive(string path)
    {
        string name = Path.GetFileName(path)[Prefix.Length..^Suffix.Length];
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int processId) && ProcessMark.StartTicks(processId) >= 0;
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (UnauthorizedAccessException)
        {
            // Another user's.
        }
    }
}
