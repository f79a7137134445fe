using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.NativeAot;
using Engine.Bench;

Job job = Job.ShortRun.WithToolchain(NativeAotToolchain.CreateBuilder()
    .UseNuGet("", "")
    .IlcInstructionSet("x86-64-v3")
    .IlcOptimizationPreference("Speed")
    .TargetFrameworkMoniker("net10.0")
    .DisplayName("NativeAOT")
    .ToToolchain());
IConfig config = DefaultConfig.Instance.AddJob(job).WithArtifactsPath(Path.Combine("artifacts", "bench")).WithOptions(ConfigOptions.KeepBenchmarkFiles);
return BenchmarkSwitcher.FromAssembly(typeof(DecoderBenchmarks).Assembly).Run(args, config).Any(summary => summary.HasCriticalValidationErrors) ? 1 : 0;
