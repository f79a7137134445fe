using Engine.Native.Linux;
using Engine.Native.Linux.Threads;
using Xunit;

namespace Engine.Tests.Linux;

public class SchedPolicyTests
{
    [Fact]
    public void Fifo_is_granted_or_refused_with_advice_and_given_back()
    {
        var (result, isFifo, back, after) = OwnThread.Run(() =>
        {
            var result = SchedPolicy.UseFifo(1);
            var isFifo = SchedPolicy.IsFifo;
            return (result, isFifo, SchedPolicy.UseTimeSharing(), SchedPolicy.IsFifo);
        });
        Assert.Equal(result.Succeeded, isFifo);
        if (!result.Succeeded) Assert.Contains("hot.fifo = false", result.Advice, StringComparison.Ordinal);
        Assert.True(back.Succeeded, back.ToString());
        Assert.False(after);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void A_priority_that_does_not_exist_is_out_of_range(int priority) =>
        Assert.Equal(HostOutcome.OutOfRange, OwnThread.Run(() => SchedPolicy.UseFifo(priority)).Outcome);
}
