using System.Globalization;
using System.Text;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Primitives;

public class IntegersTests
{
    [Fact]
    public void Integers_are_written_and_read_back()
    {
        Prng random = Seeds.Start();
        Span<byte> text = stackalloc byte[20];
        for (int i = 0; i < 50_000; i++)
        {
            long value = i switch { 0 => 0, 1 => long.MinValue, 2 => long.MaxValue, _ => NumberText.AnyMagnitude(ref random) };
            ReadOnlySpan<byte> written = text[..Integers.Format(value, text)];
            Assert.Equal(value.ToString(CultureInfo.InvariantCulture), Encoding.ASCII.GetString(written));
            Assert.True(Integers.TryParse(written, out long back));
            Assert.Equal(value, back);
        }

        Assert.Equal(20, Integers.Format(ulong.MaxValue, text));
        Assert.Equal("18446744073709551615", Encoding.ASCII.GetString(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("12x")]
    [InlineData("1.0")]
    [InlineData("1e3")]
    [InlineData(" 1")]
    [InlineData("1,000")]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    public void Text_that_is_no_whole_integer_or_does_not_fit_is_refused(string text) =>
        Assert.False(Integers.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void A_destination_that_is_too_small_throws()
    {
        Assert.Throws<ArgumentException>(() => Integers.Format(1234L, new byte[3]));
        Assert.Throws<ArgumentException>(() => Integers.Format(-123L, new byte[3]));
        Assert.Throws<ArgumentException>(() => Integers.Format(1234UL, new byte[3]));
        Assert.Throws<ArgumentException>(() => Integers.Format(0UL, []));
    }
}
