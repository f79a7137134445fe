using System.Globalization;

namespace Engine.Native.Doctor;

/// <summary>The libraries, the disk and the files that the engine needs around it.</summary>
internal static class SoftwareChecks
{
    private static readonly string[] s_networkFileSystems = ["nfs", "cifs", "smb", "9p", "fuse", "ceph", "glusterfs"];

    internal static IEnumerable<Finding> Examine(HostReadings readings)
    {
        yield return readings.CompiledAhead
            ? Finding.Good("engine", "compiled ahead of time")
            : Finding.CouldBeBetter("engine", "runs under the just-in-time compiler", "use the binary that ./run.sh builds");
        yield return readings.TlsLibrary is { } tls
            ? Finding.Good("TLS library", tls)
            : Finding.Matters("TLS library", "no libssl found", "apt-get install libssl3 (or your distribution's OpenSSL 3 package): wss:// needs it");
        yield return readings.SqliteVersion is { } version
            ? Finding.Good("SQLite", version)
            : Finding.Matters("SQLite", "does not load", "keep libe_sqlite3.so beside the binary");
        yield return Database(readings.Database);
        yield return KeyFile(readings.KeyFile);
    }

    private static Finding Database(DiskReading disk)
    {
        if (disk.Problem.Length > 0)
            return Finding.Matters("database", $"{disk.DatabasePath}: {disk.Problem}", "choose a writable place with --db or journal.path, or create the directory");
        var value = string.Create(CultureInfo.InvariantCulture,
            $"{disk.DatabasePath} can be written ({disk.FileSystem}, {disk.FreeBytes >> 20} MiB free, {disk.SyncNs / 1e6:0.0} ms to be durable)");
        if (s_networkFileSystems.Any(kind => disk.FileSystem.StartsWith(kind, StringComparison.OrdinalIgnoreCase)))
            return Finding.Matters("database", value, "SQLite's write-ahead log needs a local file system: choose one with --db or journal.path");
        if (disk.FreeBytes < 256L << 20) return Finding.Matters("database", value, "free some space, or choose another disk with --db or journal.path");
        return disk.SyncNs < 50_000_000
            ? Finding.Good("database", value)
            : Finding.CouldBeBetter("database", value, "a faster disk: the journal is off the hot path, and falls behind sooner on a slow one");
    }

    private static Finding KeyFile(KeyFileReading file)
    {
        if (!file.Exists) return Finding.Good("credentials file", "none here");
        return file.OthersCanRead
            ? Finding.Matters("credentials file", $"{file.Path} can be read by others", $"chmod 600 {file.Path}")
            : Finding.Good("credentials file", $"{file.Path}, its owner's alone");
    }
}
