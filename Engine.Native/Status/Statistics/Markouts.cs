using Engine.Core.Primitives;
using Engine.Native.Status.Blocks;

namespace Engine.Native.Status.Statistics;

/// <summary>
/// Where the mid stood some seconds after each fill, from the mids that facts carry: at a horizon the mid is the last one seen
/// before it. Positive is good for us. Fixed memory; fills beyond it, within the longest horizon, are not followed.
/// </summary>
public sealed class Markouts
{
    private const int Capacity = 4096;

    private readonly double[] _mids;
    private readonly FillStatus[] _fills = new FillStatus[Capacity];
    private readonly long[] _due = new long[MarkoutStatuses.Horizons];
    private readonly long[] _counts = new long[MarkoutStatuses.Horizons];
    private readonly double[] _sums = new double[MarkoutStatuses.Horizons];
    private long _next;

    /// <summary>For a number of instruments.</summary>
    public Markouts(int instruments) => _mids = new double[instruments];

    /// <summary>Follows a fill.</summary>
    public void Add(in FillStatus fill)
    {
        long longest = _next - Capacity;
        if (longest >= 0 && _due[^1] <= longest)
        {
            // The oldest fill is still followed: let it go, for every horizon.
            for (int i = 0; i < MarkoutStatuses.Horizons; i++)
                _due[i] = Math.Max(_due[i], longest + 1);
        }

        _fills[_next++ % Capacity] = fill;
    }

    /// <summary>Time has come to a moment: fills whose horizon has passed are marked with the mids known so far.</summary>
    public void AdvanceTo(long nowNs)
    {
        for (int i = 0; i < MarkoutStatuses.Horizons; i++)
        {
            long horizonNs = MarkoutStatuses.Seconds[i] * 1_000_000_000L;
            for (; _due[i] < _next; _due[i]++)
            {
                ref FillStatus fill = ref _fills[_due[i] % Capacity];
                if (fill.ReceiveNs + horizonNs > nowNs)
                    break;
                Mark(ref fill, i);
            }
        }
    }

    /// <summary>An instrument's mid from now on.</summary>
    public void SetMid(int instrument, double mid) => _mids[instrument] = mid;

    /// <summary>Fills marked at a horizon.</summary>
    public long Count(int horizon) => _counts[horizon];

    /// <summary>Their mean, basis points of the fill price; 0 when there is none.</summary>
    public double MeanBps(int horizon) => _counts[horizon] == 0 ? 0 : _sums[horizon] / _counts[horizon];

    /// <summary>Copies the last fills, newest first; returns how many.</summary>
    public int CopyLast(Span<FillStatus> destination)
    {
        int count = (int)Math.Min(Math.Min(_next, Capacity), destination.Length);
        for (int i = 0; i < count; i++)
            destination[i] = _fills[(_next - 1 - i) % Capacity];
        return count;
    }

    private void Mark(ref FillStatus fill, int horizon)
    {
        double mid = _mids[fill.Instrument];

        // A recovered fill is older than the mids that are known here.
        if (mid <= 0 || fill.IsRecovered)
            return;
        double bps = fill.Side.Sign() * (mid - fill.Price) / fill.Price * 1e4;
        fill.MarkoutBps = bps;
        fill.MarkoutSeconds = MarkoutStatuses.Seconds[horizon];
        _sums[horizon] += bps;
        _counts[horizon]++;
    }
}
