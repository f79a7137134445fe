using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Engine.Bench.Wire;
using Engine.Core.Events;
using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Bench;

/// <summary>
/// The decoder as it trades and the reference decoder alone, against a plain walk over the same message by
/// <see cref="Utf8JsonReader"/> that reads every number as a double, and against the serializer with generated code.
/// </summary>
[MemoryDiagnoser]
public class DecoderBenchmarks
{
    private readonly DeribitDecoder _shapes = new(Frames.Instruments());
    private readonly DeribitDecoder _reference = new(Frames.Instruments(), useShapes: false);
    private byte[] _message = Frames.BookChange;
    private string _name = "book";
    private Slot _slot = new(new EngineEvent[64]);

    /// <summary>Which message.</summary>
    [Params("ticker", "book", "book12", "user order", "order reply")]
    public string Message
    {
        get => _name;
        set => (_name, _message) = (value, Frames.Named(value));
    }

    /// <summary>Whether the last message that <see cref="Shapes"/> decoded was read by its shape.</summary>
    public bool WasFast => _shapes.Counts.TotalFast > 0;

    [Benchmark(Baseline = true)]
    public double Utf8JsonReaderWithGetDouble()
    {
        Utf8JsonReader reader = new(_message);
        double sum = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number)
                sum += reader.GetDouble();
        }

        return sum;
    }

    [Benchmark]
    public string JsonSerializerGenerated()
    {
        VenueMessage message = JsonSerializer.Deserialize(_message, MessageJson.Default.VenueMessage)!;
        return message.Params?.Channel ?? message.Result!.Order!.OrderId!;
    }

    [Benchmark]
    public FrameKind Reference()
    {
        _slot.Reset();
        return _reference.Decode(_message, 1, ref _slot).Kind;
    }

    [Benchmark]
    public FrameKind Shapes()
    {
        _slot.Reset();
        return _shapes.Decode(_message, 1, ref _slot).Kind;
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
