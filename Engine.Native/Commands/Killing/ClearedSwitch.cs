using Engine.Core.Risk.Killing;
using Engine.Native.Storage.Recovery;
using Engine.Native.Storage.Sqlite;

namespace Engine.Native.Commands.Killing;

/// <summary>The operator's word that sessions may begin again on a database whose kill switch is latched.</summary>
internal static class ClearedSwitch
{
    public static int Clear(string database, TextWriter output, TextWriter error)
    {
        try
        {
            if (!File.Exists(database) && !File.Exists(KillFile.PathOf(database)))
                return Fail(error, $"{database}: there is no such database; name it with --db, or --config with the file that does");
            using FileLock held = FileLock.Take(database);
            KillRecord record = KillFile.Read(database);
            if (record.State == LatchState.Armed)
            {
                output.WriteLine($"{database}: its kill switch is not latched; nothing to clear");
                return ExitCode.Done;
            }

            KillFile.Clear(database, (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) * 100);
            output.WriteLine($"{database}: cleared; it was {KillWords.Of(record)}");
            return ExitCode.Done;
        }
        catch (DatabaseException e)
        {
            return Fail(error, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(error, e.Message);
        }
    }

    private static int Fail(TextWriter error, string message)
    {
        error.WriteLine($"engine kill: {message}");
        return ExitCode.Failed;
    }
}
