using System.Globalization;

namespace Engine.Native.Latency.Report;

/// <summary>Figures as text.</summary>
internal static class Figure
{
    /// <summary>Microseconds with as many digits as mean something, without the unit.</summary>
    public static string Us(double ns)
    {
        double us = ns / 1000;
        return us.ToString(us < 100 ? "0.00" : us < 1000 ? "0.0" : "0", CultureInfo.InvariantCulture);
    }

    /// <summary>A ratio.</summary>
    public static string Ratio(double ratio) => double.IsFinite(ratio) ? ratio.ToString("0.00'x'", CultureInfo.InvariantCulture) : "-";

    /// <summary>A count with its thousands apart.</summary>
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
