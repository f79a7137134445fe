using Engine.Native.Storage.Sqlite;
using Xunit;

namespace Engine.Tests.Storage;

public class LossWatchTests
{
    private const long Second = 1_000_000_000;
    private const string Gone = "was deleted or moved away";

    private string? _found;

    [Fact]
    public void One_look_proves_nothing_and_two_a_second_apart_do_for_good()
    {
        LossWatch watch = new(() => _found);
        watch.Look(5 * Second);
        Assert.Equal((null, false), (watch.Loss, watch.IsSuspected));
        _found = Gone;
        watch.Look(6 * Second);
        Assert.Equal((null, true), (watch.Loss, watch.IsSuspected));
        watch.Look((7 * Second) - 1);
        Assert.Null(watch.Loss);
        watch.Look(7 * Second);
        Assert.Equal((Gone, false), (watch.Loss, watch.IsSuspected));
        _found = null;
        watch.Look(9 * Second);
        Assert.Equal(Gone, watch.Loss); // trading has ended over it
    }

    [Fact]
    public void What_is_back_at_the_next_look_was_never_lost_and_the_second_begins_anew()
    {
        LossWatch watch = new(() => _found);
        for (int i = 0; i < 4; i++)
        {
            _found = i % 2 == 0 ? Gone : null;
            watch.Look(i * Second);
            Assert.Null(watch.Loss);
        }

        _found = Gone;
        watch.Look(10 * Second);
        Assert.Null(watch.Loss);
        _found = "was replaced by another file"; // gone all the same
        watch.Look(11 * Second);
        Assert.Equal(_found, watch.Loss);
    }
}
