using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Engine.Bench;
using Engine.Bench.Running;

const string Help = """
    ./run.sh bench [filter] [--jit] [--record] [--list]

    Runs the benchmarks whose names contain the filter (all without one: about ten minutes), compiled by NativeAOT as the engine is.
    Each suite holds its baselines, so that ratios are of one run; times are per operation.

      --jit      in this process, compiled just in time: quick, a hint only
      --record   longer, and writes the tables to Engine.Bench/results/<processor>/ with commit, runtime and machine;
                 then copy them into the README: see the markers there
      --list     names, and nothing else

    Examples: ./run.sh bench Decoder · ./run.sh bench HandOff · ./run.sh bench Journal --record
    """;
if (args.Any(arg => arg is "help" or "-h" or "--help"))
{
    Console.WriteLine(Help);
    return 0;
}

string[] unknown = [.. args.Where(arg => arg.StartsWith('-') && arg is not ("--jit" or "--record" or "--list"))];
string[] filters = [.. args.Where(arg => !arg.StartsWith('-'))];
if (unknown.Length > 0 || filters.Length > 1)
{
    Console.Error.WriteLine($"found {string.Join(' ', args)}, expected one filter and the options below\n\n{Help}");
    return 2;
}

bool isRecord = args.Contains("--record");
string[] forward = args.Contains("--list") ? ["--list", "flat"] : ["--filter", $"*{filters.FirstOrDefault()}*"];
IConfig config = NativeAot.Config(isJit: args.Contains("--jit"), isRecord);
Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(DecoderBenchmarks).Assembly).Run(forward, config)];
if (args.Contains("--list"))
    return 0;
bool isWhole = summaries.Length > 0 && summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success));
if (isRecord && isWhole)
{
    foreach (Summary summary in summaries)
        Console.WriteLine($"wrote {ResultTable.Write(summary)}");
}

if (!isWhole)
    Console.Error.WriteLine("bench: a benchmark did not run to its end, or none has this name (see above)");
return isWhole ? 0 : 1;
