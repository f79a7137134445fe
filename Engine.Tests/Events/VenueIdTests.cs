using System.Text;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Events;

public class VenueIdTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("74311538594")]
    [InlineData("USDC-104819327443")]
    [InlineData("ETH-SLTB-0123456789abcde")]
    [InlineData("!~")]
    public void An_id_is_kept_as_it_is(string text)
    {
        Assert.True(VenueId.TryCreate(Encoding.ASCII.GetBytes(text), out VenueId id));
        Assert.True(id.IsSome);
        Assert.Equal(text, id.ToString());
        byte[] exact = new byte[text.Length];
        Assert.Equal(text.Length, id.Format(exact));
        Assert.Equal(text, Encoding.ASCII.GetString(exact));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1234567890123456789012345")] // 25 bytes
    [InlineData("12 34")]
    [InlineData("12\034")]
    [InlineData("12\n")]
    [InlineData("12\u007f")]
    [InlineData("12\u00e9")]
    public void What_cannot_be_kept_is_refused(string text)
    {
        Assert.False(VenueId.TryCreate(Encoding.Latin1.GetBytes(text), out VenueId id));
        Assert.Equal(VenueId.None, id);
        Assert.False(id.IsSome);
    }

    [Fact]
    public void Ids_of_all_lengths_go_in_and_out_and_are_equal_only_to_themselves()
    {
        Prng random = Seeds.Start();
        Span<byte> text = stackalloc byte[VenueId.MaxLength];
        Span<byte> written = stackalloc byte[VenueId.MaxLength];
        for (int i = 0; i < 50_000; i++)
        {
            Span<byte> used = text[..(1 + random.Below(VenueId.MaxLength))];
            foreach (ref byte b in used)
                b = (byte)(0x21 + random.Below(0x5E));
            Assert.True(VenueId.TryCreate(used, out VenueId id));
            Assert.True(written[..id.Format(written)].SequenceEqual(used));
            Assert.True(VenueId.TryCreate(used, out VenueId same));
            Assert.Equal(id, same);
            used[random.Below(used.Length)] ^= 1;
            if (VenueId.TryCreate(used, out VenueId other))
                Assert.NotEqual(id, other);
        }
    }

    [Fact]
    public void A_destination_that_is_too_small_throws()
    {
        Assert.True(VenueId.TryCreate("12345"u8, out VenueId id));
        Assert.ThrowsAny<ArgumentException>(() => id.Format(new byte[4]));
    }
}
