using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Wire.Deribit.Channels;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Link;

/// <summary>How old and how late each channel is, as it is told to people.</summary>
public class ChannelAgeTests
{
    [Fact]
    [Pitfall("T47")]
    public void Each_channel_has_its_own_age_and_what_tells_a_time_its_own_delay()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Run(10);
        ChannelAges ages = trader.Session.Ages;
        foreach (ChannelKind kind in (ChannelKind[])[ChannelKind.Book, ChannelKind.Ticker, ChannelKind.Trades, ChannelKind.UserChanges])
            Assert.InRange(ages.HeardNs(kind, 0), trader.NowNs - (10 * MemoryTrader.Second), trader.NowNs);
        trader.Fault(new Fault { Kind = FaultKind.Delay, Channel = "ticker.*", DelayNs = 400 * MemoryTrader.Ms, ForNs = 20 * MemoryTrader.Second });
        trader.Run(3);
        Assert.InRange(Delay(trader, ChannelKind.Book), 0, 2 * MemoryTrader.Ms); // the venue's times are whole milliseconds
        Assert.InRange(Delay(trader, ChannelKind.Ticker), 400 * MemoryTrader.Ms, 402 * MemoryTrader.Ms);
        Assert.Equal(0, ages.ChangedNs(ChannelKind.UserChanges, 0));
    }

    [Fact]
    public void A_maintenance_rests_the_watch_and_hides_no_age()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Run(5);
        trader.Fault(new Fault { Kind = FaultKind.Maintenance, ForNs = 60 * MemoryTrader.Second });
        trader.Fault(new Fault { Kind = FaultKind.Freeze, Channel = "book.*", ForNs = 60 * MemoryTrader.Second });
        trader.Run(1);
        trader.Run(20);
        Assert.InRange(trader.NowNs - trader.Session.Ages.HeardNs(ChannelKind.Book, 0), 20 * MemoryTrader.Second, 26 * MemoryTrader.Second);
        Assert.InRange(trader.NowNs - trader.Session.Ages.LastNs(ChannelKind.Book, 0), 0, MemoryTrader.Second);
    }

    private static long Delay(MemoryTrader trader, ChannelKind kind) =>
        trader.Session.Ages.HeardNs(kind, 0) - (trader.Session.Ages.ChangedNs(kind, 0) - trader.Session.Clock.OffsetNs);
}
