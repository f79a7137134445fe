using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Engine.Native.Commands;

/// <summary>The library's help followed by the verb's notes, examples and exit codes.</summary>
/// <param name="general">The library's own help.</param>
internal sealed class VerbHelp(HelpAction general) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = general.Invoke(parseResult);
        if (parseResult.CommandResult.Command is Verb verb) Write(parseResult.InvocationConfiguration.Output, verb);
        return code;
    }

    private static void Write(TextWriter output, Verb verb)
    {
        foreach (var note in verb.Notes) output.WriteLine(note);
        if (verb.Notes.Count > 0) output.WriteLine();
        if (verb.Examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (var (commandLine, meaning) in verb.Examples)
            {
                output.WriteLine($"  {commandLine}");
                output.WriteLine($"      {meaning}");
            }
            output.WriteLine();
        }
        if (verb.ExitCodes.Count == 0) return;
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in verb.ExitCodes) output.WriteLine($"  {code}  {meaning}");
        output.WriteLine();
    }
}
