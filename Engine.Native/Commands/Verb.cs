using System.CommandLine;
using System.Diagnostics.CodeAnalysis;

namespace Engine.Native.Commands;

/// <summary>A command whose help goes on where the option list ends: notes, examples that can be copied, and what the exit codes mean.</summary>
/// <param name="name">The verb as it is typed.</param>
/// <param name="description">What it does, in one sentence: the list of verbs shows it too.</param>
[SuppressMessage("Design", "CA1010", Justification = "The enumerator of the library's Command exists for collection initialisers alone.")]
public sealed class Verb(string name, string description) : Command(name, description)
{
    /// <summary>What to know beyond the description, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Command lines and what each does.</summary>
    public IReadOnlyList<(string CommandLine, string Meaning)> Examples { get; init; } = [];

    /// <summary>Exit codes this verb ends with.</summary>
    public IReadOnlyList<(int Code, string Meaning)> ExitCodes { get; init; } = [];

    /// <summary>The exit codes of a verb that either works or does not.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> PlainExitCodes { get; } =
        [(ExitCode.Done, "done"), (ExitCode.Failed, "failed; standard error says why"), (ExitCode.Usage, "wrong command line or configuration")];

    /// <summary>The exit codes of a trading session.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> SessionExitCodes { get; } =
    [
        (ExitCode.Done, "stopped cleanly: the venue confirmed that no order is open"),
        (ExitCode.Failed, "could not start or go on: connection, venue or database"),
        (ExitCode.Usage, "wrong command line, configuration or credentials; nothing was started"),
        (ExitCode.OrdersUnconfirmed, "ended without the confirmation that no order is open: look at the venue"),
        (ExitCode.Killed, "the kill switch latched and all orders were cancelled, or it is latched from before: see `engine kill --help`"),
    ];
}
