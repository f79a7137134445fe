using Engine.Native.Config.Toml;

namespace Engine.Native.Config.Schema;

/// <summary>Messages about names that no section or key has.</summary>
internal static class UnknownName
{
    internal static ConfigFault Key(IConfigSection section, RawEntry entry, string file)
    {
        var name = $"{section.Name}.{entry.Key}";
        if (entry.Key.Length == 0)
            return new ConfigFault(file, entry.Line, section.Name, entry.Value.Found, $"a section {Header(section)} with its keys below it");
        if (Nearest(entry.Key, section.KeyNames) is { } nearest)
            return new ConfigFault(file, entry.Line, name, "an unknown key", $"one of {string.Join(", ", section.KeyNames)}", nearest);
        var home = ConfigSchema.All.FirstOrDefault(other => other.KeyNames.Contains(entry.Key));
        return new ConfigFault(file, entry.Line, name, "an unknown key", home is null
            ? $"one of {string.Join(", ", section.KeyNames)}"
            : $"it under {Header(home)}, where it belongs");
    }

    internal static ConfigFault Section(RawSection raw, string file)
    {
        var names = ConfigSchema.All.Select(section => section.Name).ToArray();
        var home = ConfigSchema.All.FirstOrDefault(section => section.KeyNames.Contains(raw.Name));
        var expected = home is null ? $"one of {string.Join(", ", ConfigSchema.All.Select(Header))}" : $"it under {Header(home)}, where it belongs";
        var isKey = raw.Entries.Count == 1 && raw.Entries[0].Key.Length == 0;
        return new ConfigFault(file, raw.Line, raw.Name, isKey ? "an unknown key" : "an unknown section", expected, home is null ? Nearest(raw.Name, names) ?? "" : "");
    }

    internal static string Header(IConfigSection section) => section.Repeated ? $"[[{section.Name}]]" : $"[{section.Name}]";

    /// <summary>The candidate most like a name: the same letters otherwise written, or few changes away; null when none is close.</summary>
    internal static string? Nearest(string name, IReadOnlyList<string> candidates)
    {
        var plain = Plain(name);
        string? nearest = null;
        var least = Math.Max(1, plain.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            var distance = Distance(plain, Plain(candidate));
            if (distance >= least) continue;
            least = distance;
            nearest = candidate;
        }
        return nearest;
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Edits between two names, a swap of neighbours counting as one (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        return d[a.Length, b.Length];
    }
}
