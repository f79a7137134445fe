using System.Runtime.InteropServices;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BenchmarkDotNet.Toolchains.NativeAot;
using Perfolizer.Horology;

namespace Engine.Bench.Running;

/// <summary>
/// How the benchmarks run: published by NativeAOT with the settings of the engine's executable, each in a process of its own.
/// Compiling them takes a minute or two; with the option <c>--jit</c> they run at once in this process, for a hint.
/// </summary>
internal static class NativeAot
{
    public const string Artifacts = "artifacts/bench";

    public static IConfig Config(bool isJit, bool isRecord)
    {
        Job job = Job.Default
            .WithGcConcurrent(false)
            .WithGcServer(false)
            .WithWarmupCount(2)
            .WithIterationCount(isRecord ? 9 : 5)
            .WithIterationTime(TimeInterval.FromMilliseconds(150));
        job = isJit
            ? job.WithToolchain(InProcessEmitToolchain.Instance).WithId("JIT")
            : job.WithToolchain(Toolchain()).WithId("NativeAOT");
        return DefaultConfig.Instance
            .AddJob(job)
            .AddColumn(StatisticColumn.Median)
            .HideColumns(Column.Error, Column.StdDev, Column.RatioSD, Column.AllocRatio, Column.Gen0)
            .WithBuildTimeout(TimeSpan.FromMinutes(20)) // a busy machine compiles slowly
            .WithArtifactsPath(Artifacts);
    }

    // No version of the compiler is named, so that it is the SDK's own.
    private static IToolchain Toolchain()
    {
        NativeAotToolchainBuilder builder = NativeAotToolchain.CreateBuilder().UseNuGet("", "").IlcOptimizationPreference("Speed");
        if (RuntimeInformation.OSArchitecture == Architecture.X64)
            builder.IlcInstructionSet("x86-64-v3");
        builder.TargetFrameworkMoniker("net10.0");
        builder.DisplayName("NativeAOT");
        return builder.ToToolchain();
    }
}
