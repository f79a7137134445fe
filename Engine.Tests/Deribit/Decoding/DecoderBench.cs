using System.Text;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.Deribit.Sessions;
using Xunit;

namespace Engine.Tests.Deribit.Decoding;

/// <summary>A decoder over three perpetuals whose specifications are known, with a sink that keeps what comes out.</summary>
internal sealed class DecoderBench
{
    public const int Btc = 0;
    public const int Eth = 1;
    public const int BtcUsdc = 2;
    public const long Now = 1_790_000_000_123_456_789;

    private readonly DeribitDecoder _decoder;
    private EventList _sink;

    public DecoderBench(int capacity = 4096)
    {
        Instruments = Perpetuals();
        _decoder = new DeribitDecoder(Instruments);
        _sink = new EventList(capacity);
    }

    public InstrumentTable Instruments { get; }

    public DecodeResult Result { get; private set; }

    public OrderRate OrderRate => _decoder.OrderRate;

    public EventList Sink => _sink;

    public ReadOnlySpan<EngineEvent> Events => _sink.Committed;

    public static InstrumentTable Perpetuals()
    {
        InstrumentTable table = new("BTC-PERPETUAL", "ETH-PERPETUAL", "BTC_USDC-PERPETUAL");
        table[Btc] = new Instrument(Btc, "BTC-PERPETUAL", ContractKind.Inverse, 500_000_000, 10_000_000_000, 10_000_000_000, 0, 0.0005);
        table[Eth] = new Instrument(Eth, "ETH-PERPETUAL", ContractKind.Inverse, 50_000_000, 1_000_000_000, 1_000_000_000, 0, 0.0005);
        table[BtcUsdc] = new Instrument(BtcUsdc, "BTC_USDC-PERPETUAL", ContractKind.Linear, 100_000_000, 100_000, 100_000, 0, 0.0005);
        return table;
    }

    /// <summary>Decodes one frame into an emptied sink.</summary>
    public DecodeResult Decode(string frame) => Decode(Encoding.UTF8.GetBytes(frame));

    public DecodeResult Decode(ReadOnlySpan<byte> frame)
    {
        _sink.Clear();
        Result = _decoder.Decode(frame, Now, ref _sink);
        return Result;
    }

    /// <summary>Decodes a frame that must give exactly one event.</summary>
    public EngineEvent One(string frame)
    {
        DecodeResult result = Decode(frame);
        Assert.True(result.Kind != FrameKind.Malformed, $"{result.Fault}: {frame}");
        Assert.Equal(1, Events.Length);
        return Events[0];
    }

    /// <summary>Decodes a frame that must be malformed, leaving nothing but, for a book, the news that it cannot be trusted.</summary>
    public void Refuses(string frame, int invalidBook = -1)
    {
        DecodeResult result = Decode(frame);
        Assert.True(result.Kind == FrameKind.Malformed, $"{result.Kind}: {frame}");
        Assert.False(string.IsNullOrEmpty(result.Fault), frame);
        RefusalIsWhole(invalidBook, frame);
    }

    public void RefusalIsWhole(int invalidBook, string frame)
    {
        Assert.Equal(0, _sink.Open);
        Assert.Equal(invalidBook < 0 ? 0 : 1, Events.Length);
        if (invalidBook < 0)
            return;
        Assert.True(EventKind.BookInvalid == Events[0].Kind, frame);
        Assert.Equal(invalidBook, Events[0].Instrument);
        Assert.Equal(Now, Events[0].ReceiveNs);
    }
}
