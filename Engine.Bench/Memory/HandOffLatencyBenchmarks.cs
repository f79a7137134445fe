using BenchmarkDotNet.Attributes;

namespace Engine.Bench.Memory;

/// <summary>One way from one core to another while both spin: half of there and back. The floor is one cache line that both touch.</summary>
public class HandOffLatencyBenchmarks
{
    private const int Trips = 20_000;

    /// <summary>How often there and back; fewer for a test.</summary>
    public int Count { get; set; } = Trips;

    [Benchmark(Baseline = true, OperationsPerInvoke = 2 * Trips)]
    public long CacheLineFlag()
    {
        using var flag = new CacheLineFlag();
        return TwoCores.Run(() => flag.Ping(Count), () => flag.Pong(Count));
    }

    [Benchmark(OperationsPerInvoke = 2 * Trips)]
    public long Ring64Bytes()
    {
        var duplex = new RingDuplex<Slot64>();
        return TwoCores.Run(() => duplex.Ping(Count), () => duplex.Pong(Count));
    }

    [Benchmark(OperationsPerInvoke = 2 * Trips)]
    public long Ring128Bytes()
    {
        var duplex = new RingDuplex<Slot128>();
        return TwoCores.Run(() => duplex.Ping(Count), () => duplex.Pong(Count));
    }

    [Benchmark(OperationsPerInvoke = 2 * Trips)]
    public long Channel64Bytes()
    {
        var duplex = new ChannelDuplex<Slot64>();
        return TwoCores.Run(() => duplex.Ping(Count), () => duplex.Pong(Count));
    }
}
