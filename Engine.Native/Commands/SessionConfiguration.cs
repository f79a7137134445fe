using Engine.Native.Config;

namespace Engine.Native.Commands;

/// <summary>The command line's values over the configuration file's, where both verbs that trade have them.</summary>
internal static class SessionConfiguration
{
    /// <summary>Puts <c>--db</c> over <c>journal.path</c>.</summary>
    internal static EngineConfig WithDatabase(EngineConfig config, string? database)
    {
        if (database is null) return config;
        if (string.IsNullOrWhiteSpace(database)) throw new UsageException("--db: found an empty name, expected a database file such as engine.db");
        if (config.Status.Path == database) throw new UsageException($"--db: found {database}, which is status.path of the configuration: expected another file");
        return config with { Journal = config.Journal with { Path = database } };
    }
}
