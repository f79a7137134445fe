using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Engine.Core.Events;
using Engine.Core.Wire.Deribit;

namespace Engine.Bench;

/// <summary>The reference decoder against a plain walk over the same message by <see cref="Utf8JsonReader"/> that reads every number as a double.</summary>
[MemoryDiagnoser]
public class DecoderBenchmarks
{
    private readonly DeribitDecoder _decoder = new(Frames.Instruments());
    private Slot _slot = new(new EngineEvent[64]);

    [Params("book", "ticker")]
    public string Message { get; set; } = "book";

    private byte[] Bytes => Message == "book" ? Frames.BookChange : Frames.Ticker;

    [Benchmark(Baseline = true)]
    public double Utf8JsonReaderWithGetDouble()
    {
        Utf8JsonReader reader = new(Bytes);
        double sum = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number)
                sum += reader.GetDouble();
        }

        return sum;
    }

    [Benchmark]
    public FrameKind Decode()
    {
        _slot.Reset();
        return _decoder.Decode(Bytes, 1, ref _slot).Kind;
    }

    private struct Slot(EngineEvent[] slots) : IEventSink
    {
        private int _count;

        public void Reset() => _count = 0;

        public ref EngineEvent Claim()
        {
            ref EngineEvent slot = ref slots[_count++];
            slot = default;
            return ref slot;
        }

        public readonly void Commit()
        {
        }

        public readonly bool Abandon() => true;
    }
}
