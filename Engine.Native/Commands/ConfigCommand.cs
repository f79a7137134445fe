using System.CommandLine;
using Engine.Native.Config;

namespace Engine.Native.Commands;

/// <summary><c>engine config</c>: writes the example file, or checks a file and prints what it comes to.</summary>
public static class ConfigCommand
{
    /// <summary>Declares the verb.</summary>
    public static Verb Create()
    {
        var example = new Option<bool>("--example") { Description = "Print a commented file with every key and its default." };
        var check = new Option<string?>("--check") { Description = "Check a file and print its effective values; every fault is listed with its line.", HelpName = "file" };
        var verb = new Verb("config", "Writes an example configuration, or checks one.")
        {
            Examples =
            [
                ("engine config --example > engine.toml", "a file to start from"),
                ("engine config --check engine.toml", "is it right, and what does it come to?"),
            ],
            ExitCodes = [(ExitCode.Done, "printed; the file is right"), (ExitCode.Usage, "the file has faults, each on standard error")],
        };
        verb.Add(example);
        verb.Add(check);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(example) == (result.GetValue(check) is not null)) result.AddError("give either --example or --check FILE");
        });
        verb.SetAction(result =>
        {
            result.InvocationConfiguration.Output.Write(result.GetValue(check) is { } path ? ConfigText.Of(ConfigFile.Load(path)) : ConfigText.Example);
            return ExitCode.Done;
        });
        return verb;
    }
}
