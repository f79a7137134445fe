using System.CommandLine;
using System.Globalization;
using Engine.Native.Commands.Options;
using Engine.Native.Hosting;
using Engine.Native.Latency;
using Engine.Native.Linux.Threads;

namespace Engine.Native.Commands;

/// <summary><c>engine latency</c>: how long the engine takes from a tick to its orders, beside what the host itself takes.</summary>
public static class LatencyCommand
{
    private const ulong DefaultSeed = 1;
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(200);

    /// <summary>Declares the verb.</summary>
    /// <param name="run">Measures; true when all went well. The real one unless a test hands in another.</param>
    public static Verb Create(Func<LatencyOptions, TextWriter, TextWriter, bool>? run = null)
    {
        run ??= Measure;
        var duration = OptionOf.Span("--duration", "Time for each pace, half of it for the floor; 6s unless given.");
        var rate = OptionOf.Rate("--rate", "Measure this pace alone: ticks a second, or max for back to back.");
        var tls = new Option<bool>("--tls") { Description = "Over TLS; the certificate is made for the run and verified." };
        var threads = OptionOf.Whole("--threads", "1: the thread that reads the socket also quotes; 2: a second one quotes.", "1|2", 1, 2);
        var pin = new Option<string?>("--pin") { Description = "Processors of the sender and of the engine (and, with two threads, of its quoting thread).", HelpName = "A,B" };
        var cold = new Option<bool>("--cold") { Description = "Without the rehearsals that keep the engine's path warm while it is idle." };
        var seed = OptionOf.Seed("Seed of the generated market.", DefaultSeed);
        var frames = new Option<string?>("--frames") { Description = "Play the book frames of this recording (JSON lines) in place of generated ones.", HelpName = "file" };
        var file = new Option<string?>("--out") { Description = "Write the histograms as an HdrHistogram log.", HelpName = "file" };
        var verb = new Verb("latency", "Measures how long the engine takes from a tick to its orders, beside an echo that only moves the bytes.")
        {
            Notes =
            [
                "A sender on one processor plays book changes over a loopback socket, the production engine on another answers with orders.",
                "Each tick is measured from its planned time, so late sends hide nothing, and each order is checked: a wrong one fails the run.",
                "An echo on the engine's own thread exchanges the same bytes in turns with it: compare the ratios, since absolute figures are the host's.",
                "Without --rate it measures back to back, then 10 000, 1 000 and 100 ticks a second.",
            ],
            Examples =
            [
                ("engine latency", "the whole profile, plain"),
                ("engine latency --tls --out latency.hlog", "over TLS, histograms into a file"),
                ("engine latency --rate 1000 --cold --duration 20s", "one pace, without keeping the path warm"),
                ("engine latency --pin 2,3", "sender on processor 2, engine on processor 3"),
            ],
            ExitCodes =
            [
                (ExitCode.Done, "measured, and every order was right"),
                (ExitCode.Failed, "could not be measured, or an order was wrong or missing"),
                (ExitCode.Usage, "wrong command line"),
            ],
        };
        foreach (var option in (Option[])[duration, rate, tls, threads, pin, cold, seed, frames, file]) verb.Add(option);
        verb.SetAction(result =>
        {
            var count = result.GetValue(threads) ?? 1;
            return run(new LatencyOptions
            {
                Duration = AtLeast(result.GetValue(duration) ?? new LatencyOptions().Duration),
                Paces = result.GetValue(rate) is { } pace ? [pace] : Pace.Usual,
                Tls = result.GetValue(tls),
                Threads = count,
                Pin = Processors(result.GetValue(pin), count),
                Cold = result.GetValue(cold),
                Seed = result.GetValue(seed),
                Frames = result.GetValue(frames),
                Out = result.GetValue(file),
            }, result.InvocationConfiguration.Output, result.InvocationConfiguration.Error) ? ExitCode.Done : ExitCode.Failed;
        });
        return verb;
    }

    private static bool Measure(LatencyOptions options, TextWriter output, TextWriter error)
    {
        using var stop = new StopSignal();
        return LatencyRun.Run(options, stop, output, error, pictures: !Console.IsOutputRedirected);
    }

    private static TimeSpan AtLeast(TimeSpan duration) => duration >= s_least
        ? duration
        : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--duration: found {duration.TotalMilliseconds:0.###} ms, expected {s_least.TotalMilliseconds:0} ms or more"));

    private static int[] Processors(string? text, int threads)
    {
        if (text is null) return [];
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        var cpus = new int[words.Length];
        for (var i = 0; i < words.Length; i++)
            if (!int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out cpus[i]))
                throw new UsageException($"--pin: found \"{text}\", expected processor numbers, such as 0,1");
        return LatencyCpus.TryTake(cpus, CpuAffinity.Allowed(), threads, out _, out var problem) ? cpus : throw new UsageException($"--pin: {problem}");
    }
}
