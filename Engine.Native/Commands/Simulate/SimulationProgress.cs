using System.Globalization;
using Engine.Core.Simulation;

namespace Engine.Native.Commands.Simulate;

/// <summary>
/// How far the seeds are, while they run: a bar on a terminal, elsewhere a line every half minute. A violation is told when it is found:
/// who runs many seeds can look into it while the others go on.
/// </summary>
internal sealed class SimulationProgress(int seeds, TextWriter error, bool hasBar)
{
    private const int BarWidth = 30;
    private const int LineWidth = BarWidth + 60;
    private static readonly TimeSpan s_barPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_linePause = TimeSpan.FromSeconds(30);

    private TimeSpan _shown;
    private int _told;

    /// <summary>Shows it where it is time to.</summary>
    /// <param name="done">Seeds that are over.</param>
    /// <param name="found">Those with a violation, in the order they were found.</param>
    /// <param name="elapsed">Since the first began.</param>
    public void Show(long done, IReadOnlyList<(ulong Seed, Violation Violation)> found, TimeSpan elapsed)
    {
        for (; _told < found.Count; _told++)
        {
            Clear();
            error.WriteLine($"seed {found[_told].Seed}: {found[_told].Violation.Words}");
        }

        if (elapsed - _shown < (hasBar ? s_barPause : s_linePause)) return;
        _shown = elapsed;
        var rate = done / elapsed.TotalSeconds;
        var left = rate > 0 ? TimeSpan.FromSeconds((seeds - done) / rate) : TimeSpan.Zero;
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{done} of {Counted(seeds, "seed")}, {rate:0} a second, {left:hh\\:mm\\:ss} left, {Counted(found.Count, "violation")}");
        if (!hasBar)
        {
            error.WriteLine(text);
            return;
        }

        var full = (int)(done * BarWidth / seeds);
        error.Write($"\r[{new string('#', full)}{new string('.', BarWidth - full)}] {text} ");
    }

    /// <summary>Takes the bar away.</summary>
    public void Clear()
    {
        if (hasBar) error.Write("\r" + new string(' ', LineWidth) + "\r");
    }

    /// <summary>Such as 1 seed, 2 seeds.</summary>
    public static string Counted(long count, string word) => string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 ? "" : "s")}");
}
