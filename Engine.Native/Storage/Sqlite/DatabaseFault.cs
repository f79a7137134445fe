namespace Engine.Native.Storage.Sqlite;

/// <summary>What is wrong with a database file, as far as an operator can do something about it.</summary>
public enum DatabaseFault : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The file, or its directory, is not there.</summary>
    Missing,

    /// <summary>The file exists but cannot be opened, or cannot be created.</summary>
    CannotOpen,

    /// <summary>The file or its directory may not be written.</summary>
    ReadOnly,

    /// <summary>Another process holds it.</summary>
    Locked,

    /// <summary>The file is no SQLite database.</summary>
    NotADatabase,

    /// <summary>The file is a damaged SQLite database.</summary>
    Corrupt,

    /// <summary>The file was written by a newer version of this program.</summary>
    NewerSchema,

    /// <summary>The file is a database of another program.</summary>
    ForeignSchema,

    /// <summary>The disk (or the quota) is full.</summary>
    Full,

    /// <summary>The operating system reported an input/output error.</summary>
    InputOutput,

    /// <summary>The file system cannot hold a write-ahead log (a network share).</summary>
    NoWriteAheadLog,

    /// <summary>Anything else SQLite said.</summary>
    Other,
}
