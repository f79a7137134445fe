using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Native.Status.Blocks;
using Xunit;

namespace Engine.Tests.Status;

public sealed class StatusPageLayoutTests
{
    [Fact]
    public void Sizes_are_those_of_the_version()
    {
        Assert.Equal(512, Unsafe.SizeOf<StatusHeader>());
        Assert.Equal(48, Unsafe.SizeOf<FillStatus>());
        Assert.Equal(48, Unsafe.SizeOf<LatencyStatus>());
        Assert.Equal(40, Unsafe.SizeOf<QuoteStatus>());
        Assert.Equal(320, Unsafe.SizeOf<InstrumentStatus>());
        Assert.Equal(2880, Unsafe.SizeOf<HotStatus>());
        Assert.Equal(1280, Unsafe.SizeOf<JournalStatus>());
        Assert.Equal(8192, Unsafe.SizeOf<StatusPage>());
        Assert.Equal(16, Unsafe.SizeOf<ChannelStatus>());
        Assert.Equal(3, StatusHeader.ExpectedVersion);
    }

    [Theory]
    [InlineData(nameof(StatusPage.Header), 0)]
    [InlineData(nameof(StatusPage.HotVersion), 512)]
    [InlineData(nameof(StatusPage.Hot), 576)]
    [InlineData(nameof(StatusPage.JournalVersion), 4096)]
    [InlineData(nameof(StatusPage.Journal), 4160)]
    public void Blocks_of_different_writers_begin_on_cache_lines_of_their_own(string field, int offset)
    {
        Assert.Equal(offset, (int)Marshal.OffsetOf<StatusPage>(field));
        Assert.Equal(0, offset % 64);
    }

    [Fact]
    public void Blocks_do_not_overlap()
    {
        Assert.True(576 + Unsafe.SizeOf<HotStatus>() <= 4096);
        Assert.True(4160 + Unsafe.SizeOf<JournalStatus>() <= StatusPage.SizeBytes);
    }

    [Fact]
    public void Fields_stand_where_the_version_says()
    {
        var hot = default(HotStatus);
        Assert.Equal(0, Offset(ref hot, ref hot.WallNs));
        Assert.Equal(8, Offset(ref hot, ref hot.Connection));
        Assert.Equal(72, Offset(ref hot, ref hot.Mode));
        Assert.Equal(88, Offset(ref hot, ref hot.Session));
        Assert.Equal(91, Offset(ref hot, ref hot.InstrumentCount));
        Assert.Equal(96, Offset(ref hot, ref hot.RateCredits));
        Assert.Equal(184, Offset(ref hot, ref hot.Instruments));
        Assert.Equal(2744, Offset(ref hot, ref hot.ShapedFrames));
        Assert.Equal(2768, Offset(ref hot, ref hot.ModeReason));
        Assert.Equal(2800, Offset(ref hot, ref hot.FeedDelayNs));
        Assert.Equal(2824, Offset(ref hot, ref hot.PlatformAgeNs));
        var instrument = default(InstrumentStatus);
        Assert.Equal(32, Offset(ref instrument, ref instrument.BidPrice));
        Assert.Equal(80, Offset(ref instrument, ref instrument.OwnBid));
        Assert.Equal(160, Offset(ref instrument, ref instrument.Position));
        Assert.Equal(224, Offset(ref instrument, ref instrument.BookAgeNs));
        Assert.Equal(234, Offset(ref instrument, ref instrument.Kind));
        Assert.Equal(240, Offset(ref instrument, ref instrument.Channels));
        var journal = default(JournalStatus);
        Assert.Equal(96, Offset(ref journal, ref journal.Markouts));
        Assert.Equal(144, Offset(ref journal, ref journal.TickToOrder));
        Assert.Equal(240, Offset(ref journal, ref journal.LastError));
        Assert.Equal(440, Offset(ref journal, ref journal.LastFills));
        Assert.Equal(824, 440 + Unsafe.SizeOf<FillStatuses>());
        Assert.Equal(824, Offset(ref journal, ref journal.Venue));
        Assert.Equal(872, Offset(ref journal, ref journal.Stages));
    }

    private static int Offset<TOuter, TField>(ref TOuter outer, ref TField field) =>
        (int)Unsafe.ByteOffset(ref Unsafe.As<TOuter, byte>(ref outer), ref Unsafe.As<TField, byte>(ref field));
}
