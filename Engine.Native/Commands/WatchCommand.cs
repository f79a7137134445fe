using System.CommandLine;
using Engine.Native.Status.View;

namespace Engine.Native.Commands;

/// <summary><c>engine watch</c>: the live view of a session that trades in another process.</summary>
public static class WatchCommand
{
    /// <summary>Declares the verb.</summary>
    public static Verb Create()
    {
        var status = new Option<string?>("--status") { Description = "The session's status file; without it, the newest session on this machine.", HelpName = "file" };
        var once = new Option<bool>("--once") { Description = "Print one plain frame and end." };
        var child = new Option<bool>("--exit-on-stdin-close")
        {
            Description = "End when standard input is closed, and leave Ctrl-C to the process at its other end.",
        };
        var verb = new Verb("watch", "Shows a running session: quotes, queue, position, PnL, fills with markouts, latencies.")
        {
            Notes =
            [
                "The view is a process of its own that reads the session's status file in memory: watching does not touch trading.",
                "Where standard output is no terminal it prints a line a second. NO_COLOR turns colours off. Ctrl-C ends the view only.",
            ],
            Examples =
            [
                ("engine watch", "follow the session that started last"),
                ("engine watch --once", "one look, for scripts and reports"),
                ("engine watch --status /dev/shm/engine-1234.status", "follow the session of process 1234"),
            ],
            ExitCodes =
            [
                (ExitCode.Done, "seen enough, or the session has ended in order"),
                (ExitCode.Failed, "no session found, or its process was killed"),
                (ExitCode.Usage, "wrong command line"),
            ],
        };
        foreach (Option option in (Option[])[status, once, child])
            verb.Add(option);
        verb.SetAction(parsed =>
        {
            var options = new WatchOptions { Path = parsed.GetValue(status), IsOnce = parsed.GetValue(once), IsChild = parsed.GetValue(child) };
            using Stream output = Console.OpenStandardOutput();
            return new Watcher(options, output, parsed.InvocationConfiguration.Error).Run();
        });
        return verb;
    }
}
