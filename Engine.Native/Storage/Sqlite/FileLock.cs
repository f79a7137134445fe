using System.Diagnostics;

namespace Engine.Native.Storage.Sqlite;

/// <summary>
/// An exclusive advisory lock beside a file, held while the process lives: the kernel gives it back when the process is killed.
/// It cannot be taken on the database itself, because closing any descriptor of that file drops the locks SQLite holds on it.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <summary>The lock's own file.</summary>
    public static string PathOf(string path) => path + "-lock";

    /// <summary>Takes the lock; throws <see cref="DatabaseException"/> when another process has it or the file cannot be made.</summary>
    public static FileLock Take(string path)
    {
        string lockPath = PathOf(path);
        string token = $"{Environment.ProcessId} {Stopwatch.GetTimestamp()}";
        for (int attempt = 0; attempt < 10; attempt++)
        {
            FileStream stream = Open(path, lockPath);
            stream.SetLength(0);
            stream.Write(System.Text.Encoding.ASCII.GetBytes(token));
            stream.Flush();

            // The holder before may have unlinked the file between our open and our lock: then we hold a lock nobody else can see.
            if (Holder(lockPath) == token)
                return new FileLock(stream);
            stream.Dispose();
        }

        throw Faults.Exception(path, DatabaseFault.Locked, $"{lockPath} keeps changing");
    }

    /// <summary>Removes the lock's file and gives the lock back.</summary>
    public void Dispose()
    {
        File.Delete(_stream.Name);
        _stream.Dispose();
    }

    private static FileStream Open(string path, string lockPath)
    {
        try
        {
            return new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Faults.Exception(path, DatabaseFault.ReadOnly, e.Message, e);
        }
        catch (IOException e)
        {
            string? holder = Holder(lockPath)?.Split(' ')[0];
            if (holder is null)
                throw Faults.Exception(path, DatabaseFault.ReadOnly, e.Message, e);
            throw Faults.Exception(path, DatabaseFault.Locked, $"process {holder} of this engine holds {lockPath}", e);
        }
    }

    private static string? Holder(string lockPath)
    {
        try
        {
            using var stream = new FileStream(lockPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
