using Engine.Native.Config.Toml;

namespace Engine.Native.Config.Schema;

/// <summary>One section of the file: its name, its meaning and its keys.</summary>
internal sealed class ConfigSection<TSection>(string name, bool repeated, string meaning, IReadOnlyList<ConfigKey<TSection>> keys) : IConfigSection
    where TSection : class
{
    public string Name { get; } = name;

    public bool Repeated { get; } = repeated;

    public IReadOnlyList<string> KeyNames { get; } = [.. keys.Select(key => key.Name)];

    /// <summary>Builds the record from what the file says, over the defaults; everything wrong is added to the faults.</summary>
    internal TSection Read(RawSection raw, TSection defaults, string file, List<ConfigFault> faults)
    {
        var section = defaults;
        foreach (var entry in raw.Entries)
        {
            var key = keys.FirstOrDefault(known => known.Name == entry.Key);
            if (key is null)
            {
                faults.Add(UnknownName.Key(this, entry, file));
                continue;
            }
            var outcome = key.Apply(section, entry.Value);
            if (outcome.Changed is { } changed) section = changed;
            else faults.Add(new ConfigFault(file, entry.Line, $"{Name}.{entry.Key}", entry.Value.Found, outcome.Expected));
        }
        foreach (var key in keys)
            if (key.Required && raw.Entries.All(entry => entry.Key != key.Name))
                faults.Add(new ConfigFault(file, raw.Line, $"{Name}.{key.Name}", "no such key", $"one, such as {key.Name} = {key.Sample}"));
        return section;
    }

    /// <summary>Writes the section as TOML.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="section">The values.</param>
    /// <param name="explain">True for the example file: each key with its meaning, absent ones as a comment.</param>
    internal void Write(TextWriter output, TSection section, bool explain)
    {
        output.WriteLine();
        if (explain) output.WriteLine($"# {meaning}");
        output.WriteLine(Repeated ? $"[[{Name}]]" : $"[{Name}]");
        foreach (var key in keys)
        {
            if (explain) output.WriteLine($"# {key.Meaning}");
            if (key.Show(section) is { } value) output.WriteLine($"{key.Name} = {value}");
            else if (explain) output.WriteLine($"# {key.Name} = {key.Sample}");
        }
    }
}
