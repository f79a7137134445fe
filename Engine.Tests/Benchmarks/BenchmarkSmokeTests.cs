using System.Reflection;
using BenchmarkDotNet.Attributes;
using Engine.Bench;
using Xunit;

namespace Engine.Tests.Benchmarks;

/// <summary>Each benchmark runs, with each of its parameters, and does what it did when its figure was written down.</summary>
public class BenchmarkSmokeTests
{
    public static TheoryData<string> Names => [.. BenchmarkRun.All().Select(BenchmarkRun.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_benchmark_returns_what_it_is_known_to_return(string name)
    {
        uint hash = BenchmarkRun.ResultHash(BenchmarkRun.All().Single(benchmark => BenchmarkRun.Name(benchmark) == name));
        Assert.True(KnownResults.Hashes.TryGetValue(name, out uint known), $"a new benchmark: add [\"{name}\"] = 0x{hash:x8} to {nameof(KnownResults)}");
        Assert.True(known == hash, $"{name} returned something else than before: 0x{hash:x8} instead of 0x{known:x8}");
    }

    [Fact]
    public void No_known_result_is_of_a_benchmark_that_is_gone() =>
        Assert.Empty(KnownResults.Hashes.Keys.Except(BenchmarkRun.All().Select(BenchmarkRun.Name)));

    [Fact]
    public void What_goes_from_core_to_core_adds_up()
    {
        var handOff = new Bench.Memory.HandOffLatencyBenchmarks { Count = 3 };
        Assert.Equal(1 + 2 + 3, handOff.Ring64Bytes());
        Assert.Equal(handOff.CacheLineFlag(), handOff.Channel64Bytes());
    }

    [Fact]
    public void A_tick_to_order_sends_two_orders_and_publishes_their_facts_or_nothing()
    {
        var path = new Bench.Trading.TickToOrderBenchmarks();
        Assert.Equal(2, path.OrderFrames);
        for (int tick = 1; tick <= 20; tick++)
        {
            long facts = path.Facts;
            path.TickThatMovesBothQuotes();
            Assert.Equal(2 + (2 * tick), path.OrderFrames);
            Assert.True(path.Facts - facts >= 2);
        }

        path.TickThatMovesNothing();
        Assert.Equal(42, path.OrderFrames);
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
}
