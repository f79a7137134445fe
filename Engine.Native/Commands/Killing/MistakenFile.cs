namespace Engine.Native.Commands.Killing;

/// <summary>A file that lies beside a database, given where the database or a status file is meant.</summary>
internal static class MistakenFile
{
    private static readonly (string Suffix, string What)[] s_beside =
        [(".kill", "a kill file"), (".intents", "an intent log"), ("-wal", "a database's log"), ("-shm", "a database's index of its log"), ("-journal", "a database's journal"), ("-lock", "a database's lock")];

    /// <summary>Throws <see cref="UsageException"/> with the file that is meant.</summary>
    public static void Refuse(string option, string? path)
    {
        foreach ((string suffix, string what) in s_beside)
        {
            if (path is not null && path.Length > suffix.Length && path.EndsWith(suffix, StringComparison.Ordinal) && !IsDatabase(path))
                throw new UsageException($"{option} {path}: that is {what}, the database is {path[..^suffix.Length]}");
        }
    }

    /// <summary>Whatever its name: what holds a database is one. No other kind of file is opened, which might hang.</summary>
    private static bool IsDatabase(string path)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: >= 16 })
                return false;
            using FileStream stream = File.OpenRead(path);
            Span<byte> head = stackalloc byte[15];
            return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual("SQLite format 3"u8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
