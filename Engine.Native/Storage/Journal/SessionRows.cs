using Microsoft.Data.Sqlite;

namespace Engine.Native.Storage.Journal;

/// <summary>The table of sessions: one row at start, completed at a clean stop. A row without a stop is a killed process.</summary>
internal static class SessionRows
{
    /// <summary>The exit code of a session that ended without the venue's confirmation that nothing is open.</summary>
    public const int Unconfirmed = 3;

    /// <summary>The exit code of a session whose kill switch was latched.</summary>
    public const int Killed = 4;

    /// <summary>In SQL, of <c>sessions</c>: whether its orders may be open, because it has no end or one without the venue's word.</summary>
    public static readonly string IsOpen = $"(stopped_ns IS NULL OR exit_code = {Unconfirmed})";

    public static long Start(SqliteConnection connection, SessionRecord session)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO sessions (started_ns, env, url, version, seed, config_hash, account, label_session)
            VALUES ($started, $env, $url, $version, $seed, $hash, $account, $label) RETURNING id
            """;
        command.Parameters.AddWithValue("$started", session.StartedNs);
        command.Parameters.AddWithValue("$env", session.Environment);
        command.Parameters.AddWithValue("$url", session.Url);
        command.Parameters.AddWithValue("$version", session.Version);
        command.Parameters.AddWithValue("$seed", (object?)session.Seed ?? DBNull.Value);
        command.Parameters.AddWithValue("$hash", (object?)session.ConfigurationHash ?? DBNull.Value);
        command.Parameters.AddWithValue("$account", session.Account);
        command.Parameters.AddWithValue("$label", session.LabelSession);
        return (long)command.ExecuteScalar()!;
    }

    public static void End(SqliteConnection connection, long id, long stoppedNs, int exitCode, string reason, long unwritten)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "UPDATE sessions SET stopped_ns = $stopped, exit_code = $code, exit_reason = $reason, unwritten = $unwritten WHERE id = $id";
        command.Parameters.AddWithValue("$stopped", stoppedNs);
        command.Parameters.AddWithValue("$code", exitCode);
        command.Parameters.AddWithValue("$reason", reason);
        command.Parameters.AddWithValue("$unwritten", unwritten);
        command.Parameters.AddWithValue("$id", id);
        command.ExecuteNonQuery();
    }
}
