using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Engine.Native.Storage.Sqlite;

/// <summary>Opening SQLite files, with the errors of doing so as <see cref="DatabaseException"/>.</summary>
internal static class DatabaseFile
{
    // Each connection belongs to one thread at a time, so SQLite need not lock it around every call: a row makes twenty. Refused, and
    // harmless, where something else in the process has begun to use the library; then the locks stay.
    static DatabaseFile()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
    }

    /// <summary>Opens for writing, creating the file when it is not there. Nothing is written yet.</summary>
    public static SqliteConnection OpenWritable(string path, int busyMs)
    {
        string? directory = Path.GetDirectoryName(Path.GetFullPath(path));
        if (Directory.Exists(path))
            throw Faults.Exception(path, DatabaseFault.CannotOpen, "it is a directory");
        if (!Directory.Exists(directory))
            throw Faults.Exception(path, DatabaseFault.Missing, $"the directory {directory} does not exist; create it or choose another file with --db");
        SqliteConnection connection = Open(path, path, SqliteOpenMode.ReadWriteCreate, busyMs);
        if (raw.sqlite3_db_readonly(connection.Handle!, "main") == 1)
        {
            connection.Dispose();
            throw Faults.Exception(path, DatabaseFault.ReadOnly, "permission denied");
        }

        return connection;
    }

    /// <summary>
    /// Opens an existing file for reading, also from a directory that may not be written. Where it may be written, the connection
    /// could write as well: only such a one clears the log's files away when it is the last to close.
    /// </summary>
    public static SqliteConnection OpenReadable(string path, int busyMs)
    {
        if (Directory.Exists(path))
            throw Faults.Exception(path, DatabaseFault.Missing, "it is a directory, not a database file");
        if (!File.Exists(path))
            throw Faults.Exception(path, DatabaseFault.Missing, "no such file");
        SqliteConnection connection = Open(path, path, SqliteOpenMode.ReadWrite, busyMs);
        try
        {
            Number(connection, "PRAGMA schema_version");
            return connection;
        }
        catch (DatabaseException e) when (e.Fault is DatabaseFault.CannotOpen or DatabaseFault.ReadOnly && !File.Exists(path + "-wal"))
        {
            // The write-ahead log's index cannot be made here, and there is no log: the file is complete, and nobody writes it.
            connection.Dispose();
            return Open(path, "file:" + Uri.EscapeDataString(path) + "?immutable=1", SqliteOpenMode.ReadOnly, busyMs);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs statements that return nothing.</summary>
    public static void Execute(SqliteConnection connection, string sql)
    {
        sqlite3 database = connection.Handle!;
        int code = raw.sqlite3_exec(database, sql);
        if (code != Faults.Ok)
            throw Faults.Exception(connection.DataSource, Faults.Of(code), raw.sqlite3_errmsg(database).utf8_to_string());
    }

    /// <summary>The first column of the first row as a number; 0 when there is none.</summary>
    public static long Number(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters) =>
        Convert.ToInt64(Scalar(connection, sql, parameters), CultureInfo.InvariantCulture);

    /// <summary>The first column of the first row as text; empty when there is none.</summary>
    public static string Text(SqliteConnection connection, string sql) => Scalar(connection, sql, []) as string ?? "";

    /// <summary>Writes one complete, compact file as of one moment. Throws <see cref="DatabaseException"/> naming it.</summary>
    public static void Copy(SqliteConnection connection, string target)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $target";
        command.Parameters.AddWithValue("$target", target);
        try
        {
            command.ExecuteNonQuery();
        }
        catch (SqliteException e)
        {
            throw Faults.Exception(target, Faults.Of(e.SqliteErrorCode), e.Message, e);
        }
    }

    private static object? Scalar(SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in parameters)
            command.Parameters.AddWithValue(name, value);
        try
        {
            object? result = command.ExecuteScalar();
            return result is DBNull ? null : result;
        }
        catch (SqliteException e)
        {
            throw Faults.Exception(connection.DataSource, Faults.Of(e.SqliteErrorCode), e.Message, e);
        }
    }

    private static SqliteConnection Open(string path, string source, SqliteOpenMode mode, int busyMs)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = Math.Max(1, busyMs / 1000),
        };
        var connection = new SqliteConnection(text.ConnectionString);
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle!, busyMs);
            return connection;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw Faults.Exception(path, Faults.Of(e.SqliteErrorCode), e.Message, e);
        }
    }
}
