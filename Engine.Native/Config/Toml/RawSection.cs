namespace Engine.Native.Config.Toml;

/// <summary>One section as it stands in the file: <c>[name]</c>, one <c>[[name]]</c>, or the same thing written inline or dotted.</summary>
internal sealed class RawSection(string name, int line, bool repeated)
{
    private readonly List<RawEntry> _entries = [];

    internal string Name { get; } = name;

    internal int Line { get; } = line;

    /// <summary>True when it was written as an element of an array of tables.</summary>
    internal bool Repeated { get; } = repeated;

    internal IReadOnlyList<RawEntry> Entries => _entries;

    /// <summary>Adds an entry; when the key is already there, returns the line of the first and adds nothing.</summary>
    internal int? Add(RawEntry entry)
    {
        foreach (var known in _entries)
            if (known.Key == entry.Key) return known.Line;
        _entries.Add(entry);
        return null;
    }

    /// <summary>The line of a key, or of the section's header when the file leaves the key to its default.</summary>
    internal int LineOf(string key)
    {
        foreach (var entry in _entries)
            if (entry.Key == key) return entry.Line;
        return Line;
    }
}
