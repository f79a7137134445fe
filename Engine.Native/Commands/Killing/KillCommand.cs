using System.CommandLine;
using Engine.Native.Commands.Options;
using Engine.Native.Config;

namespace Engine.Native.Commands.Killing;

/// <summary><c>engine kill</c>: latches the kill switch of a running session, or clears one that is latched.</summary>
public static class KillCommand
{
    /// <summary>Declares the verb.</summary>
    public static Verb Create()
    {
        var status = new Option<string?>("--status") { Description = "The session's status file; without it, the one session on this machine.", HelpName = "file" };
        var all = new Option<bool>("--all") { Description = "Every session on this machine." };
        var timeout = OptionOf.Span("--timeout", "How long to wait for a session's end, such as 30s; 30s without it.");
        var clear = new Option<bool>("--clear") { Description = "Clear a latched kill switch, so that sessions may begin again." };
        var config = OptionOf.ConfigPath(required: false);
        var database = OptionOf.DatabasePath();
        var verb = new Verb("kill", "Latches the kill switch of a running session, or clears a latched one.")
        {
            Notes =
            [
                "A killed session cancels its orders, waits for the venue's confirmation that none is open, and ends with exit code 4.",
                "Its positions stay. SIGUSR1 does the same. A limit, a broken invariant or the watchdog latch it, too.",
                "It stays latched in DATABASE.kill: no session begins on that database before it is cleared here.",
            ],
            Examples =
            [
                ("engine kill", "kill the session that runs on this machine"),
                ("engine kill --all", "kill every one"),
                ("engine kill --clear --db engine.db", "let sessions begin on this database again"),
            ],
            ExitCodes =
            [
                (ExitCode.Done, "each session has ended and the venue confirmed that no order is open; or the switch is cleared"),
                (ExitCode.Failed, "no session found, one did not end in time, or the switch could not be cleared"),
                (ExitCode.Usage, "wrong command line"),
                (ExitCode.OrdersUnconfirmed, "a session ended without the confirmation that no order is open: look at the venue"),
            ],
        };
        foreach (Option option in (Option[])[status, all, timeout, clear, config, database])
            verb.Add(option);
        verb.Validators.Add(result =>
        {
            bool clears = result.GetValue(clear);
            if (clears && (result.GetValue(status) is not null || result.GetValue(all) || result.GetValue(timeout) is not null))
                result.AddError("--clear goes with --db or --config alone: a session is not killed and cleared at once");
            else if (!clears && (result.GetValue(database) is not null || result.GetValue(config) is not null))
                result.AddError("--db and --config belong to --clear; a running session is named by --status FILE");
            else if (result.GetValue(status) is not null && result.GetValue(all))
                result.AddError("give --status FILE or --all, not both");
        });
        verb.SetAction(parsed =>
        {
            (TextWriter output, TextWriter error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            MistakenFile.Refuse("--db", parsed.GetValue(database));
            MistakenFile.Refuse("--status", parsed.GetValue(status));
            if (parsed.GetValue(clear))
            {
                EngineConfig settings = parsed.GetValue(config) is { } path ? ConfigFile.Load(path) : ConfigFile.Defaults;
                return ClearedSwitch.Clear(SessionConfiguration.WithDatabase(settings, parsed.GetValue(database)).Journal.Path, output, error);
            }

            return new SessionKill(parsed.GetValue(timeout) ?? TimeSpan.FromSeconds(30), output, error).Run(parsed.GetValue(status), parsed.GetValue(all));
        });
        return verb;
    }
}
