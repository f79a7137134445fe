using Engine.Native.Config.Schema;
using Engine.Native.Config.Toml;

namespace Engine.Native.Config;

/// <summary>Where a configuration was read, so that what turns out wrong with it later can be told by file and line.</summary>
public sealed class ConfigOrigin
{
    private readonly string _file;
    private readonly RawSection[] _instruments;

    internal ConfigOrigin(string file, IReadOnlyList<RawSection> sections) =>
        (_file, _instruments) = (file, [.. sections.Where(section => section.Name == ConfigSchema.Instrument.Name)]);

    /// <summary>The built-in values.</summary>
    internal static ConfigOrigin None { get; } = new("the default configuration", []);

    /// <summary>A fault in the section of one instrument.</summary>
    internal ConfigFault InstrumentFault(int index, string key, string found, string expected, string nearest = "") =>
        new(_file, index < _instruments.Length ? _instruments[index].LineOf(key) : 0, $"{ConfigSchema.Instrument.Name}.{key}", found, expected, nearest);
}
