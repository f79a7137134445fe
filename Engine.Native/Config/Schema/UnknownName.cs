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
        if (NearestName.Of(entry.Key, section.KeyNames) is { } nearest)
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
        return new ConfigFault(file, raw.Line, raw.Name, isKey ? "an unknown key" : "an unknown section", expected, home is null ? NearestName.Of(raw.Name, names) ?? "" : "");
    }

    internal static string Header(IConfigSection section) => section.Repeated ? $"[[{section.Name}]]" : $"[{section.Name}]";
}
