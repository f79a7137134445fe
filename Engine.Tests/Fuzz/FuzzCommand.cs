using System.Diagnostics;
using System.Globalization;
using Engine.Core.Primitives;
using Engine.Tests.Support;

namespace Engine.Tests.Fuzz;

/// <summary>
/// <c>fuzz seconds folder</c>: the built-in driver for so long, findings into the folder. <c>fuzz --afl</c>: one input after another from
/// afl-fuzz. <c>fuzz --instrument file</c>: an assembly that tells where it has been. <c>fuzz --corpus folder</c>: inputs to begin with.
/// <c>fuzz --repeat file</c>: one input again.
/// </summary>
internal static class FuzzCommand
{
    private const long LongestMs = 10_000;

    public static int Run(string[] args) => args switch
    {
        ["--instrument", string file] => Instrument(file),
        ["--corpus", string folder] => Corpus(folder),
        ["--repeat", string file] => Repeat(file),
        ["--afl"] => Afl(),
        [string seconds, string folder] when int.TryParse(seconds, CultureInfo.InvariantCulture, out int duration) => BuiltIn(duration, folder),
        _ => Refuse(),
    };

    private static int Refuse()
    {
        Console.Error.WriteLine("fuzz: expected <seconds> <folder>, --afl, --corpus <folder>, --repeat <file> or --instrument <file>");
        return 2;
    }

    private static int Instrument(string file)
    {
        int types = SharpFuzz.Fuzzer.Instrument(file, name => name.StartsWith("Engine.Core.Wire.", StringComparison.Ordinal), SharpFuzz.Options.Value).Count();
        Console.WriteLine($"{types} types tell where they have been");
        return 0;
    }

    private static int Corpus(string folder)
    {
        Directory.CreateDirectory(folder);
        using Coverage coverage = new(); // before anything that is instrumented
        Prng random = Seeds.For(Seeds.Run, "corpus");
        int number = 0;
        foreach (byte[] seed in FuzzCorpus.Seeds(ref random))
            File.WriteAllBytes(Path.Combine(folder, $"{number++:d4}"), seed);
        return 0;
    }

    private static int Repeat(string file)
    {
        using Coverage coverage = new(); // before anything that is instrumented
        using FuzzTarget target = new();
        target.Run(File.ReadAllBytes(file));
        Console.WriteLine("no finding");
        return 0;
    }

    private static int Afl()
    {
        FuzzTarget? target = null;
        SharpFuzz.Fuzzer.OutOfProcess.Run(stream =>
        {
            target ??= new FuzzTarget(); // not before the map of places is there
            using MemoryStream input = new();
            stream.CopyTo(input);
            target.Run(input.ToArray());
        });
        return 0;
    }

    private static int BuiltIn(int seconds, string folder)
    {
        Directory.CreateDirectory(folder);
        Prng random = Seeds.For(Seeds.Run, "fuzz");
        Console.WriteLine($"seed {Seeds.Run} (repeat with {Seeds.Variable})");
        using Coverage coverage = new(); // before anything that is instrumented
        using FuzzTarget target = new();
        string current = Path.Combine(folder, "current");
        using FileStream left = new(current, FileMode.Create, FileAccess.Write, FileShare.Read, 0);
        FuzzLoop loop = new(target, coverage, FuzzCorpus.Seeds(ref random))
        {
            // A crash or a hang leaves the input behind.
            Before = input =>
            {
                left.Position = 0;
                left.Write(input);
                left.SetLength(input.Length);
            },
        };
        long began = Stopwatch.GetTimestamp();
        using Timer watch = WatchForHang(loop);
        int findings = Note(loop, loop.Warm(), folder, 0);
        double said = 0;
        for (double at = 0; at < seconds; at = Stopwatch.GetElapsedTime(began).TotalSeconds)
        {
            for (int i = 0; i < 200; i++)
                findings = Note(loop, loop.Step(ref random), folder, findings);
            if (at < said + 10)
                continue;
            said = at;
            Console.WriteLine(Line(loop, target, findings, at));
        }

        Console.WriteLine(Line(loop, target, findings, Stopwatch.GetElapsedTime(began).TotalSeconds));
        left.Close();
        File.Delete(current);
        return findings == 0 ? 0 : 1;
    }

    private static int Note(FuzzLoop loop, Exception? fault, string folder, int findings)
    {
        if (fault is null)
            return findings;
        string file = Path.Combine(folder, $"finding-{findings:d3}");
        File.WriteAllBytes(file, loop.Current);
        File.WriteAllText(file + ".txt", fault.ToString());
        Console.WriteLine($"finding: {file} ({fault.GetType().Name})");
        return findings + 1;
    }

    private static Timer WatchForHang(FuzzLoop loop)
    {
        long seen = -1;
        return new Timer(_ =>
        {
            if (loop.Executions == seen)
                Environment.FailFast($"an input took longer than {LongestMs} ms");
            seen = loop.Executions;
        }, null, LongestMs, LongestMs);
    }

    private static string Line(FuzzLoop loop, FuzzTarget target, int findings, double seconds) => string.Create(CultureInfo.InvariantCulture,
        $"{seconds,5:f0} s  {loop.Executions} executions  {loop.Executions / Math.Max(seconds, 0.001):f0} a second  {target.Fast} messages by shape  corpus {loop.CorpusSize}  edges {loop.Reached}  findings {findings}");
}
