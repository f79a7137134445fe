using System.Text;
using Engine.Core.Events;
using Engine.Core.Market;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Native.Latency;
using Engine.Native.Latency.FarSide;
using Engine.Tests.Deribit.Shapes;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Latency;

/// <summary>What the far side plays is what the venue might send: both decoders read it alike, by its shape, and the book follows.</summary>
public class GeneratedTicksTests
{
    private const long Now = 1_790_000_000_000_000_000;

    private readonly DecoderPair _pair = new DecoderPair().Learned();
    private readonly byte[] _room = new byte[64 * 1024];

    [Fact]
    public void Both_decoders_read_every_tick_alike_and_the_book_has_the_touch_that_was_meant()
    {
        Prng random = Seeds.Start();
        ulong seed = random.Next();
        GeneratedTicks ticks = new(LatencyMarket.Instrument, LatencyMarket.MiddleE9, seed);
        OrderBook book = new();
        Feed(book, ticks.WriteSnapshot(_room, Now));
        for (int tick = 0; tick < 5_000; tick++)
        {
            (long bid, long ask) = (ticks.BidE9, ticks.AskE9);
            Feed(book, ticks.WriteNext(_room, Now + tick));
            Assert.True(book.IsTrusted, $"tick {tick}, seed {seed}");
            Assert.Equal((ticks.BidE9, ticks.AskE9), (book.Touch.Bid.Ticks * LatencyMarket.Instrument.TickE9, book.Touch.Ask.Ticks * LatencyMarket.Instrument.TickE9));
            Assert.True(Math.Abs(ticks.BidE9 + ticks.AskE9 - bid - ask) >= 2_000_000_000, $"mid moved by less than a dollar at tick {tick}, seed {seed}");
            Assert.Equal((20, 20), (book.BidLevels, book.AskLevels));
        }

        Assert.Equal(5_001, _pair.Counts.TotalFast - Learned());
    }

    [Fact]
    public void The_same_seed_gives_the_same_ticks_and_another_gives_others()
    {
        Assert.Equal(Played(7), Played(7));
        Assert.NotEqual(Played(7), Played(8));
    }

    [Fact]
    public void Ticks_stay_in_a_band_around_the_middle()
    {
        GeneratedTicks ticks = new(LatencyMarket.Instrument, LatencyMarket.MiddleE9, Seeds.Start().Next());
        for (int tick = 0; tick < 50_000; tick++)
        {
            ticks.WriteNext(_room, Now);
            Assert.InRange(ticks.BidE9, LatencyMarket.MiddleE9 / 1000 * 995, LatencyMarket.MiddleE9 / 1000 * 1005);
        }
    }

    private static long Learned() => new DecoderPair().Learned().Counts.TotalFast;

    private void Feed(OrderBook book, int length)
    {
        DecodeResult result = _pair.Agree(_room.AsSpan(0, length));
        Assert.Equal((FrameKind.Notification, ChannelKind.Book), (result.Kind, result.Channel));
        foreach (ref readonly EngineEvent e in _pair.Events)
            Assert.True(book.Apply(e));
    }

    private string Played(ulong seed)
    {
        GeneratedTicks ticks = new(LatencyMarket.Instrument, LatencyMarket.MiddleE9, seed);
        StringBuilder text = new();
        for (int tick = 0; tick < 50; tick++)
            text.Append(Encoding.ASCII.GetString(_room, 0, ticks.WriteNext(_room, Now)));
        return text.ToString();
    }
}
