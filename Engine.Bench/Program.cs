using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Engine.Bench;

// In this process: the benchmarks share the project's own build settings, and nothing is generated or restored.
Job job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
IConfig config = DefaultConfig.Instance.AddJob(job).WithArtifactsPath(Path.Combine("artifacts", "bench"));
return BenchmarkSwitcher.FromAssembly(typeof(DecoderBenchmarks).Assembly).Run(args, config).Any(summary => summary.HasCriticalValidationErrors) ? 1 : 0;
