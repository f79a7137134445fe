using System.Threading.Channels;
using BenchmarkDotNet.Attributes;
using Engine.Core.Events;
using Engine.Core.Memory;

namespace Engine.Bench.Memory;

/// <summary>Claim, publish and poll on one thread, against a bounded channel.</summary>
[MemoryDiagnoser]
public class RingBenchmarks
{
    private readonly RingBuffer<EngineEvent> _ring = new(1024);
    private readonly RingPoller<EngineEvent> _poller;
    private readonly Channel<EngineEvent> _channel = Channel.CreateBounded<EngineEvent>(1024);
    private Sum _sum;

    public RingBenchmarks() => _poller = new RingPoller<EngineEvent>(_ring);

    [Benchmark(Baseline = true)]
    public long WriteAndReadChannel()
    {
        EngineEvent e = default;
        e.ReceiveNs = 1;
        _channel.Writer.TryWrite(e);
        return _channel.Reader.TryRead(out EngineEvent read) ? read.ReceiveNs : 0;
    }

    [Benchmark]
    public long ClaimPublishPoll()
    {
        _ring.TryClaim(out long sequence);
        _ring[sequence].ReceiveNs = 1;
        _ring.Publish();
        _poller.Poll(ref _sum);
        return _sum.Total;
    }

    private struct Sum : IRingReader<EngineEvent>
    {
        public long Total;

        public void OnSlot(ref EngineEvent slot, bool last) => Total += slot.ReceiveNs;
    }
}
