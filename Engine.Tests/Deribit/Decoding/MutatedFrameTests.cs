using System.Text;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Decoding;

/// <summary>Random damage to good frames: whatever comes out is whole and within bounds, or nothing is.</summary>
public class MutatedFrameTests
{
    private static readonly string[] Values = ["null", "true", "\"\"", "\"x\"", "-1", "0", "1e400", "1e-400", "9223372036854775807", "92233720368.0", "[]", "{}", "[[]]", "0.3"];

    private readonly DecoderBench _bench = new();

    [Fact]
    public void Damaged_frames_never_throw_and_never_leave_half_an_event()
    {
        Prng random = Seeds.Start();
        for (int round = 0; round < 30_000; round++)
        {
            byte[] frame = Damage(Encoding.UTF8.GetBytes(MalformedFrameTests.Good[random.Below(MalformedFrameTests.Good.Length)]), ref random);
            Judge(frame);
        }
    }

    [Fact]
    public void Values_of_the_wrong_type_never_throw_and_never_leave_half_an_event()
    {
        Prng random = Seeds.Start();
        for (int round = 0; round < 15_000; round++)
        {
            string frame = MalformedFrameTests.Good[random.Below(MalformedFrameTests.Good.Length)];
            int at = frame.IndexOf(':', random.Below(frame.Length));
            if (at < 0)
                continue;
            int end = at + 1;
            while (end < frame.Length && frame[end] is not (',' or '}' or ']'))
                end++;
            Judge(Encoding.UTF8.GetBytes(frame[..(at + 1)] + Values[random.Below(Values.Length)] + frame[end..]));
        }
    }

    private void Judge(byte[] frame)
    {
        Instrument? btc = _bench.Instruments[DecoderBench.Btc];
        DecodeResult result;
        try
        {
            result = _bench.Decode(frame);
        }
        catch (Exception e)
        {
            Assert.Fail($"{e.GetType().Name} {e.Message}: {Encoding.Latin1.GetString(frame)}");
            return;
        }

        if (result.Kind == FrameKind.Malformed)
        {
            _bench.RefusalIsWhole(result.Channel == ChannelKind.Book && result.Instrument != EngineEvent.NoInstrument ? result.Instrument : -1, Encoding.Latin1.GetString(frame));
            Assert.Same(btc, _bench.Instruments[DecoderBench.Btc]);
        }

        Assert.Equal(0, _bench.Sink.Open);
        foreach (EngineEvent e in _bench.Events)
            Plausible(e, frame);
        _bench.Instruments[DecoderBench.Btc] = btc;
    }

    private static void Plausible(in EngineEvent e, byte[] frame)
    {
        string text = Encoding.Latin1.GetString(frame);
        Assert.True(Enum.IsDefined(e.Kind) && e.Kind != EventKind.None, text);
        Assert.True(e.Side is Side.Buy or Side.Sell, text);
        Assert.True(e.Instrument is < 3 or EngineEvent.NoInstrument, text);
        Assert.Equal(DecoderBench.Now, e.ReceiveNs);
        if (e.Kind == EventKind.Book)
            Levels(e, text);
        else if (e.Kind == EventKind.Fill)
            Assert.True(e.Fill.Size.Lots > 0 && e.Fill.PriceE9 > 0 && e.Fill.TradeSequence > 0 && e.Fill.TradeId.IsSome, text);
        else if (e.Kind == EventKind.Order)
            Assert.True(e.Order is { Amount.Lots: >= 0, Filled.Lots: >= 0, Price.Ticks: >= 0 } && (e.Order.OrderId.IsSome || e.Order.Label.IsOurs), text);
        else if (e.Kind == EventKind.Trade)
            Assert.True(e.Trade.Size.Lots > 0 && e.Trade.Price.Ticks > 0, text);
    }

    private static void Levels(in EngineEvent e, string text)
    {
        Assert.True(e.Count <= BookLevels.Capacity && e.Tag <= e.Count, text);
        for (int i = 0; i < e.Count; i++)
            Assert.True(e.Book.Levels[i].Price.Ticks > 0 && e.Book.Levels[i].Size.Lots >= 0, text);
    }

    private static byte[] Damage(byte[] frame, ref Prng random)
    {
        List<byte> bytes = [.. frame];
        for (int count = 1 + random.Below(4); count > 0 && bytes.Count > 0; count--)
        {
            int at = random.Below(bytes.Count);
            switch (random.Below(5))
            {
                case 0:
                    bytes[at] = (byte)random.Below(256);
                    break;
                case 1:
                    bytes[at] = "0123456789-+.eE\"[]{}:,nulltrue "u8[random.Below(31)];
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes.Insert(at, "0123456789-+.eE\"[]{}:,nulltrue "u8[random.Below(31)]);
                    break;
                default:
                    int length = Math.Min(random.Below(40), bytes.Count - at);
                    bytes.InsertRange(random.Below(bytes.Count), bytes.GetRange(at, length));
                    break;
            }
        }

        return [.. bytes];
    }
}
