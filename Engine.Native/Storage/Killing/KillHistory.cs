using Engine.Core.Events;
using Engine.Core.Risk;
using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Engine.Native.Storage.Killing;

/// <summary>
/// What a database itself tells of its kill switch: whoever takes the switch's file away, or empties it, does not clear it. Only the
/// newest session counts, because none begins while the switch is latched.
/// </summary>
internal static class KillHistory
{
    private const int BusyMs = 5_000;

    /// <summary>The newest session but for one, where it was killed and that is not cleared.</summary>
    public static KilledSession? Last(SqliteConnection connection, long exceptSession)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"""
            WITH kills AS (SELECT id, session_id, receive_ns, number FROM notices WHERE what = {(int)NoticeKind.Kill})
            SELECT s.id, max(coalesce(s.stopped_ns, 0), coalesce((SELECT max(receive_ns) FROM kills WHERE session_id = s.id), 0)),
                coalesce((SELECT number FROM kills WHERE session_id = s.id ORDER BY id LIMIT 1), 0)
            FROM sessions s
            WHERE s.id = (SELECT max(id) FROM sessions WHERE id <> $except)
                AND (s.exit_code = {SessionRows.Killed} OR EXISTS (SELECT 1 FROM kills WHERE session_id = s.id))
                AND NOT EXISTS (SELECT 1 FROM notices WHERE what = {(int)NoticeKind.KillCleared} AND session_id >= s.id)
            """;
        command.Parameters.AddWithValue("$except", exceptSession);
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? new KilledSession(reader.GetInt64(0), reader.GetInt64(1), (KillReason)reader.GetInt64(2)) : null;
    }

    /// <summary>The same of a file; none where it cannot be read as a journal: whoever opens it to trade is told why.</summary>
    public static KilledSession? Last(string database)
    {
        if (!File.Exists(database))
            return null;
        try
        {
            using SqliteConnection connection = DatabaseFile.OpenReadable(database, BusyMs);
            return JournalSchema.Verify(connection, database, JournalSchema.Version) == 0 ? null : Last(connection, exceptSession: 0);
        }
        catch (Exception e) when (e is DatabaseException or SqliteException)
        {
            return null;
        }
    }

    /// <summary>
    /// Stores that the operator has cleared the switch, where there is a session that had it. Throws <see cref="DatabaseException"/>. The
    /// caller holds the database's lock.
    /// </summary>
    public static void StoreCleared(string database, long nowNs)
    {
        if (!File.Exists(database))
            return;
        using SqliteConnection connection = DatabaseFile.OpenWritable(database, BusyMs);
        if (JournalSchema.Verify(connection, database, JournalSchema.Version) == 0)
            return;
        DatabaseFile.Execute(connection, $"INSERT INTO notices (session_id, receive_ns, what, number) SELECT max(id), {nowNs}, {(int)NoticeKind.KillCleared}, 0 FROM sessions HAVING count(*) > 0");
    }
}
