using Engine.Native.Storage.Journal;
using Microsoft.Data.Sqlite;

namespace Engine.Tests.Storage.Journal;

/// <summary>A journal as an older program left it.</summary>
internal static class OldJournal
{
    public static void Create(string path, int version)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        JournalSchema.Migrate(connection, path, JournalSchema.Steps.AsSpan(0, version));
        using SqliteCommand session = connection.CreateCommand();
        session.CommandText = "INSERT INTO sessions (started_ns) VALUES (1)";
        session.ExecuteNonQuery();
    }
}
