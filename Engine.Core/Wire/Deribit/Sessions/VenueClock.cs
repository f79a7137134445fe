namespace Engine.Core.Wire.Deribit.Sessions;

/// <summary>
/// How far the venue's clock is from ours, from the times that it puts into its answers: half way between the two directions, as in
/// NTP, of the exchange with the shortest way of the last minutes. A slow network widens the doubt and does not move the estimate by
/// more; an exchange that contradicts it says that one of the clocks was set. One thread only.
/// </summary>
public sealed class VenueClock
{
    private const long WindowNs = 120_000_000_000;
    private const long RoundingNs = 1_000_000; // the venue's times are whole milliseconds in events, whole microseconds in answers

    private Sample _best;
    private Sample _next; // the best of the younger half of the window: takes over when the best is too old

    /// <summary>Whether anything is known.</summary>
    public bool IsKnown => _best.AtNs != 0;

    /// <summary>Venue's clock minus ours, ns.</summary>
    public long OffsetNs => _best.OffsetNs;

    /// <summary>The estimate is off by no more than this, ns: half of what the best exchange spent on its way.</summary>
    public long DoubtNs => _best.WayNs / 2;

    /// <summary>Times that an event would have come before it happened, even by the estimate and its doubt.</summary>
    public long Impossible { get; private set; }

    /// <summary>An exchange: when the question left and the answer came by our clock, when it arrived there and how long it took, Unix us.</summary>
    public void Add(long sentNs, long receivedNs, long venueInUs, int venueUs)
    {
        long wayNs = receivedNs - sentNs - (venueUs * 1_000L);
        if (venueInUs <= 0 || venueUs < 0 || wayNs < 0)
            return; // no such exchange: a clock was set meanwhile
        long venueMiddleNs = (venueInUs * 1_000) + (venueUs * 500L);
        Sample sample = new(receivedNs, venueMiddleNs - (sentNs + ((receivedNs - sentNs) / 2)), wayNs);
        if (!IsKnown || wayNs <= _best.WayNs || _best.Contradicts(sample))
            (_best, _next) = (sample, sample);
        else if (wayNs <= _next.WayNs || receivedNs - _next.AtNs > WindowNs / 2)
            _next = sample;
        if (receivedNs - _best.AtNs > WindowNs)
            _best = _next;
    }

    /// <summary>How long ago something happened at the venue, ns; never negative: what cannot be is counted and taken for no time.</summary>
    public long SinceNs(long venueNs, long receivedNs)
    {
        long ns = receivedNs - (venueNs - OffsetNs);
        if (ns < -(DoubtNs + RoundingNs))
            Impossible++;
        return Math.Max(0, ns);
    }

    private readonly record struct Sample(long AtNs, long OffsetNs, long WayNs)
    {
        public bool Contradicts(in Sample other) => Math.Abs(OffsetNs - other.OffsetNs) > ((WayNs + other.WayNs) / 2) + RoundingNs;
    }
}
