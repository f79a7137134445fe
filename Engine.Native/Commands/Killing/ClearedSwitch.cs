using Engine.Core.Risk.Killing;
using Engine.Native.Storage.Killing;
using Engine.Native.Storage.Sqlite;

namespace Engine.Native.Commands.Killing;

/// <summary>The operator's word that sessions may begin again on a database whose kill switch is latched: in the switch's file and in the database.</summary>
internal static class ClearedSwitch
{
    public static int Clear(string database, TextWriter output, TextWriter error)
    {
        try
        {
            if (!File.Exists(database) && !Path.Exists(KillFile.PathOf(database)))
                throw new UsageException($"{database}: there is neither such a database nor a kill switch of one; name it with --db, or --config with the file that does");
            using FileLock held = FileLock.Take(database);
            return Clear(database, (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) * 100, output, error);
        }
        catch (DatabaseException e) when (e.Fault == DatabaseFault.Locked && FileLock.HolderOf(FileLock.PathOf(database)) is > 0 and long process)
        {
            return Fail(error, StillRuns(database, process));
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

    private static int Clear(string database, long nowNs, TextWriter output, TextWriter error)
    {
        if (KillStanding.Of(database).Obstacle is not { } obstacle)
        {
            output.WriteLine($"{database}: its kill switch is not latched; nothing to clear");
            return ExitCode.Done;
        }

        bool isForeign = KillFile.Look(database, out KillRecord record) == KillFileContent.Foreign;
        KillFile.Clear(database, nowNs);
        TellDatabase(database, nowNs, error);
        output.WriteLine(record.State == LatchState.Armed ? $"{database}: cleared; it was so: {obstacle}" : $"{database}: cleared; it was {KillWords.Of(record)}");
        if (isForeign)
            output.WriteLine($"what stood in its place is kept as {KillFile.PathOf(database)}{KillFile.KeptSuffix}");
        return ExitCode.Done;
    }

    /// <summary>The file decides; without this a file that is lost later would have to be cleared again.</summary>
    private static void TellDatabase(string database, long nowNs, TextWriter error)
    {
        try
        {
            KillHistory.StoreCleared(database, nowNs);
        }
        catch (DatabaseException e)
        {
            error.WriteLine($"engine kill: the clearing is not stored in the database: {e.Message}");
        }
    }

    private static string StillRuns(string database, long process) => KillFile.Look(database, out KillRecord record) == KillFileContent.Switch && record.State != LatchState.Armed
        ? $"{database}: the session of process {process} still runs, and its kill switch is {KillWords.Of(record)}; clear it once that session has ended"
        : $"{database}: the session of process {process} still runs, and its kill switch is not latched: there is nothing to clear";

    private static int Fail(TextWriter error, string message)
    {
        error.WriteLine($"engine kill: {message}");
        return ExitCode.Failed;
    }
}
