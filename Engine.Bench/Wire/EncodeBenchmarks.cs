using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;

namespace Engine.Bench.Wire;

/// <summary>Order requests to text, against the serializer of the runtime with generated code that writes the same edit.</summary>
[MemoryDiagnoser]
public class EncodeBenchmarks
{
    private readonly byte[] _text = new byte[DeribitEncoder.MaxRequest];
    private readonly ArrayBufferWriter<byte> _buffer = new(DeribitEncoder.MaxRequest);
    private readonly Utf8JsonWriter _writer;
    private readonly EditRequest _request = new() { Params = new EditParameters { OrderId = "74311538594", Amount = 1000, PostOnly = true, RejectPostOnly = true } };
    private readonly Instrument _instrument = Frames.Instruments()[0]!;
    private OrderIntent _intent;
    private int _count;

    public EncodeBenchmarks()
    {
        _writer = new Utf8JsonWriter(_buffer);
        VenueId.TryCreate("74311538594"u8, out VenueId id);
        _intent = new OrderIntent
        {
            Side = Side.Buy,
            Flags = OrderFlags.Limit | OrderFlags.PostOnly,
            OrderId = id,
            Label = new OrderLabel(42, 0, Side.Buy, 0, 7),
            Amount = new Size(100),
        };
    }

    [Benchmark(Baseline = true)]
    public int EditByJsonSerializer()
    {
        _request.Id = RequestId.Create(++_count, RequestKind.Edit);
        _request.Params.Price = 83_000 + ((_count & 1023) * 0.5);
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
        JsonSerializer.Serialize(_writer, _request, WireJson.Default.EditRequest);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int Edit() => Encode(IntentKind.Edit, RequestKind.Edit);

    [Benchmark]
    public int Place() => Encode(IntentKind.Place, RequestKind.Place);

    [Benchmark]
    public int Cancel() => Encode(IntentKind.Cancel, RequestKind.Cancel);

    private int Encode(IntentKind kind, RequestKind request)
    {
        _intent.Kind = kind;
        _intent.RequestId = RequestId.Create(++_count, request);
        _intent.Price = new Price(166_000 + (_count & 1023));
        return DeribitEncoder.Encode(_intent, _instrument, _text);
    }
}
