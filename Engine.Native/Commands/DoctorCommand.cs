using System.CommandLine;
using System.Text;
using Engine.Native.Commands.Options;
using Engine.Native.Config;
using Engine.Native.Doctor;
using Engine.Native.Linux.Threads;

namespace Engine.Native.Commands;

/// <summary><c>engine doctor</c>: what this host offers the hot path, and what to change.</summary>
public static class DoctorCommand
{
    private const long SpinNs = 200_000_000;

    /// <summary>Declares the verb.</summary>
    public static Verb Create()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON in place of text." };
        var cpu = OptionOf.Whole("--cpu", "Measure the steadiness of this core.", "n", 0, CpuAffinity.MaxCpus - 1);
        var database = new Option<string>("--db")
        {
            Description = "The database whose place is tried.",
            HelpName = "file",
            DefaultValueFactory = _ => ConfigFile.Defaults.Journal.Path,
        };
        var verb = new Verb("doctor", "Says what this host offers the hot path, and what to change.")
        {
            Notes =
            [
                "It looks at the processor, isolation, memory, clock, network, libraries and disk. Each line has a verdict",
                "(good, could be better, matters, unknown) and below it the command or setting that changes it.",
                "It reads, spins for 0.2 s, and changes nothing.",
            ],
            Examples =
            [
                ("engine doctor", "examine this host"),
                ("engine doctor --cpu 3 --db /var/lib/engine/engine.db", "measure core 3, try that place for the database"),
                ("engine doctor --json | jq '.groups[].findings[] | select(.verdict == \"matters\")'", "only what matters"),
            ],
            ExitCodes = [(ExitCode.Done, "examined, whatever the findings"), (ExitCode.Usage, "wrong command line")],
        };
        foreach (var option in (Option[])[json, cpu, database]) verb.Add(option);
        verb.SetAction(result => Examine(result.InvocationConfiguration.Output, result.GetValue(json), result.GetValue(cpu), result.GetValue(database)!));
        return verb;
    }

    private static int Examine(TextWriter output, bool json, int? cpu, string databasePath)
    {
        if (cpu is { } core && CpuAffinity.PinTo(core) is { Succeeded: false } refused) throw new UsageException($"--cpu {core}: {refused}");
        var readings = HostProbe.Take(databasePath, Directory.GetCurrentDirectory(), SpinNs);
        var groups = Examination.Of(new HostFiles("/"), readings);
        if (!json)
        {
            ExaminationReport.WriteText(output, groups, colour: !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null);
            return ExitCode.Done;
        }
        using var bytes = new MemoryStream();
        ExaminationReport.WriteJson(bytes, groups);
        output.WriteLine(Encoding.UTF8.GetString(bytes.ToArray()));
        return ExitCode.Done;
    }
}
