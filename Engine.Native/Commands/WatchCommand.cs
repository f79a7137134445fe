using System.CommandLine;
using Engine.Native.Status.View;

namespace Engine.Native.Commands;

/// <summary><c>engine watch</c>: the live view of a session that trades in another process.</summary>
internal static class WatchCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var status = new Option<string?>("--status")
        {
            Description = "The status file of the session; without it, the newest session on this machine.",
            HelpName = "FILE",
        };
        var once = new Option<bool>("--once") { Description = "Print one plain frame and end." };
        var child = new Option<bool>("--exit-on-stdin-close")
        {
            Description = "End when standard input is closed, and leave Ctrl-C to the process at its other end.",
        };
        var command = new Command("watch", """
            Shows a running session: touch, own quotes and queue, position, PnL, fills with markouts, rate credits, latencies.
            The view is a process of its own that reads the session's status file: watching does not touch trading.
            Without a terminal it prints one line a second. NO_COLOR turns colours off.
            """)
        {
            status, once, child,
        };
        command.SetAction(parsed =>
        {
            var options = new WatchOptions { Path = parsed.GetValue(status), IsOnce = parsed.GetValue(once), IsChild = parsed.GetValue(child) };
            using Stream output = Console.OpenStandardOutput();
            return new Watcher(options, output, Console.Error).Run();
        });
        return command;
    }
}
