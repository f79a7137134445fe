using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Engine.Core.Primitives;
using Engine.Core.Venue.Text;
using Xunit;

namespace Engine.Tests.Venue;

/// <summary>Floats as the venue writes them.</summary>
public partial class ErlangNumberTests
{
    [Theory]
    [InlineData(10, "10.0")]
    [InlineData(100, "100.0")]
    [InlineData(33580, "33580.0")]
    [InlineData(0.0005, "0.0005")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(1000, "1.0e3")]
    [InlineData(6000, "6.0e3")]
    [InlineData(83900, "8.39e4")]
    [InlineData(122600, "1.226e5")]
    [InlineData(4337500, "4.3375e6")]
    [InlineData(1000200, "1.0002e6")]
    [InlineData(2.5e-4, "2.5e-4")]
    [InlineData(3.1e-5, "3.1e-5")]
    [InlineData(-4e-7, "-4.0e-7")]
    [InlineData(0, "0.0")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(1, "1.0")]
    [InlineData(1234.5, "1234.5")]
    [InlineData(272719551.2863254, "272719551.2863254")]
    [InlineData(1e100, "1.0e100")]
    [InlineData(5e-324, "5.0e-324")]
    public void A_float_is_shortest_plain_unless_an_exponent_is_strictly_shorter(double value, string expected)
    {
        byte[] text = new byte[ErlangNumber.MaxText];
        Assert.Equal(expected, Encoding.ASCII.GetString(text, 0, ErlangNumber.Format(value, text)));
    }

    [Fact]
    public void Scaled_integers_are_written_as_the_double_they_stand_for()
    {
        var random = new Prng(5);
        byte[] one = new byte[ErlangNumber.MaxText];
        byte[] other = new byte[ErlangNumber.MaxText];
        for (int i = 0; i < 20_000; i++)
        {
            long valueE9 = (long)(random.Next() >> 1) >> random.Below(63);
            for (int power = random.Below(12); power > 0; power--)
                valueE9 -= valueE9 % (long)Math.Pow(10, power);
            if (random.Chance(0.3))
                valueE9 = -valueE9;
            int a = ErlangNumber.FormatE9(valueE9, one);
            double nearest = double.Parse(other.AsSpan(0, Decimals.Format(valueE9, other)), CultureInfo.InvariantCulture);
            int b = ErlangNumber.Format(nearest, other);
            Assert.Equal(Encoding.ASCII.GetString(other, 0, b), Encoding.ASCII.GetString(one, 0, a));
            Assert.Equal(nearest, double.Parse(one.AsSpan(0, a), CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("deribit/private_frames_2025-12.jsonl", false)]
    [InlineData("deribit/public_frames_2026-09-23.jsonl", false)]
    [InlineData("deribit/ticker_stream_2026-09-30.jsonl", false)]
    [InlineData("deribit/book_snapshot_btc_2026-09-28.json", false)]
    [InlineData("deribit/book_testnet_2026-09-13_change_1.json", false)]
    [InlineData("deribit/order_lifecycle_testnet_2026-08-14.jsonl", true)]
    public void Every_recorded_float_is_written_as_it_was_recorded(string file, bool nested)
    {
        int floats = 0;
        byte[] text = new byte[ErlangNumber.MaxText];
        foreach (string line in Recorded.Text(file).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string json = nested ? JsonDocument.Parse(line).RootElement.GetProperty("raw_body").GetString()! : line;
            foreach (Match match in Number().Matches(Strings().Replace(json, "\"\"")))
            {
                int length = ErlangNumber.Format(double.Parse(match.Value, CultureInfo.InvariantCulture), text);
                Assert.Equal(match.Value, Encoding.ASCII.GetString(text, 0, length));
                floats++;
            }
        }

        Assert.True(floats > 5);
    }

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Strings();

    [GeneratedRegex(@"(?<=[:\[,])\s*-?\d+(?:\.\d+(?:e-?\d+)?|e-?\d+)(?=[,\]\}])")]
    private static partial Regex Number();
}
