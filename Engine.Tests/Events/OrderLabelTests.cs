using System.Text;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Events;

public class OrderLabelTests
{
    [Fact]
    public void A_label_has_one_text_form()
    {
        var label = new OrderLabel(0xA1B2C3, 5, Side.Sell, 9, 0x0000FF);
        Assert.Equal("mm-a1b2c3-05-s-09-0000ff", label.ToString());
        Assert.Equal("mm-000001-00-b-00-000000", new OrderLabel(1, 0, Side.Buy, 0, 0).ToString());
        Assert.Equal("-", OrderLabel.None.ToString());
    }

    [Theory]
    [InlineData(1, 0, Side.Buy, 0, 0)]
    [InlineData(0xFFFFFF, 0xFF, Side.Sell, 0x7F, 0xFFFFFF)]
    [InlineData(0xFFFFFF, 0, Side.Buy, 0x7F, 0)]
    [InlineData(1, 0xFF, Side.Sell, 0, 0xFFFFFF)]
    [InlineData(0x800000, 0x80, Side.Sell, 0x40, 0x800000)]
    public void Every_field_keeps_its_whole_range(int session, int instrument, Side side, int level, int generation) =>
        RoundTrips(session, instrument, side, level, generation);

    [Fact]
    public void Random_labels_are_read_back_as_they_were_written()
    {
        Prng random = Seeds.Start();
        for (int i = 0; i < 50_000; i++)
            RoundTrips(1 + random.Below(0xFFFFFF), random.Below(0x100), (Side)random.Below(2), random.Below(0x80), random.Below(0x1000000));
    }

    [Fact]
    public void Session_and_generation_go_round_at_their_24_bits()
    {
        var label = new OrderLabel(0x1000005, 1, Side.Buy, 1, 0x1000007);
        Assert.Equal((5, 7), (label.Session, label.Generation));
        Assert.Equal((0xFFFFFF, 0xFFFFFF), (new OrderLabel(-1, 0, Side.Buy, 0, -1).Session, new OrderLabel(-1, 0, Side.Buy, 0, -1).Generation));
    }

    [Theory] // the label would be another order's, or none of ours when it comes back
    [InlineData(0, 0, 0)]
    [InlineData(0x1000000, 0, 0)]
    [InlineData(1, 0x100, 0)]
    [InlineData(1, -1, 0)]
    [InlineData(1, 0, 0x80)]
    [InlineData(1, 0, -1)]
    public void A_label_that_would_not_come_back_as_it_went_is_not_made(int session, int instrument, int level) =>
        Assert.Throws<InvariantException>(() => new OrderLabel(session, instrument, Side.Buy, level, 1));

    [Fact]
    public void The_orders_of_one_session_share_the_beginning_of_their_labels()
    {
        string one = new OrderLabel(77, 0, Side.Buy, 0, 1).ToString();
        string other = new OrderLabel(77, 3, Side.Sell, 5, 99).ToString();
        string foreign = new OrderLabel(78, 0, Side.Buy, 0, 1).ToString();
        Assert.Equal(one[..OrderLabel.SessionLength], other[..OrderLabel.SessionLength]);
        Assert.NotEqual(one[..OrderLabel.SessionLength], foreign[..OrderLabel.SessionLength]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mm")]
    [InlineData("mm-a1b2c3-05-s-09-0000f")] // short
    [InlineData("mm-a1b2c3-05-s-09-0000fff")] // long
    [InlineData("MM-a1b2c3-05-s-09-0000ff")]
    [InlineData("mm-A1B2C3-05-s-09-0000ff")] // another spelling of the same number is not what we wrote
    [InlineData("mm-000000-05-s-09-0000ff")] // session 0
    [InlineData("mm-a1b2c3-05-x-09-0000ff")]
    [InlineData("mm-a1b2c3-05-B-09-0000ff")]
    [InlineData("mm-a1b2c3-05-s-80-0000ff")] // level beyond its bits
    [InlineData("mm_a1b2c3-05-s-09-0000ff")]
    [InlineData("mm-a1b2c3_05-s-09-0000ff")]
    [InlineData("mm-a1b2c3-05_s-09-0000ff")]
    [InlineData("mm-a1b2c3-05-s_09-0000ff")]
    [InlineData("mm-a1b2c3-05-s-09_0000ff")]
    [InlineData("mm-a1b2g3-05-s-09-0000ff")]
    [InlineData("mm-a1b2c3-0 -s-09-0000ff")]
    [InlineData("mm-a1b2c3-05-s-+9-0000ff")]
    [InlineData("mm-a1b2c3-05-s-09--000ff")]
    public void A_near_miss_is_a_strangers_label(string text)
    {
        Assert.False(OrderLabel.TryParse(Encoding.ASCII.GetBytes(text), out OrderLabel label));
        Assert.Equal(OrderLabel.None, label);
    }

    [Fact]
    public void Only_the_text_that_we_would_write_is_read()
    {
        // Whatever is read must be written back as it stood: one byte changed, and random bytes of the right length.
        Prng random = Seeds.Start();
        byte[] text = new byte[OrderLabel.TextLength];
        byte[] written = new byte[OrderLabel.TextLength];
        int read = 0;
        for (int i = 0; i < 100_000; i++)
        {
            new OrderLabel(1 + random.Below(0xFFFFFF), random.Below(0x100), (Side)random.Below(2), random.Below(0x80), random.Below(0x1000000)).Format(text);
            text[random.Below(text.Length)] = (byte)random.Below(256);
            if (OrderLabel.TryParse(text, out OrderLabel label))
            {
                read++;
                label.Format(written);
                Assert.Equal(text, written);
            }

            for (int b = 0; b < text.Length; b++)
                text[b] = "mm-0123456789abcdef-bs"u8[random.Below(22)];
            "mm-"u8.CopyTo(text);
            if (OrderLabel.TryParse(text, out label))
            {
                label.Format(written);
                Assert.Equal(text, written);
            }
        }

        Assert.InRange(read, 1, 20_000);
    }

    [Fact]
    public void A_destination_that_is_too_small_throws() =>
        Assert.ThrowsAny<ArgumentException>(() => new OrderLabel(1, 1, Side.Buy, 1, 1).Format(new byte[OrderLabel.TextLength - 1]));

    private static void RoundTrips(int session, int instrument, Side side, int level, int generation)
    {
        var label = new OrderLabel(session, instrument, side, level, generation);
        Span<byte> text = stackalloc byte[OrderLabel.TextLength];
        label.Format(text);
        Assert.True(OrderLabel.TryParse(text, out OrderLabel back), label.ToString());
        Assert.Equal(label, back);
        Assert.True(back.IsOurs);
        Assert.Equal((session, instrument, side, level, generation), (back.Session, back.Instrument, back.Side, back.Level, back.Generation));
    }
}
