using Engine.Native.Linux;
using Engine.Native.Linux.Threads;
using Xunit;

namespace Engine.Tests.Linux;

public class ThreadTraitsTests
{
    [Theory]
    [InlineData("hot", "hot")]
    [InlineData("exactly-15-byte", "exactly-15-byte")]
    [InlineData("a-name-beyond-fifteen-bytes", "a-name-beyond-f")]
    [InlineData("fourteen-bytesé", "fourteen-bytes")]
    [InlineData("", "")]
    public void A_thread_bears_the_name_it_is_given_cut_at_a_character(string given, string kept)
    {
        var (result, name) = OwnThread.Run(() => (ThreadTraits.Rename(given), ThreadTraits.Name));
        Assert.True(result.Succeeded, result.ToString());
        Assert.Equal(kept, name);
    }

    [Fact]
    public void Timer_slack_is_the_threads_own_and_at_least_one()
    {
        var before = ThreadTraits.TimerSlackNs;
        var (result, slackNs, refused) = OwnThread.Run(() => (ThreadTraits.LimitTimerSlack(1), ThreadTraits.TimerSlackNs, ThreadTraits.LimitTimerSlack(0)));
        Assert.True(result.Succeeded, result.ToString());
        Assert.Equal(1, slackNs);
        Assert.Equal(HostOutcome.OutOfRange, refused.Outcome);
        Assert.Equal(before, ThreadTraits.TimerSlackNs);
    }
}
