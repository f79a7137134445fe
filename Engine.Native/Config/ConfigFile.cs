using System.Text;
using Engine.Native.Config.Schema;
using Engine.Native.Config.Sections;
using Engine.Native.Config.Toml;

namespace Engine.Native.Config;

/// <summary>
/// Reads a configuration file. A file either yields a complete, checked <see cref="EngineConfig"/> or a
/// <see cref="ConfigException"/> with every fault in it: nothing is half taken, nothing unknown is passed over.
/// </summary>
public static class ConfigFile
{
    private const int MaxBytes = 1 << 20;

    /// <summary>The configuration without a file: BTC-PERPETUAL on the embedded venue.</summary>
    public static EngineConfig Defaults { get; } = new();

    /// <summary>Reads and checks a file.</summary>
    /// <param name="path">The file; messages name it as it is given here.</param>
    /// <exception cref="ConfigException">The file is missing, unreadable, not TOML, or holds anything unknown or impossible.</exception>
    public static EngineConfig Load(string path) => Parse(ReadText(path), path);

    /// <summary>Reads and checks a configuration's text.</summary>
    /// <param name="text">TOML.</param>
    /// <param name="file">The name that messages give it.</param>
    /// <exception cref="ConfigException">The text is not TOML, or holds anything unknown or impossible.</exception>
    public static EngineConfig Parse(string text, string file)
    {
        var faults = new List<ConfigFault>();
        var sections = TomlSections.Read(text, file, faults);
        var config = faults.Count == 0 || sections.Count > 0 ? Interpret(sections, file, faults) : Defaults;
        // A rule about two keys says nothing while one of them is not understood.
        if (faults.Count == 0) new ConfigRules(file, sections, faults).Check(config);
        return faults.Count == 0 ? config with { Origin = new ConfigOrigin(file, sections) } : throw new ConfigException([.. faults.OrderBy(fault => fault.Line)]);
    }

    private static EngineConfig Interpret(IReadOnlyList<RawSection> sections, string file, List<ConfigFault> faults)
    {
        var config = Defaults;
        var instruments = new List<InstrumentConfig>();
        foreach (var raw in sections)
        {
            if (ConfigSchema.All.FirstOrDefault(known => known.Name == raw.Name) is not { } known)
                faults.Add(UnknownName.Section(raw, file));
            else if (known.Repeated != raw.Repeated)
                faults.Add(new ConfigFault(file, raw.Line, raw.Name, raw.Repeated ? $"[[{raw.Name}]]" : $"[{raw.Name}]", UnknownName.Header(known)));
            else if (raw.Name == ConfigSchema.Instrument.Name)
                instruments.Add(ConfigSchema.Instrument.Read(raw, new InstrumentConfig(), file, faults));
            else
                config = Take(config, raw, file, faults);
        }
        if (sections.All(raw => raw.Name != ConfigSchema.Instrument.Name))
            faults.Add(new ConfigFault(file, 0, "instrument", "no [[instrument]]", "at least one, such as [[instrument]] with name = \"BTC-PERPETUAL\" below it"));
        return config with { Instruments = instruments };
    }

    private static EngineConfig Take(EngineConfig config, RawSection raw, string file, List<ConfigFault> faults) => raw.Name switch
    {
        "venue" => config with { Venue = ConfigSchema.Venue.Read(raw, config.Venue, file, faults) },
        "risk" => config with { Risk = ConfigSchema.Risk.Read(raw, config.Risk, file, faults) },
        "hot" => config with { Hot = ConfigSchema.Hot.Read(raw, config.Hot, file, faults) },
        "session" => config with { Session = ConfigSchema.Session.Read(raw, config.Session, file, faults) },
        "journal" => config with { Journal = ConfigSchema.Journal.Read(raw, config.Journal, file, faults) },
        "status" => config with { Status = ConfigSchema.Status.Read(raw, config.Status, file, faults) },
        _ => throw new InvalidOperationException($"the schema knows a section [{raw.Name}] that no record takes"),
    };

    private static string ReadText(string path)
    {
        try
        {
            if (Directory.Exists(path)) throw Unusable(path, "a directory", "a TOML file");
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes }) throw Unusable(path, "more than 1 MiB", "a configuration, which is smaller");
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unusable(path, "no such file", "a configuration; `engine config --example > engine.toml` writes one to start from");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw Unusable(path, $"an unreadable file ({e.Message})", "a file this user can read");
        }
        catch (DecoderFallbackException)
        {
            throw Unusable(path, "bytes that are not UTF-8", "a text file in UTF-8");
        }
    }

    private static ConfigException Unusable(string path, string found, string expected) => new([new ConfigFault(path, 0, "", found, expected)]);
}
