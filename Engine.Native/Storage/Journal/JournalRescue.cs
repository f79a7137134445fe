using Engine.Native.Storage.Sqlite;

namespace Engine.Native.Storage.Journal;

/// <summary>
/// The end of a journal whose file was deleted or replaced while it was open: the rows still are where they were written, which nobody
/// can reach once it is closed. So all of it is copied, and put where the file was, or beside it where another is there now.
/// </summary>
internal static class JournalRescue
{
    private const string Unfinished = ".rescue";

    /// <summary>Copies, closes, and puts the copy in its place; a sentence on what became of it, with the file.</summary>
    public static string Close(TradeJournal journal, string loss)
    {
        string path = journal.Path;
        string copy = path + Unfinished;
        try
        {
            File.Delete(copy);
            journal.CopyTo(copy);
        }
        catch (Exception e) when (e is DatabaseException or IOException or UnauthorizedAccessException)
        {
            journal.Close();
            return $"{path}: {loss} while the session ran, and its rows could not be saved ({e.Message}); the next start fetches the fills from the venue";
        }

        journal.Close(); // which removes by their names what belonged to the file
        return $"{path}: {loss} while the session ran; everything in it is saved as {Settle(copy, path, journal.SessionId)}";
    }

    /// <summary>How far the copy of a lost file is; 0 where that cannot be seen.</summary>
    public static long CopiedBytes(string path)
    {
        try
        {
            return new FileInfo(path + Unfinished) is { Exists: true } copy ? copy.Length : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static string Settle(string copy, string path, long session)
    {
        try
        {
            string target = File.Exists(path) ? $"{path}.session-{session}" : path;
            File.Move(copy, target, overwrite: false);
            return target;
        }
        catch (IOException)
        {
            return copy;
        }
    }
}
