using System.Runtime.InteropServices;
using Engine.Native.Linux;
using Xunit;

namespace Engine.Tests.Linux;

public class HostResultTests
{
    [Theory]
    [InlineData(1, HostOutcome.NotPermitted)]
    [InlineData(13, HostOutcome.NotPermitted)]
    [InlineData(12, HostOutcome.LimitReached)]
    [InlineData(11, HostOutcome.LimitReached)]
    [InlineData(22, HostOutcome.OutOfRange)]
    [InlineData(38, HostOutcome.NotSupported)]
    [InlineData(95, HostOutcome.NotSupported)]
    [InlineData(5, HostOutcome.Failed)]
    public void Each_error_number_has_its_name_and_its_words(int errno, HostOutcome outcome)
    {
        Marshal.SetLastPInvokeError(errno);
        var result = HostResult.From("call", -1, named => $"advice for {named}");
        Assert.Equal((outcome, errno, $"advice for {outcome}"), (result.Outcome, result.Errno, result.Advice));
        Assert.False(result.Succeeded);
        Assert.StartsWith("call: ", result.ToString(), StringComparison.Ordinal);
        Assert.Contains($"({Errno.Name(errno)}): advice for {outcome}", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_worked_has_nothing_to_advise()
    {
        var result = HostResult.From("call", 0, _ => "advice");
        Assert.True(result.Succeeded);
        Assert.Equal("call: done", result.ToString());
    }
}
