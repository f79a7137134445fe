using Xunit;

namespace Engine.Tests.Venue;

/// <summary>Recorded frames of the real venue, which are no part of the repository: tests that need them are skipped where they are not.</summary>
internal static class Recorded
{
    /// <summary>The text of a file below the data folder; skips the running test when there is none.</summary>
    public static string Text(string name) => System.IO.File.ReadAllText(File(name));

    /// <summary>The path of a file below the data folder; skips the running test when there is none.</summary>
    public static string File(string name)
    {
        string? folder = Folder();
        Assert.SkipWhen(folder is null, "no recorded frames: set ENGINE_DATA to the data folder");
        return Path.Combine(folder!, name);
    }

    /// <summary>The names of the files in a folder below the data folder; skips the running test when there is none.</summary>
    public static string[] Files(string folder)
    {
        string? root = Folder();
        Assert.SkipWhen(root is null, "no recorded frames: set ENGINE_DATA to the data folder");
        return [.. Directory.GetFiles(Path.Combine(root!, folder)).Select(file => $"{folder}/{Path.GetFileName(file)}").Order(StringComparer.Ordinal)];
    }

    private static string? Folder()
    {
        string? set = Environment.GetEnvironmentVariable("ENGINE_DATA");
        if (set is not null && Directory.Exists(set))
            return set;
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "shared", "data");
            if (Directory.Exists(Path.Combine(candidate, "deribit")))
                return candidate;
        }

        return null;
    }
}
