using System.Globalization;
using System.Text;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Primitives;

public class DecimalsTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("-0.0", 0)]
    [InlineData("0e400", 0)]
    [InlineData("1", 1_000_000_000)]
    [InlineData("83212.5", 83_212_500_000_000)]
    [InlineData("3.2e4", 32_000_000_000_000)]
    [InlineData("6.0E3", 6_000_000_000_000)]
    [InlineData("1.0002e+6", 1_000_200_000_000_000)]
    [InlineData("-4.0e-7", -400)]
    [InlineData("1e-9", 1)]
    [InlineData("0.000000001", 1)]
    [InlineData("100e-11", 1)]
    [InlineData("1.000000000000000000000000000", 1_000_000_000)]
    [InlineData("9223372036.854775807", long.MaxValue)]
    [InlineData("-9223372036.854775807", -long.MaxValue)]
    [InlineData("9223372036854775807e-9", long.MaxValue)]
    [InlineData("0.0000000000000000001e19", 1_000_000_000)]
    public void A_number_that_fits_is_read_exactly(string text, long expectedE9)
    {
        Assert.True(Decimals.TryParse(Bytes(text), out long value, out bool exact));
        Assert.Equal(expectedE9, value);
        Assert.True(exact);
        Assert.True(Decimals.TryParseExact(Bytes(text), out value));
        Assert.Equal(expectedE9, value);
    }

    [Theory]
    [InlineData("0.0000000004", 0)]
    [InlineData("0.0000000005", 1)]
    [InlineData("-0.0000000005", -1)]
    [InlineData("0.00000000049999999999999999999999", 0)]
    [InlineData("1.9999999995", 2_000_000_000)]
    [InlineData("123456789.0123456785", 123_456_789_012_345_679)]
    [InlineData("5e-10", 1)]
    [InlineData("9999999999999999999e-28", 1)]
    [InlineData("1e-400", 0)]
    [InlineData("1e-99999999999999999999", 0)]
    public void Digits_beyond_nine_decimals_are_rounded_away_from_zero_and_told(string text, long expectedE9)
    {
        Assert.True(Decimals.TryParse(Bytes(text), out long value, out bool exact));
        Assert.Equal(expectedE9, value);
        Assert.False(exact);
        Assert.False(Decimals.TryParseExact(Bytes(text), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("-.5")]
    [InlineData("01")]
    [InlineData("-00")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e-")]
    [InlineData("1.e5")]
    [InlineData("1e5.0")]
    [InlineData("1,5")]
    [InlineData("1 ")]
    [InlineData(" 1")]
    [InlineData("--1")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("null")]
    [InlineData("\"1\"")]
    [InlineData("1\0")]
    [InlineData("\u00b21")]
    public void Text_that_is_no_json_number_is_refused(string text) => Assert.False(Decimals.TryParse(Encoding.Latin1.GetBytes(text), out _, out _));

    [Theory]
    [InlineData("9223372036.854775808")]
    [InlineData("-9223372036.854775808")]
    [InlineData("9223372036.8547758075")]
    [InlineData("1e10")]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1e99999999999999999999")]
    [InlineData("123456789012345678901234567890")]
    [Pitfall("T50")]
    public void A_number_beyond_the_range_is_refused_not_wrapped(string text) => Assert.False(Decimals.TryParse(Bytes(text), out _, out _));

    [Fact]
    public void The_count_of_digits_does_not_matter()
    {
        string zeros = new('0', 20_000);
        Assert.True(Decimals.TryParseExact(Bytes($"0.{zeros}1e20001"), out long value));
        Assert.Equal(Decimals.One, value);
        Assert.True(Decimals.TryParseExact(Bytes($"1{zeros}e-20000"), out value));
        Assert.Equal(Decimals.One, value);
        Assert.False(Decimals.TryParse(Bytes($"1{zeros}"), out _, out _));
    }

    [Fact]
    public void Reading_agrees_with_big_integers_on_generated_numbers()
    {
        Prng random = Seeds.Start();
        int accepted = 0;
        for (int i = 0; i < 200_000; i++)
            accepted += AgreesWithTwin(NumberText.Valid(ref random)) ? 1 : 0;
        Assert.InRange(accepted, 50_000, 199_000);
    }

    [Fact]
    public void Reading_agrees_with_big_integers_on_damaged_numbers_and_on_noise()
    {
        Prng random = Seeds.Start();
        int accepted = 0;
        for (int i = 0; i < 200_000; i++)
            accepted += AgreesWithTwin(random.Chance(0.5) ? NumberText.Damaged(ref random) : NumberText.Noise(ref random)) ? 1 : 0;
        Assert.InRange(accepted, 1_000, 199_000);
    }

    [Fact]
    public void What_is_written_is_read_back_and_is_the_shortest_plain_form()
    {
        Prng random = Seeds.Start();
        Span<byte> text = stackalloc byte[Decimals.MaxText];
        for (int i = 0; i < 100_000; i++)
        {
            long value = i switch { 0 => 0, 1 => long.MaxValue, 2 => -long.MaxValue, 3 => Decimals.One, _ => NumberText.AnyMagnitude(ref random) };
            ReadOnlySpan<byte> written = text[..Decimals.Format(value, text)];
            Assert.Equal((value / 1e9m).ToString("0.#########", CultureInfo.InvariantCulture), Encoding.ASCII.GetString(written));
            Assert.True(Decimals.TryParseExact(written, out long back));
            Assert.Equal(value, back);
        }
    }

    [Fact]
    public void The_smallest_long_is_written_though_the_range_that_is_read_is_symmetric()
    {
        Span<byte> text = stackalloc byte[Decimals.MaxText];
        Assert.Equal("-9223372036.854775808", Encoding.ASCII.GetString(text[..Decimals.Format(long.MinValue, text)]));
    }

    [Theory]
    [InlineData(83_212_500_000_000)]
    [InlineData(10_000_000_000)]
    [InlineData(-1)]
    public void A_destination_that_is_too_small_throws_and_never_gets_a_shorter_number(long valueE9)
    {
        int needed = Decimals.Format(valueE9, new byte[Decimals.MaxText]);
        Assert.Equal(needed, Decimals.Format(valueE9, new byte[needed]));
        for (int size = 0; size < needed; size++)
            Assert.ThrowsAny<Exception>(() => Decimals.Format(valueE9, new byte[size]));
    }

    [Fact]
    public void A_decimal_as_a_double_is_the_one_its_text_names()
    {
        Prng random = Seeds.Start();
        Span<byte> text = stackalloc byte[Decimals.MaxText];
        for (int i = 0; i < 20_000; i++)
        {
            long value = NumberText.AnyMagnitude(ref random) >> 11;
            double expected = double.Parse(text[..Decimals.Format(value, text)], CultureInfo.InvariantCulture);
            Assert.Equal(expected, Decimals.ToDouble(value));
            if (Math.Abs(value) < 1L << 51)
                Assert.Equal(value, Decimals.FromDouble(expected));
        }
    }

    private static bool AgreesWithTwin(string text)
    {
        bool expected = PlainDecimal.TryParse(text, out long expectedE9, out bool expectedExact);
        bool actual = Decimals.TryParse(Encoding.Latin1.GetBytes(text), out long value, out bool exact);
        if (expected != actual || (expected && (expectedE9 != value || expectedExact != exact)))
            Assert.Fail($"'{text}': expected {expected} {expectedE9} exact {expectedExact}, got {actual} {value} exact {exact}");
        return actual;
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
