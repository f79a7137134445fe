namespace Engine.Native.Storage.Sqlite;

/// <summary>A database that cannot be used. The message names the file, the reason and what to do.</summary>
public sealed class DatabaseException(DatabaseFault fault, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>What is wrong.</summary>
    public DatabaseFault Fault { get; } = fault;
}
