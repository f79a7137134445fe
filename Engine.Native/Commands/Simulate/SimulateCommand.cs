using System.CommandLine;
using Engine.Core.Simulation;
using Engine.Native.Commands.Options;
using Engine.Native.Hosting;

namespace Engine.Native.Commands.Simulate;

/// <summary><c>engine simulate</c>: the trader against a venue and a network that go wrong, seed after seed, on virtual time.</summary>
public static class SimulateCommand
{
    private const int DefaultSeeds = 1_000;
    private const ulong DefaultFrom = 1;
    private const int MostSeeds = 1_000_000_000;
    private const int MostThreads = 1_024;

    /// <summary>Declares the verb.</summary>
    /// <param name="run">Runs the seeds; true when every invariant held in all of them. The real one unless a test hands in another.</param>
    public static Verb Create(Func<SimulateOptions, TextWriter, TextWriter, bool>? run = null)
    {
        run ??= Simulate;
        var seeds = OptionOf.Whole("--seeds", $"How many seeds to run, one after the other; {DefaultSeeds} unless given.", "n", 1, MostSeeds);
        var from = OptionOf.Seed("--from", "The first of them; 1 unless given.");
        var faults = OptionOf.OneOf("--faults", "How much goes wrong.", "extreme", "heavy", "light", "none");
        var seed = OptionOf.Seed("--seed", "Run this seed alone.");
        var trace = new Option<bool>("--trace") { Description = "With --seed: print everything that happens, with its simulated time." };
        var threads = OptionOf.Whole("--threads", "Threads that run seeds; as many as there are processors unless given.", "n", 1, MostThreads);
        var verb = new Verb("simulate", "Runs the engine against everything that can go wrong, on virtual time, one whole session for each seed.")
        {
            Notes =
            [
                "A seed is a session of one to two minutes: the embedded venue, a network, the trading process with its journal, and faults,",
                "all on one virtual clock. The same seed gives the same session, byte for byte, on any machine and any number of threads.",
                "Frames are lost, late, double, torn and out of order; connections are cut at any byte or go silent; the process is killed and",
                "started again; disk and database fail; the venue restarts, halts, refuses, forgets to tell; others trade on the same account.",
                "After every event it is checked that no limit was passed, no order or fill was lost, nothing double, nothing left behind.",
                "A violation is printed with the command that shows it again.",
            ],
            Examples =
            [
                ("engine simulate", "a thousand seeds with all faults"),
                ("engine simulate --seeds 100000 --from 5000", "very many, others"),
                ("engine simulate --seed 4711 --faults heavy --trace", "one session, everything shown"),
            ],
            ExitCodes =
            [
                (ExitCode.Done, "every invariant held in every seed"),
                (ExitCode.Failed, "one did not (the seeds are printed), or it was interrupted before all had run"),
                (ExitCode.Usage, "wrong command line"),
            ],
        };
        foreach (var option in (Option[])[seeds, from, faults, seed, trace, threads]) verb.Add(option);
        verb.SetAction(result =>
        {
            var single = result.GetValue(seed);
            var isTraced = result.GetValue(trace);
            if (isTraced && single is null) throw new UsageException("--trace: expected --seed N with it, the session to show");
            if (single is not null && result.GetValue(seeds) is not null) throw new UsageException("--seeds: found together with --seed, which is one seed: expected one of the two");
            if (single is not null && result.GetValue(from) is not null) throw new UsageException("--from: found together with --seed, which is one seed: expected one of the two");
            var first = single ?? result.GetValue(from) ?? DefaultFrom;
            var count = single is null ? result.GetValue(seeds) ?? DefaultSeeds : 1;
            if (ulong.MaxValue - first < (ulong)(count - 1)) throw new UsageException($"--from: found {first}, expected a seed with {count - 1} more behind it");
            return run(new SimulateOptions
            {
                From = first,
                Seeds = count,
                Level = LevelOf(result.GetValue(faults)!),
                Threads = Math.Min(result.GetValue(threads) ?? Environment.ProcessorCount, count),
                Trace = isTraced,
            }, result.InvocationConfiguration.Output, result.InvocationConfiguration.Error) ? ExitCode.Done : ExitCode.Failed;
        });
        return verb;
    }

    private static FaultLevel LevelOf(string word) => word switch
    {
        "none" => FaultLevel.None,
        "light" => FaultLevel.Light,
        "heavy" => FaultLevel.Heavy,
        _ => FaultLevel.Extreme,
    };

    private static bool Simulate(SimulateOptions options, TextWriter output, TextWriter error)
    {
        if (options.Trace)
            return SimulationReport.Trace(options, output);
        using var stop = new StopSignal();
        return new SimulationReport(options, output, error, hasBar: !Console.IsErrorRedirected).Run(stop);
    }
}
