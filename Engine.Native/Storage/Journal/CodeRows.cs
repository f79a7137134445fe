using Engine.Native.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Engine.Native.Storage.Journal;

/// <summary>The table of codes, brought up to this program's names at each start.</summary>
internal static class CodeRows
{
    public static void Write(SqliteConnection connection, IEnumerable<CodeName> codes)
    {
        if (DatabaseFile.Number(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'codes'") == 0)
            return;
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO codes (domain, code, name) VALUES ($domain, $code, $name) ON CONFLICT DO UPDATE SET name = $name";
        foreach (CodeName code in codes)
        {
            command.Parameters.Clear();
            command.Parameters.AddWithValue("$domain", code.Domain);
            command.Parameters.AddWithValue("$code", code.Code);
            command.Parameters.AddWithValue("$name", code.Name);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
