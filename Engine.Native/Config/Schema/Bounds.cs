using System.Globalization;

namespace Engine.Native.Config.Schema;

/// <summary>The range of a number, and how a message names it.</summary>
/// <param name="Least">The lower end.</param>
/// <param name="Most">The upper end, included.</param>
/// <param name="Unit">What the number counts; empty for a bare ratio.</param>
/// <param name="Above">True when the lower end itself is not allowed.</param>
internal readonly record struct Bounds(double Least, double Most, string Unit = "", bool Above = false)
{
    internal bool Contains(double value) => (Above ? value > Least : value >= Least) && value <= Most;

    internal string Describe(string noun)
    {
        var range = Above ? $"above {Show(Least)} and at most {Show(Most)}" : $"from {Show(Least)} to {Show(Most)}";
        return Unit.Length > 0 ? $"{noun} {range} ({Unit})" : $"{noun} {range}";
    }

    private static string Show(double value) => value.ToString(CultureInfo.InvariantCulture);
}
