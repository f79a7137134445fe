using Xunit;

namespace Engine.Tests.Support;

/// <summary>
/// The recorded venue data, which is not part of the repository: the folder <c>shared/data</c> beside the checkout or any
/// folder above it, or the one the environment names. Where it is absent, the tests that need it are skipped and say so.
/// </summary>
public static class RecordedData
{
    public const string Variable = "ENGINE_DATA";

    private static readonly string? Folder = Find();

    /// <summary>Path of a file of the data; skips the calling test when there is none.</summary>
    public static string File(string name)
    {
        Assert.SkipWhen(Folder is null, $"recorded data not found: no shared/data in a folder above {AppContext.BaseDirectory} and {Variable} is not set");
        string path = Path.Combine(Folder!, name);
        Assert.SkipUnless(System.IO.File.Exists(path), $"recorded data has no {name} (looked in {Folder})");
        return path;
    }

    /// <summary>A file's bytes.</summary>
    public static byte[] Bytes(string name) => System.IO.File.ReadAllBytes(File(name));

    /// <summary>A text file's lines.</summary>
    public static string[] Lines(string name) => System.IO.File.ReadAllLines(File(name));

    private static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
            return Directory.Exists(named) ? named : throw new InvalidOperationException($"{Variable} names {named}, which is no folder");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "shared", "data");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
