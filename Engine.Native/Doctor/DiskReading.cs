using System.Diagnostics;
using Engine.Native.Time;

namespace Engine.Native.Doctor;

/// <summary>Whether a database can live at a path, found out by writing a small file beside it.</summary>
/// <param name="DatabasePath">The database asked about.</param>
/// <param name="Problem">Why it cannot, in words; empty when it can.</param>
/// <param name="FileSystem">The kind of file system; empty where unknown.</param>
/// <param name="FreeBytes">Free space for this user.</param>
/// <param name="SyncNs">Time one small write took to be durable; 0 where it was not reached.</param>
public readonly record struct DiskReading(string DatabasePath, string Problem, string FileSystem, long FreeBytes, long SyncNs)
{
    /// <summary>Tries it. Leaves nothing behind.</summary>
    public static DiskReading Probe(string databasePath)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(databasePath))!;
        var probePath = Path.Combine(directory, $".engine-doctor-{Environment.ProcessId}");
        try
        {
            if (Directory.Exists(databasePath)) return Refused(databasePath, "it is a directory");
            if (!Directory.Exists(directory)) return Refused(databasePath, $"the directory {directory} does not exist");
            if (File.Exists(databasePath)) new FileStream(databasePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite).Dispose();
            var syncNs = WriteDurably(probePath);
            var drive = new DriveInfo(directory);
            return new DiskReading(databasePath, "", drive.DriveFormat, drive.AvailableFreeSpace, syncNs);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refused(databasePath, e.Message);
        }
        finally
        {
            Discard(probePath);
        }
    }

    private static DiskReading Refused(string path, string problem) => new(path, problem, "", 0, 0);

    private static long WriteDurably(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        file.Write(new byte[4096]);
        var startNs = SystemClock.MonotonicNs;
        file.Flush(flushToDisk: true);
        return SystemClock.MonotonicNs - startNs;
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Debug.WriteLine(e.Message);
        }
    }
}
