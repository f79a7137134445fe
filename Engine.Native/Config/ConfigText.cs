using Engine.Native.Config.Schema;

namespace Engine.Native.Config;

/// <summary>The configuration written back as TOML; what is written reads back to the same values.</summary>
public static class ConfigText
{
    private const string Preamble = """
        # Configuration of `engine paper` and `engine trade`. Every key is here with its default, so an empty section means the same.
        # A key that is commented out has no default: take the `# ` away to use it. Check a changed file with `engine config --check FILE`.
        # API keys do not belong here: put DERIBIT_API_KEY and DERIBIT_API_SECRET into the environment or a .env file.
        """;

    /// <summary>The commented example: every key with its meaning and default.</summary>
    public static string Example { get; } = Write(ConfigFile.Defaults, explain: true);

    /// <summary>The effective values of a configuration, without comments.</summary>
    public static string Of(EngineConfig config) => Write(config, explain: false);

    private static string Write(EngineConfig config, bool explain)
    {
        using var output = new StringWriter { NewLine = "\n" };
        if (explain) output.WriteLine(Preamble);
        ConfigSchema.Venue.Write(output, config.Venue, explain);
        foreach (var instrument in config.Instruments) ConfigSchema.Instrument.Write(output, instrument, explain);
        ConfigSchema.Risk.Write(output, config.Risk, explain);
        ConfigSchema.Hot.Write(output, config.Hot, explain);
        ConfigSchema.Session.Write(output, config.Session, explain);
        ConfigSchema.Journal.Write(output, config.Journal, explain);
        ConfigSchema.Status.Write(output, config.Status, explain);
        return output.ToString().TrimStart('\n');
    }
}
