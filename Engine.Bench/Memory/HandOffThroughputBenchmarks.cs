using BenchmarkDotNet.Attributes;

namespace Engine.Bench.Memory;

/// <summary>Slots from one core to another as fast as they go, capacity 1024, each published by itself: time per slot.</summary>
public class HandOffThroughputBenchmarks
{
    private const int Slots = 500_000;

    /// <summary>How many slots; fewer for a test.</summary>
    public int Count { get; set; } = Slots;

    [Benchmark(Baseline = true, OperationsPerInvoke = Slots)]
    public long Channel64Bytes()
    {
        var duplex = new ChannelDuplex<Slot64>();
        return TwoCores.Run(() => duplex.Stream(Count), () => duplex.Receive(Count));
    }

    [Benchmark(OperationsPerInvoke = Slots)]
    public long Ring64Bytes()
    {
        var duplex = new RingDuplex<Slot64>();
        return TwoCores.Run(() => duplex.Stream(Count), () => duplex.Receive(Count));
    }

    [Benchmark(OperationsPerInvoke = Slots)]
    public long Ring128Bytes()
    {
        var duplex = new RingDuplex<Slot128>();
        return TwoCores.Run(() => duplex.Stream(Count), () => duplex.Receive(Count));
    }
}
