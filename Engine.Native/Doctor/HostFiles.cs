namespace Engine.Native.Doctor;

/// <summary>The kernel's text files (<c>/proc</c>, <c>/sys</c>) below a root, which tests point at a folder of their own.</summary>
/// <param name="root">The root directory; <c>/</c> for this host.</param>
public sealed class HostFiles(string root)
{
    /// <summary>Where a path of the host lies.</summary>
    public string PathOf(string path) => Path.Combine(root, path.TrimStart('/'));

    /// <summary>A file's text without surrounding blanks; null where it is absent or unreadable, which containers make common.</summary>
    public string? Read(string path)
    {
        try
        {
            return File.ReadAllText(PathOf(path)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The names in a directory, sorted; empty where it is absent.</summary>
    public IReadOnlyList<string> List(string path)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(PathOf(path)).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The value of a <c>name: value</c> or <c>name   value</c> line, as <c>/proc/cpuinfo</c> and <c>/proc/meminfo</c> have; null where there is none.</summary>
    public string? ReadField(string path, string name)
    {
        foreach (var line in (Read(path) ?? "").Split('\n'))
        {
            if (!line.StartsWith(name, StringComparison.Ordinal)) continue;
            var rest = line[name.Length..].TrimStart();
            if (rest.StartsWith(':')) return rest[1..].Trim();
        }
        return null;
    }

    /// <summary>The soft limit of a line in <c>/proc/self/limits</c>, such as <c>Max locked memory</c>.</summary>
    public string? ReadLimit(string name)
    {
        foreach (var line in (Read("/proc/self/limits") ?? "").Split('\n'))
            if (line.StartsWith(name, StringComparison.Ordinal))
                return line[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return null;
    }

    /// <summary>True when the process holds a capability by its number.</summary>
    public bool HasCapability(int number) =>
        ulong.TryParse(ReadField("/proc/self/status", "CapEff"), System.Globalization.NumberStyles.HexNumber, null, out var mask) && (mask >> number & 1) != 0;
}
