using Engine.Core.Primitives;
using Xunit;

namespace Engine.Tests.Primitives;

public class AsciiCodeTests
{
    [Theory]
    [InlineData("BTC", "BTC")]
    [InlineData("btc", "BTC")]
    [InlineData("usdc", "USDC")]
    [InlineData("ABCDEFGH", "ABCDEFGH")]
    [InlineData("a1-_z", "A1-_Z")]
    public void A_name_is_kept_in_capitals(string text, string expected) => Assert.Equal(expected, AsciiCode.Upper(text).ToString());

    [Fact]
    public void Names_are_equal_however_they_are_written()
    {
        Assert.Equal(AsciiCode.Upper("eth"), AsciiCode.Upper("ETH"u8));
        Assert.NotEqual(AsciiCode.Upper("ETH"), AsciiCode.Upper("ETHW"));
        Assert.Equal(0x425443UL, System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(AsciiCode.Upper("BTC").Packed) >> 40);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ABCDEFGHI")]
    [InlineData("\u20acUR")]
    [InlineData("B\0C")]
    public void What_is_no_short_ascii_name_is_none(string text) => Assert.Equal(AsciiCode.None, AsciiCode.Upper(text));

    [Fact]
    public void Bytes_beyond_ascii_are_none() => Assert.Equal(AsciiCode.None, AsciiCode.Upper([0x42, 0xC3, 0x84]));
}
