using System.Globalization;
using Engine.Native.Status.View.Painting;

namespace Engine.Native.Status.View;

/// <summary>Numbers as people read them. No figure at all is a dash.</summary>
internal static class Figures
{
    private const string None = "-";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>A price; none when not positive.</summary>
    public static string Price(double price, int decimals) => price > 0 ? price.ToString("F" + decimals, Culture) : None;

    /// <summary>An amount with thousands; none when zero.</summary>
    public static string Amount(double amount, int decimals) => amount > 0 ? amount.ToString("N" + decimals, Culture) : None;

    /// <summary>An amount in few characters: 950, 12.3k, 4.5M; a question mark when not known.</summary>
    public static string Short(double amount) => amount switch
    {
        < 0 or double.NaN => "?",
        < 1_000 => amount.ToString("0.###", Culture),
        < 100_000 => (amount / 1e3).ToString("0.0k", Culture),
        < 1_000_000 => (amount / 1e3).ToString("0k", Culture),
        < 1_000_000_000 => (amount / 1e6).ToString("0.0M", Culture),
        _ => (amount / 1e9).ToString("0.0G", Culture),
    };

    /// <summary>A number with its sign; zero has none.</summary>
    public static string Signed(double value, int decimals)
    {
        if (double.IsNaN(value))
            return None;
        string zeros = decimals == 0 ? "#,##0" : "#,##0." + new string('0', decimals);
        return value.ToString($"+{zeros};-{zeros};{zeros}", Culture);
    }

    /// <summary>A count with thousands.</summary>
    public static string Count(long count) => count.ToString("N0", Culture);

    /// <summary>A duration in nanoseconds with its unit: 850ns, 8.2us, 1.3ms, 2.5s.</summary>
    public static string Duration(long ns) => ns switch
    {
        < 0 => None,
        < 1_000 => $"{ns}ns",
        < 1_000_000 => (ns / 1e3).ToString("0.0", Culture) + "us",
        < 1_000_000_000 => (ns / 1e6).ToString("0.0", Culture) + "ms",
        _ => (ns / 1e9).ToString("0.0", Culture) + "s",
    };

    /// <summary>A span of time as hours, minutes and seconds.</summary>
    public static string Elapsed(long ns)
    {
        long seconds = Math.Max(0, ns / 1_000_000_000);
        return string.Create(Culture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    /// <summary>A moment as UTC time of day.</summary>
    public static string TimeOfDay(long unixNs) => DateTime.UnixEpoch.AddTicks(unixNs / 100).ToString("HH:mm:ss", Culture);

    /// <summary>The ink of money: good, bad or nothing.</summary>
    public static Ink InkOf(double money) => money switch
    {
        >= 0.005 => Ink.Good,
        <= -0.005 => Ink.Bad,
        _ => Ink.Plain,
    };
}
