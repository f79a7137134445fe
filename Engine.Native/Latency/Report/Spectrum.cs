using Engine.Native.Latency.Figures;

namespace Engine.Native.Latency.Report;

/// <summary>The distributions of engine and floor as two rows of bars over one axis, each column a tenth more than the one before.</summary>
internal static class Spectrum
{
    private const int Columns = 56;
    private const double Step = 1.1;
    private const string Bars = " ▁▂▃▄▅▆▇█";

    /// <summary>Draws both; the axis begins below the smaller median.</summary>
    public static void Write(TextWriter output, PaceFigures figures)
    {
        double fromNs = Math.Min(figures.Floor.Last.At(0), figures.Engine.Last.At(0)) / Step;
        output.WriteLine($"  {"engine",-26}{Draw(figures.Engine.Last, fromNs)}");
        output.WriteLine($"  {"echo floor",-26}{Draw(figures.Floor.Last, fromNs)}");
        output.WriteLine($"  {"us",-26}{Axis(fromNs)}");
    }

    private static string Draw(Distribution values, double fromNs)
    {
        long[] counts = new long[Columns];
        foreach ((long ns, long count) in values.Values())
            counts[Math.Clamp((int)(Math.Log(Math.Max(1, ns) / fromNs) / Math.Log(Step)), 0, Columns - 1)] += count;
        double most = Math.Max(1, counts.Max());
        return string.Concat(counts.Select(count => Bars[count == 0 ? 0 : 1 + (int)(count / most * (Bars.Length - 2))])).TrimEnd();
    }

    private static string Axis(double fromNs)
    {
        string axis = "";
        for (int column = 0; column < Columns; column += 8)
            axis += Figure.Us(Edge(fromNs, column)).PadRight(8);
        return axis.TrimEnd();
    }

    private static double Edge(double fromNs, int column) => fromNs * Math.Pow(Step, column);
}
