namespace Engine.Core.Primitives;

/// <summary>The valid prices of an instrument whose ticks grow with the price, in counts of its smallest tick.</summary>
internal sealed class PriceGrid
{
    // The band i reaches from _last[i] (which still belongs to the band below) up to _last[i + 1]; its prices are multiples of _step[i].
    private readonly long[] _last;
    private readonly Divisor[] _step;

    public PriceGrid(long tickE9, ReadOnlySpan<TickStep> steps)
    {
        _last = new long[steps.Length + 2];
        _step = new Divisor[steps.Length + 1];
        _step[0] = new Divisor(1);
        for (int i = 0; i < steps.Length; i++)
        {
            _last[i + 1] = steps[i].AboveE9 / tickE9;
            _step[i + 1] = new Divisor(steps[i].TickE9 / tickE9);
        }

        _last[^1] = long.MaxValue;
    }

    /// <summary>Whether a positive price is valid.</summary>
    public bool Holds(long ticks) => Past(ticks, BandOf(ticks)) == 0;

    /// <summary>The highest valid price at or below; 0 when there is none.</summary>
    public long Floor(long ticks)
    {
        for (int band = BandOf(ticks); band >= 0; band--)
        {
            long floor = ticks - Past(ticks, band);
            if (floor > _last[band])
                return floor;
            ticks = _last[band];
        }

        return 0;
    }

    /// <summary>The lowest valid price at or above a positive one.</summary>
    public long Ceiling(long ticks)
    {
        int band = BandOf(ticks);
        while (true)
        {
            long past = Past(ticks, band);
            long ceiling = past == 0 ? ticks : ticks - past + _step[band].Value;
            if (ceiling <= _last[band + 1])
                return ceiling;
            ticks = _last[band + 1] + 1;
            band = BandOf(ticks);
        }
    }

    /// <summary>How far a price lies above the last multiple of a band's step.</summary>
    private long Past(long ticks, int band)
    {
        _step[band].Divide(ticks, out long remainder);
        return remainder;
    }

    private int BandOf(long ticks)
    {
        int band = _step.Length - 1;
        while (band > 0 && ticks <= _last[band])
            band--;
        return band;
    }
}
