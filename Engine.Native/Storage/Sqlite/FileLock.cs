namespace Engine.Native.Storage.Sqlite;

/// <summary>
/// An exclusive advisory lock beside a file, held while the process lives: the kernel gives it back when the process is killed.
/// It cannot be taken on the database itself, because closing any descriptor of that file drops the locks SQLite holds on it.
/// The lock file's length is its holder's process id: a length can be seen by those who cannot open the file.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _stream;

    private FileLock(FileStream stream) => _stream = stream;

    /// <summary>The lock's own file.</summary>
    public static string PathOf(string path) => BesideDatabase.PathOf(path, "-lock");

    /// <summary>Takes the lock; throws <see cref="DatabaseException"/> when another process has it or the file cannot be made.</summary>
    public static FileLock Take(string path)
    {
        string lockPath = PathOf(path);
        for (int attempt = 0; attempt < 10; attempt++)
        {
            FileStream stream = Open(path, lockPath);
            stream.SetLength(Environment.ProcessId);

            // The holder before may have unlinked the file between our open and our lock: then we hold a lock nobody else can see.
            if (HolderOf(lockPath) == Environment.ProcessId)
                return new FileLock(stream);
            stream.Dispose();
        }

        throw Faults.Exception(path, DatabaseFault.Locked, $"{lockPath} keeps changing");
    }

    /// <summary>Gives the lock back, and removes its file where the disk lets it: a file that stays locks nobody out.</summary>
    public void Dispose()
    {
        try
        {
            if (HolderOf(_stream.Name) == Environment.ProcessId)
                File.Delete(_stream.Name); // and not another's, where ours was deleted meanwhile
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A disk that has failed under the session; whoever uses it next finds the file without its lock.
        }

        _stream.Dispose();
    }

    private static FileStream Open(string path, string lockPath)
    {
        bool wasThere = File.Exists(lockPath);
        try
        {
            return new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException e) when (wasThere)
        {
            throw Faults.Exception(path, DatabaseFault.Locked, $"the engine with process id {HolderOf(lockPath)} holds {lockPath}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Faults.Exception(path, DatabaseFault.ReadOnly, e.Message, e);
        }
    }

    /// <summary>The process that holds a lock's file; 0 for none.</summary>
    public static long HolderOf(string lockPath)
    {
        var file = new FileInfo(lockPath);
        return file.Exists ? file.Length : 0;
    }
}
