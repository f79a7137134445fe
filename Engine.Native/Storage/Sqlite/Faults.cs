namespace Engine.Native.Storage.Sqlite;

/// <summary>SQLite's result codes as faults and sentences.</summary>
internal static class Faults
{
    public const int Ok = 0;
    public const int Busy = 5;
    public const int Constraint = 19;
    public const int TooBig = 18;
    public const int Mismatch = 20;
    public const int Row = 100;
    public const int Done = 101;

    private const long LeastRoom = 64 * 1024;

    /// <summary>The fault of a (primary or extended) result code.</summary>
    public static DatabaseFault Of(int code) => (code & 0xFF) switch
    {
        Ok or Row or Done => DatabaseFault.None,
        Busy or 6 => DatabaseFault.Locked,
        3 or 8 => DatabaseFault.ReadOnly,
        10 => DatabaseFault.InputOutput,
        11 => DatabaseFault.Corrupt,
        13 => DatabaseFault.Full,
        14 => DatabaseFault.CannotOpen,
        26 => DatabaseFault.NotADatabase,
        _ => DatabaseFault.Other,
    };

    /// <summary>
    /// The fault as the file's disk shows it: SQLite has one code for whatever a system call refuses, and most often there is no room
    /// (for the index of the write-ahead log, which it makes larger in steps of this size).
    /// </summary>
    internal static DatabaseFault Sharpened(DatabaseFault fault, long? freeBytes) => fault == DatabaseFault.InputOutput && freeBytes < LeastRoom ? DatabaseFault.Full : fault;

    /// <summary>A sentence that names the file, the reason and what to do.</summary>
    public static string Describe(string path, DatabaseFault fault, string detail) => Sharpened(fault, FreeBytes(path, fault)) switch
    {
        DatabaseFault.Missing => $"{path}: {detail}",
        DatabaseFault.CannotOpen => $"{path}: cannot be opened or created ({detail}); check the path and the permissions of its directory",
        DatabaseFault.ReadOnly => $"{path}: cannot be written ({detail}); make the file and its directory writable or choose another with --db",
        DatabaseFault.Locked => $"{path}: is locked by another program ({detail}); close what writes to it or choose another with --db",
        DatabaseFault.NotADatabase => $"{path}: is not an SQLite database ({detail}); choose another file with --db",
        DatabaseFault.Corrupt => $"{path}: is damaged ({detail}); move it away, and recover what it holds with: sqlite3 FILE .recover",
        DatabaseFault.Full when FreeBytes(path, fault) is < LeastRoom and { } free => $"{path}: the disk is full ({free / 1024} KiB left; {detail}); free some space",
        DatabaseFault.Full => $"{path}: the disk is full ({detail}); free some space",
        DatabaseFault.InputOutput => $"{path}: input/output error ({detail}); check the disk",
        DatabaseFault.NoWriteAheadLog => $"{path}: its file system cannot hold a write-ahead log ({detail}); put the database on a local disk",
        DatabaseFault.NewerSchema or DatabaseFault.ForeignSchema => $"{path}: {detail}",
        _ => $"{path}: {detail}",
    };

    /// <summary>The exception of a fault.</summary>
    public static DatabaseException Exception(string path, DatabaseFault fault, string detail, Exception? inner = null) =>
        new(Sharpened(fault, FreeBytes(path, fault)), Describe(path, fault, detail), inner);

    private static long? FreeBytes(string path, DatabaseFault fault)
    {
        if (fault is not (DatabaseFault.InputOutput or DatabaseFault.Full))
            return null;
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether a statement failed for the values of its row alone, so that the transaction can go on without it.</summary>
    public static bool IsRowsOwn(int code) => (code & 0xFF) is Constraint or TooBig or Mismatch;
}
