namespace Engine.Native.Latency.Report;

/// <summary>What a ratio may be (the bar) and should be (the aim).</summary>
/// <param name="Most">The bar.</param>
/// <param name="Aim">The aim.</param>
internal readonly record struct Bar(double Most, double Aim)
{
    /// <summary>Median of tick-to-order, back to back, over the floor's.</summary>
    public static Bar Median(bool tls) => tls ? new(1.25, 1.1) : new(1.25, 1.12);

    /// <summary>The same for the 99th percentile.</summary>
    public static Bar Tail(bool tls) => tls ? new(1.8, 1.3) : new(1.6, 1.2);

    /// <summary>Median at a gap over the engine's own back to back, kept warm and plain; null where none is set.</summary>
    public static Bar? Warm(long gapNs) => gapNs switch
    {
        1_000_000 => new(1.6, 1.3),
        10_000_000 => new(2.4, 2.0),
        _ => null,
    };

    /// <summary>How a ratio stands to it.</summary>
    public string Judge(double ratio) =>
        ratio <= Aim ? $"within the aim of {Text(Aim)}" : ratio <= Most ? $"within the bar of {Text(Most)}, aim {Text(Aim)}" : $"above the bar of {Text(Most)}";

    private static string Text(double ratio) => Figure.Ratio(ratio);
}
