using System.Globalization;
using System.Text;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Primitives;

/// <summary>Wide formatting against the careful twins, through the decimals that are made of it.</summary>
public class DigitsTests
{
    [Fact]
    public void Every_count_of_digits_and_every_block_edge_is_written_as_by_the_narrow_twin()
    {
        long power = 1;
        for (int digits = 0; digits < 19; digits++, power = digits < 19 ? power * 10 : power)
        {
            for (long offset = -2; offset <= 2; offset++)
                Agrees(power + offset);
        }

        foreach (long value in (long[])[0, long.MaxValue, long.MaxValue - 1, long.MinValue, long.MinValue + 1, -1])
            Agrees(value);
    }

    [Fact]
    public void All_values_of_four_digits_stand_right_in_each_place()
    {
        for (long value = 0; value < 10_000; value++)
        {
            Agrees(value);
            Agrees(value * 10_000);
            Agrees(value * 100_000_000);
            Agrees((value * Decimals.One) + value);
            Agrees(((value * 10_000) + value) * 10_000 * 1_000);
        }
    }

    [Fact]
    public void Random_values_of_any_magnitude_are_written_as_by_the_narrow_twin()
    {
        Prng random = Seeds.Start();
        for (int i = 0; i < 200_000; i++)
            Agrees(NumberText.AnyMagnitude(ref random));
    }

    private static void Agrees(long valueE9)
    {
        Span<byte> wide = stackalloc byte[Decimals.MaxText + 8];
        wide.Fill(0xA5);
        int length = Decimals.Format(valueE9, wide[..Decimals.MaxText]);
        Assert.Equal(-1, wide[Decimals.MaxText..].IndexOfAnyExcept((byte)0xA5));
        string text = Encoding.ASCII.GetString(wide[..length]);
        Assert.Equal((valueE9 / 1e9m).ToString("0.#########", CultureInfo.InvariantCulture), text);
        if (length == Decimals.MaxText)
            return; // no room is narrower
        Span<byte> narrow = wide[..length];
        Assert.Equal(length, Decimals.Format(valueE9, narrow));
        Assert.Equal(text, Encoding.ASCII.GetString(narrow));
    }
}
