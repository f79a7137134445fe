using Engine.Core.Risk.Killing;
using Engine.Native.Linux;
using Engine.Native.Status;
using Engine.Native.Status.Blocks;
using Engine.Native.Storage.Killing;
using Engine.Native.Storage.Sqlite;

namespace Engine.Native.Commands.Killing;

/// <summary>Sends running sessions SIGUSR1 and waits, bounded, for what becomes of them.</summary>
internal sealed class SessionKill(TimeSpan limit, TextWriter output, TextWriter error)
{
    private const int LookMs = 20;

    /// <summary>The processes that hold an account's lock; a status file may be removed, and the lock stays.</summary>
    internal Func<IReadOnlyList<int>> Holders { get; init; } = () => AccountLockFiles.Holders(AccountLockFiles.Folder());

    /// <summary>Kills one session, or all; the worst of what became of them as an exit code.</summary>
    public int Run(string? statusPath, bool isAll)
    {
        IReadOnlyList<string> paths = statusPath is null ? StatusFiles.FindAll() : [statusPath];
        if (paths.Count == 0 && Untold() is { Length: > 0 } untold)
            return Fail($"no session's status file is found on this machine, and nobody can tell from that whether an engine trades{untold}");
        if (paths.Count == 0)
            return Fail("no engine is trading on this machine; name its status file with --status if it has one of its own");
        if (paths.Count > 1 && !isAll)
            throw new UsageException($"found {paths.Count} sessions on this machine ({string.Join(", ", paths)}): give --status FILE with one of them, or --all");
        List<StatusReader> readers = [];
        int worst = ExitCode.Done;
        foreach (string path in paths)
        {
            if (!StatusReader.TryOpen(path, out StatusReader? reader, out string reason))
                worst = Fail(reason + Untold());
            else if (Signal(reader!, path))
                readers.Add(reader!);
            else
                worst = ExitCode.Failed;
        }

        long endMs = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        foreach (StatusReader reader in readers)
        {
            int code = Await(reader, endMs);
            worst = code == ExitCode.Failed || worst == ExitCode.Done ? code : worst;
            reader.Dispose();
        }

        return worst;
    }

    /// <summary>Whether the switch's file says so: the process's own thread latches it, whatever its hot thread does.</summary>
    internal static bool IsLatched(int process, string database)
    {
        try
        {
            // The link itself first: "cwd/.." is no way out of it once the path is made shorter as text.
            string place = Directory.ResolveLinkTarget($"/proc/{process}/cwd", returnFinalTarget: true)?.FullName ?? "";
            return KillFile.Read(Path.Combine(place, database)).State != LatchState.Armed;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string Untold() => string.Concat(Holders().Select(process => $"; process {process} holds the lock of an account, as an engine that trades does: `kill -USR1 {process}` latches its kill switch"));

    private bool Signal(StatusReader reader, string path)
    {
        StatusHeader header = reader.Header;
        int process = header.ProcessId;
        if (reader.IsEnded || !reader.IsAlive)
        {
            Fail($"{path}: process {process} does not trade any more");
            reader.Dispose();
            return false;
        }

        HostResult sent = KillSignal.Send(process);
        if (sent.Succeeded)
        {
            output.WriteLine($"process {process}: asked to latch its kill switch ({StatusText.ToText(header.Environment)}, {StatusText.ToText(header.Database)})");
            return true;
        }

        Fail($"process {process}: {sent}");
        reader.Dispose();
        return false;
    }

    private int Await(StatusReader reader, long endMs)
    {
        int process = reader.Header.ProcessId;

        // Alive is asked first: a process that ends in between has set its mark before.
        bool isAlive = reader.IsAlive;
        while (!reader.IsEnded && isAlive && Environment.TickCount64 < endMs)
        {
            Thread.Sleep(LookMs);
            isAlive = reader.IsAlive;
        }

        if (reader.IsEnded)
            return Tell(process, reader.Header.ExitCode);
        if (!isAlive)
            return Fail($"process {process} is gone without having ended its session: look at the venue; cancel-on-disconnect should have removed its orders");
        StatusHeader header = reader.Header;
        string latched = IsLatched(process, StatusText.ToText(header.Database)) ? "its kill switch is latched" : "it does not show that its kill switch is latched";
        return Fail($"process {process} has not ended within {limit.TotalSeconds:0.#} s; {latched}. Look at the venue; `kill -9 {process}` leaves its orders to cancel-on-disconnect");
    }

    private int Tell(int process, int exitCode)
    {
        if (exitCode == ExitCode.Killed)
        {
            output.WriteLine($"process {process}: killed; no order of its session is open: the venue confirmed it, or none had ever been sent");
            return ExitCode.Done;
        }

        error.WriteLine(exitCode == ExitCode.OrdersUnconfirmed
            ? $"engine kill: process {process} ended without the venue's confirmation that no order is open: look at the venue"
            : $"engine kill: process {process} ended with exit code {exitCode}, not as one that was killed: look at its words and at the venue");
        return exitCode == ExitCode.OrdersUnconfirmed ? ExitCode.OrdersUnconfirmed : ExitCode.Failed;
    }

    private int Fail(string message)
    {
        error.WriteLine($"engine kill: {message}");
        return ExitCode.Failed;
    }
}
