using System.Buffers;
using System.Globalization;

namespace Engine.Native.Commands.Options;

/// <summary>Durations as people write them: <c>500ms</c>, <c>30s</c>, <c>1.5h</c>, <c>1h30m</c>.</summary>
public static class DurationText
{
    /// <summary>What a message says is expected.</summary>
    public const string Expected = "a duration above zero with its unit, such as 500ms, 30s, 10m, 2h or 1h30m";

    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789.");

    private static readonly (string Unit, double Seconds)[] s_units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)];

    /// <summary>Reads a duration; false for anything that has no unit, is not above zero, or lasts longer than ten years.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        double seconds = 0;
        var rest = text.AsSpan().Trim();
        if (rest.Length == 0) return false;
        while (rest.Length > 0)
        {
            var digits = rest.IndexOfAnyExcept(s_number);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)) return false;
            rest = rest[digits..];
            var letters = rest.IndexOfAnyInRange('0', '9');
            if (!TryUnit(letters < 0 ? rest : rest[..letters], out var unitSeconds)) return false;
            seconds += count * unitSeconds;
            rest = letters < 0 ? default : rest[letters..];
        }
        if (!(seconds > 0 && seconds < 3653 * 86_400.0)) return false;
        duration = TimeSpan.FromSeconds(seconds);
        return duration > TimeSpan.Zero;
    }

    private static bool TryUnit(ReadOnlySpan<char> name, out double seconds)
    {
        foreach (var (unit, unitSeconds) in s_units)
        {
            if (!name.SequenceEqual(unit)) continue;
            seconds = unitSeconds;
            return true;
        }
        seconds = 0;
        return false;
    }
}
