using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Engine.Native.Storage.Sqlite;

/// <summary>
/// A prepared statement on a connection's own handle, bound from numbers and UTF-8 spans: nothing is boxed, converted or
/// allocated. Parameters are bound in order. One thread.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const uint Persistent = 1;

    private readonly sqlite3_stmt _handle;
    private int _next;

    public Statement(SqliteConnection connection, ReadOnlySpan<byte> sql)
    {
        sqlite3 database = connection.Handle!;
        int code = raw.sqlite3_prepare_v3(database, sql, Persistent, out _handle);
        if (code != Faults.Ok)
            throw Faults.Exception(connection.DataSource, Faults.Of(code), raw.sqlite3_errmsg(database).utf8_to_string());
    }

    /// <summary>Binds the next parameter.</summary>
    public Statement Text(ReadOnlySpan<byte> utf8)
    {
        // An empty span has no address, and SQLite takes a null address for NULL: which is what no text means here.
        if (utf8.IsEmpty)
            return Null();
        raw.sqlite3_bind_text(_handle, ++_next, utf8);
        return this;
    }

    /// <summary>Binds the next parameter.</summary>
    public Statement Integer(long value)
    {
        raw.sqlite3_bind_int64(_handle, ++_next, value);
        return this;
    }

    /// <summary>Binds the next parameter; not-a-number becomes NULL.</summary>
    public Statement Real(double value)
    {
        raw.sqlite3_bind_double(_handle, ++_next, value);
        return this;
    }

    /// <summary>Binds the next parameter.</summary>
    public Statement Null()
    {
        raw.sqlite3_bind_null(_handle, ++_next);
        return this;
    }

    /// <summary>Runs to the end and makes the statement ready for the next row; SQLite's code, 101 for done.</summary>
    public int Run()
    {
        int code = raw.sqlite3_step(_handle);
        while (code == Faults.Row)
            code = raw.sqlite3_step(_handle);
        raw.sqlite3_reset(_handle);
        _next = 0;
        return code;
    }

    public void Dispose() => _handle.Dispose();
}
