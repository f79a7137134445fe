using System.Globalization;

namespace Engine.Native.Latency;

/// <summary>How often ticks are sent.</summary>
/// <param name="TicksPerSecond">Ticks a second; 0 for back to back.</param>
public readonly record struct Pace(double TicksPerSecond)
{
    /// <summary>The most that can be asked for.</summary>
    public const double Most = 1_000_000;

    /// <summary>The next tick follows a fixed pause after the last one is dealt with.</summary>
    public static Pace BackToBack => default;

    /// <summary>What is measured unless something else is asked for.</summary>
    public static IReadOnlyList<Pace> Usual { get; } = [BackToBack, new(10_000), new(1_000), new(100)];

    /// <summary>Whether the next tick waits for the last one.</summary>
    public bool IsBackToBack => TicksPerSecond == 0;

    /// <summary>Time between two ticks, ns; 0 for back to back.</summary>
    public long GapNs => IsBackToBack ? 0 : (long)Math.Round(1e9 / TicksPerSecond);

    /// <summary>For the head of a table.</summary>
    public string Title => IsBackToBack
        ? "back to back"
        : string.Create(CultureInfo.InvariantCulture, $"{TicksPerSecond:#,0.###} ticks a second, gaps of {GapNs / 1e6:0.###} ms");

    /// <summary>One word, for a tag.</summary>
    public override string ToString() => IsBackToBack ? "back-to-back" : string.Create(CultureInfo.InvariantCulture, $"{TicksPerSecond:0.###}-a-second");
}
