using System.CommandLine;
using Engine.Native.Commands;

namespace Engine.Tests.Commands;

/// <summary>What a command line came to: exit code and both outputs.</summary>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    internal static CommandRun Of(Command verb, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = EngineCommandLine.Run(EngineCommandLine.Create(verb), arguments, output, error);
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
