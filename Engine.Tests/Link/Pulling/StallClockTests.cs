using Engine.Core.Link.Pulling;
using Xunit;

namespace Engine.Tests.Link.Pulling;

public class StallClockTests
{
    private const long Ms = 1_000_000;

    private StallClock _clock = new(1_000 * Ms);
    private long _nowNs = 5;

    [Fact]
    public void A_heart_that_beats_is_never_still()
    {
        for (int i = 0; i < 100; i++)
            Assert.False(Look(i, afterMs: 125));
    }

    [Fact]
    public void One_that_stands_still_for_the_limit_is()
    {
        Assert.False(Look(7, afterMs: 125));
        for (int i = 0; i < 7; i++)
            Assert.False(Look(7, afterMs: 125));
        Assert.True(Look(7, afterMs: 125));
        Assert.Equal(1_000 * Ms, _clock.StillNs);
        Assert.False(Look(8, afterMs: 125));
    }

    [Fact]
    public void Time_in_which_the_looker_slept_as_well_does_not_count()
    {
        Look(7, afterMs: 125);
        for (int i = 0; i < 6; i++)
            Look(7, afterMs: 125);
        Assert.False(Look(7, afterMs: 3_600_000)); // the machine slept, or the process was stopped: as one look, and what was before is kept
        Assert.Equal(875 * Ms, _clock.StillNs);
        Assert.True(Look(7, afterMs: 125)); // and the heart does not beat even so
    }

    [Fact]
    public void A_process_that_is_stopped_as_a_whole_again_and_again_has_no_stalled_thread()
    {
        for (int i = 0; i < 1_000; i++)
        {
            Assert.False(Look(i, afterMs: 125));
            Assert.False(Look(i, afterMs: 3_600_000)); // the looker comes back first
            Assert.False(Look(i, afterMs: 3_600_000)); // and is stopped again at once
        }
    }

    [Fact]
    public void A_stall_is_seen_by_a_looker_that_is_always_late()
    {
        Look(7, afterMs: 700);
        for (int i = 0; i < 7; i++)
            Assert.False(Look(7, afterMs: 700));
        Assert.True(Look(7, afterMs: 700));
    }

    [Fact]
    public void Where_no_beat_is_expected_none_is_missed()
    {
        for (int i = 0; i < 50; i++)
            Assert.False(_clock.Look(0, isExpected: false, _nowNs += 125 * Ms));
        for (int i = 0; i < 7; i++)
            Assert.False(Look(0, afterMs: 125)); // counts from when it is
        Assert.True(Look(0, afterMs: 125));
    }

    private bool Look(long beats, long afterMs) => _clock.Look(beats, isExpected: true, _nowNs += afterMs * Ms);
}
