using System.Globalization;

namespace Engine.Native.Linux.Files;

/// <summary>Which processes hold a lock on a whole file, by the kernel's list of locks.</summary>
internal static class HeldLocks
{
    /// <summary>Their ids; empty where the list cannot be read. Throws <see cref="IOException"/>.</summary>
    public static IReadOnlySet<int> Processes() => File.Exists("/proc/locks") ? Of(File.ReadAllText("/proc/locks")) : new HashSet<int>();

    /// <summary>The same of a text: <c>1: FLOCK  ADVISORY  WRITE 4711 00:2e:123 0 EOF</c>.</summary>
    internal static HashSet<int> Of(string text)
    {
        HashSet<int> processes = [];
        foreach (string line in text.Split('\n'))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 4 && words[1] == "FLOCK" && int.TryParse(words[4], NumberStyles.None, CultureInfo.InvariantCulture, out int process))
                processes.Add(process);
        }

        return processes;
    }
}
