using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Engine.Native.Storage.Sqlite;

/// <summary>
/// A prepared statement on a connection's own handle, bound from numbers and UTF-8: nothing is boxed, converted or allocated.
/// Parameters are bound in order. One thread.
/// </summary>
internal sealed unsafe class Statement : IDisposable
{
    private const uint Persistent = 1;

    // Owns the statement; the bare pointer is what the calls take.
    private readonly sqlite3_stmt _handle;
    private readonly nint _statement;
    private int _next;
    private int _bindCode;

    public Statement(SqliteConnection connection, ReadOnlySpan<byte> sql)
    {
        sqlite3 database = connection.Handle!;
        int code = raw.sqlite3_prepare_v3(database, sql, Persistent, out _handle);
        if (code != Faults.Ok)
            throw Faults.Exception(connection.DataSource, Faults.Of(code), raw.sqlite3_errmsg(database).utf8_to_string());
        _statement = _handle.DangerousGetHandle();
    }

    /// <summary>
    /// Binds the next parameter to a text that is not copied; nothing becomes NULL. Its memory neither moves nor changes before the
    /// row has run: a literal, or a pinned array.
    /// </summary>
    public Statement Lasting(ReadOnlySpan<byte> utf8)
    {
        // An empty span may have no address, and SQLite takes a null address for NULL: which is what no text means here.
        byte* text = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(utf8));
        Keep(utf8.IsEmpty ? SqliteCalls.BindNull(_statement, ++_next) : SqliteCalls.BindText(_statement, ++_next, text, utf8.Length, SqliteCalls.Static));
        return this;
    }

    /// <summary>Binds the next parameter.</summary>
    public Statement Integer(long value)
    {
        Keep(SqliteCalls.BindInteger(_statement, ++_next, value));
        return this;
    }

    /// <summary>Binds the next parameter; not-a-number becomes NULL.</summary>
    public Statement Real(double value)
    {
        Keep(SqliteCalls.BindReal(_statement, ++_next, value));
        return this;
    }

    /// <summary>
    /// Runs to the end and makes the statement ready for the next row; SQLite's code, 101 for done. A value that could not be bound
    /// is an error of the row, which is not run.
    /// </summary>
    public int Run()
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        int code = _bindCode;
        _bindCode = Faults.Ok;
        _next = 0;
        if (code != Faults.Ok)
            return code;
        do
            code = SqliteCalls.Step(_statement);
        while (code == Faults.Row);
        _ = SqliteCalls.Reset(_statement); // says again what the step said
        return code;
    }

    public void Dispose() => _handle.Dispose();

    private void Keep(int code)
    {
        if (code != Faults.Ok)
            _bindCode = code;
    }
}
