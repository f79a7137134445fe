using System.Runtime.CompilerServices;

namespace Engine.Core.Risk.Losses;

/// <summary>
/// The highest of the figures of a window of time, in parts of a sixteenth: a figure counts for the window's length at least and a
/// sixteenth of it longer at most. Allocates nothing. A mutable struct: never a readonly field.
/// </summary>
public struct RecentPeak
{
    private const int Parts = 16;

    private readonly long _partNs;
    private Peaks _peaks;
    private long _newestPart;

    /// <summary>An empty window of a length above zero.</summary>
    public RecentPeak(long windowNs)
    {
        _partNs = Math.Max(1, windowNs / Parts);
        _newestPart = long.MinValue;
    }

    /// <summary>Takes in a figure and gives the highest of the window that ends with it.</summary>
    public double Add(double figure, long nowNs)
    {
        long part = nowNs / _partNs;
        if (_newestPart == long.MinValue || part - _newestPart > Parts)
        {
            ((Span<double>)_peaks).Fill(double.NegativeInfinity);
            _newestPart = part;
        }

        while (_newestPart < part)
            _peaks[(int)(++_newestPart % (Parts + 1))] = double.NegativeInfinity;
        ref double newest = ref _peaks[(int)(_newestPart % (Parts + 1))]; // time that steps back counts as now
        newest = Math.Max(newest, figure);
        double highest = newest;
        foreach (double peak in _peaks)
            highest = Math.Max(highest, peak);
        return highest;
    }

    [InlineArray(Parts + 1)]
    private struct Peaks
    {
        private double _first;
    }
}
