using Xunit;

namespace Engine.Tests.Architecture;

/// <summary>The sources that the tests were built from, found above the test assembly.</summary>
internal static class Repository
{
    private static readonly string[] NotSources = ["artifacts", "bin", "obj", "BenchmarkDotNet.Artifacts"];

    private static readonly string? s_root = FindRoot();

    /// <summary>The folder of the solution; skips the calling test, visibly, where the tests run without their sources.</summary>
    public static string Root
    {
        get
        {
            Assert.SkipWhen(s_root is null, $"sources not found: no Engine.slnx in a folder above {AppContext.BaseDirectory}");
            return s_root!;
        }
    }

    /// <summary>Source files, as paths below the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = s_root is null ? [] : [.. Walk(s_root).Order(StringComparer.Ordinal)];

    public static string TextOf(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
            yield return Path.GetRelativePath(s_root!, file).Replace('\\', '/');
        foreach (string inner in Directory.EnumerateDirectories(folder))
        {
            string name = Path.GetFileName(inner);
            if (NotSources.Contains(name) || (name.StartsWith('.') && name != ".ci"))
                continue;
            foreach (string file in Walk(inner))
                yield return file;
        }
    }

    private static string? FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Engine.slnx")))
                return at.FullName;
        }

        return null;
    }
}
