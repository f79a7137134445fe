using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Engine.Native.Config;

namespace Engine.Native.Commands;

/// <summary>The command line of <c>engine</c>: composes the verbs, reads the arguments, and turns every way of failing into a message and an exit code.</summary>
public static class EngineCommandLine
{
    private const string Description =
        "A market-making engine for Deribit: quotes both sides of a perpetual, manages its inventory, journals every fill to SQLite. `engine paper` needs no account.";

    /// <summary>Composes the root command.</summary>
    /// <param name="verbs">The verbs, in the order the help lists them.</param>
    public static RootCommand Create(params IEnumerable<Command> verbs)
    {
        var root = new RootCommand(Description);
        foreach (var verb in verbs) root.Add(verb);
        foreach (var option in root.Options)
            if (option is HelpOption { Action: HelpAction general } help) help.Action = new VerbHelp(general);
        return root;
    }

    /// <summary>Runs the process: parses, invokes, reports.</summary>
    /// <returns>The process's exit code.</returns>
    public static int Run(RootCommand root, IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        if (arguments.FirstOrDefault(argument => argument.Length == 0) is not null)
        {
            error.WriteLine("engine: found an empty argument, as an unset variable leaves one: expected a value or nothing");
            return ExitCode.Usage;
        }

        ParseResult parsed;
        try
        {
            parsed = root.Parse(arguments);
        }
        catch (InvalidOperationException e)
        {
            error.WriteLine($"engine: {e.Message}"); // the library's own sentence, from a validator that asked for a value which is not there
            return ExitCode.Usage;
        }

        if (parsed.Errors.Count > 0 && parsed.Action is not VerbHelp) return ReportUsage(parsed, error);
        try
        {
            // Signals belong to the session, which stops in order; the library's own handler would end the process under it.
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (ConfigException e)
        {
            foreach (var fault in e.Faults) error.WriteLine(fault);
            return ExitCode.Usage;
        }
        catch (TypeInitializationException e) when (e.InnerException is DllNotFoundException missing)
        {
            // What is missing stands in quotes in the loader's own message; the rest of it is a list of guesses.
            var library = missing.Message.Split('\'') is [_, var name, ..] ? name : "a library";
            error.WriteLine($"{NameOf(parsed)}: {library} cannot be loaded: lib{library}.so belongs beside the program in {AppContext.BaseDirectory}");
            return ExitCode.Failed;
        }
        catch (UsageException e)
        {
            error.WriteLine($"{NameOf(parsed)}: {e.Message}");
            return ExitCode.Usage;
        }
    }

    private static int ReportUsage(ParseResult parsed, TextWriter error)
    {
        var name = NameOf(parsed);
        if (parsed.UnmatchedTokens.Count > 0) ReportUnknown(parsed, name, error);
        else if (parsed.CommandResult.Command is RootCommand) error.WriteLine($"{name}: no verb given");
        else foreach (var fault in parsed.Errors) error.WriteLine($"{name}: {fault.Message}");
        error.WriteLine($"See `{name} --help`.");
        return ExitCode.Usage;
    }

    /// <summary>Behind a word that is not understood every further complaint is a consequence, so only the words are named.</summary>
    private static void ReportUnknown(ParseResult parsed, string name, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        // What follows an unknown verb was meant for that verb.
        var words = command.Subcommands.Count > 0 ? parsed.UnmatchedTokens.Take(1) : parsed.UnmatchedTokens;
        foreach (var word in words)
        {
            var isOption = word.StartsWith('-');
            string[] known = [.. isOption ? command.Options.Select(option => option.Name) : command.Subcommands.Select(verb => verb.Name)];
            var nearest = NearestName.Of(word, known);
            error.WriteLine($"{name}: found {word}, which is no {(isOption ? "option" : command.Subcommands.Count > 0 ? "verb" : "argument")} of {name}{(nearest is null ? "" : $" (did you mean {nearest}?)")}");
        }
    }

    private static string NameOf(ParseResult parsed)
    {
        var words = new Stack<string>();
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = result.Parent)
            words.Push(command.Command is RootCommand ? "engine" : command.Command.Name);
        return string.Join(' ', words);
    }
}
