using System.Globalization;
using System.Text;

namespace Engine.Native.Linux.Threads;

/// <summary>The kernel's list form of processor numbers, such as <c>0-3,8</c>.</summary>
public static class CpuList
{
    /// <summary>Reads a list; blanks around items are allowed, an empty text is an empty list. False on anything else.</summary>
    public static bool TryParse(string text, out IReadOnlyList<int> cpus)
    {
        var found = new SortedSet<int>();
        cpus = [];
        foreach (var item in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = item.IndexOf('-', StringComparison.Ordinal);
            if (!TryNumber(dash < 0 ? item : item[..dash], out var first)) return false;
            var last = first;
            if (dash >= 0 && !TryNumber(item[(dash + 1)..], out last)) return false;
            if (last < first || last >= CpuAffinity.MaxCpus) return false;
            for (var cpu = first; cpu <= last; cpu++) found.Add(cpu);
        }
        cpus = [.. found];
        return true;
    }

    /// <summary>Writes a list in the kernel's form, runs joined by a dash; <c>none</c> when empty.</summary>
    public static string Format(IReadOnlyList<int> cpus)
    {
        if (cpus.Count == 0) return "none";
        var text = new StringBuilder();
        for (var i = 0; i < cpus.Count;)
        {
            var last = i;
            while (last + 1 < cpus.Count && cpus[last + 1] == cpus[last] + 1) last++;
            if (text.Length > 0) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{cpus[i]}");
            if (last > i) text.Append(CultureInfo.InvariantCulture, $"-{cpus[last]}");
            i = last + 1;
        }
        return text.ToString();
    }

    private static bool TryNumber(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
