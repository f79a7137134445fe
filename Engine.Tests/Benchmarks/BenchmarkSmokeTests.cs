using System.Reflection;
using BenchmarkDotNet.Attributes;
using Engine.Bench;
using Xunit;

namespace Engine.Tests.Benchmarks;

/// <summary>Each benchmark runs, with each of its parameters, so that none rots unseen.</summary>
public class BenchmarkSmokeTests
{
    public static TheoryData<string> Suites => [.. All.Select(type => type.Name)];

    private static Type[] All => [.. typeof(DecoderBenchmarks).Assembly.GetExportedTypes().Where(type => Benchmarks(type).Length > 0)];

    [Theory]
    [MemberData(nameof(Suites))]
    public void Every_benchmark_of_a_suite_runs(string suite)
    {
        Type type = All.Single(t => t.Name == suite);
        PropertyInfo? parameter = type.GetProperties().SingleOrDefault(p => p.GetCustomAttribute<ParamsAttribute>() is not null);
        foreach (object? value in parameter?.GetCustomAttribute<ParamsAttribute>()!.Values ?? [null])
        {
            object benchmarks = Activator.CreateInstance(type)!;
            parameter?.SetValue(benchmarks, value);
            foreach (MethodInfo benchmark in Benchmarks(type))
                Assert.NotNull(benchmark.Invoke(benchmarks, null));
        }
    }

    [Fact]
    public void The_decoder_benchmarks_measure_the_shapes_and_not_their_fallback()
    {
        foreach (string message in typeof(DecoderBenchmarks).GetProperty(nameof(DecoderBenchmarks.Message))!.GetCustomAttribute<ParamsAttribute>()!.Values.Cast<string>())
        {
            var benchmarks = new DecoderBenchmarks { Message = message };
            benchmarks.Shapes();
            benchmarks.Shapes();
            Assert.True(benchmarks.WasFast, message);
        }
    }

    private static MethodInfo[] Benchmarks(Type type) => [.. type.GetMethods().Where(method => method.GetCustomAttribute<BenchmarkAttribute>() is not null)];
}
