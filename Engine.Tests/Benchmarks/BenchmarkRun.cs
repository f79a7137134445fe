using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Attributes;
using Engine.Bench;

namespace Engine.Tests.Benchmarks;

/// <summary>Runs one benchmark method a few times, small, with its set-up and clean-up, and hashes what it returned.</summary>
internal static class BenchmarkRun
{
    private const int Calls = 3;
    private const int SmallCount = 40;

    public static Type[] Suites => [.. typeof(DecoderBenchmarks).Assembly.GetExportedTypes().Where(type => Methods(type).Length > 0)];

    /// <summary>Every benchmark: suite, method and parameter.</summary>
    public static IEnumerable<(Type Suite, MethodInfo Method, object? Parameter)> All() =>
        from suite in Suites
        from method in Methods(suite)
        from parameter in Parameter(suite)?.GetCustomAttribute<ParamsAttribute>()!.Values ?? [null]
        select (suite, method, parameter);

    public static string Name((Type Suite, MethodInfo Method, object? Parameter) benchmark) =>
        $"{benchmark.Suite.Name}.{benchmark.Method.Name}{(benchmark.Parameter is null ? "" : $"({benchmark.Parameter})")}";

    /// <summary>An FNV hash over the results of the calls: the same on every machine, whatever the time they took.</summary>
    public static uint ResultHash((Type Suite, MethodInfo Method, object? Parameter) benchmark)
    {
        object suite = Activator.CreateInstance(benchmark.Suite)!;
        try
        {
            Parameter(benchmark.Suite)?.SetValue(suite, benchmark.Parameter);
            benchmark.Suite.GetProperty("Count")?.SetValue(suite, SmallCount);
            With<GlobalSetupAttribute>(suite);
            uint hash = 2_166_136_261;
            for (int call = 0; call < Calls; call++)
            {
                foreach (char c in Convert.ToString(benchmark.Method.Invoke(suite, null), CultureInfo.InvariantCulture)! + ';')
                    hash = (hash ^ c) * 16_777_619;
            }

            return hash;
        }
        finally
        {
            With<GlobalCleanupAttribute>(suite);
        }
    }

    private static void With<TAttribute>(object suite)
        where TAttribute : Attribute
    {
        foreach (MethodInfo method in suite.GetType().GetMethods().Where(method => method.GetCustomAttribute<TAttribute>() is not null))
            method.Invoke(suite, null);
    }

    private static MethodInfo[] Methods(Type type) => [.. type.GetMethods().Where(method => method.GetCustomAttribute<BenchmarkAttribute>() is not null)];

    private static PropertyInfo? Parameter(Type type) => type.GetProperties().SingleOrDefault(p => p.GetCustomAttribute<ParamsAttribute>() is not null);
}
