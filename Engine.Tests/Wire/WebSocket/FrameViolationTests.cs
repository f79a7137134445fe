using Engine.Core.Wire.WebSocket;
using Xunit;

namespace Engine.Tests.Wire.WebSocket;

public class FrameViolationTests
{
    [Fact]
    public void Every_violation_has_its_own_sentence_and_a_close_code_that_may_be_sent()
    {
        FrameViolation[] all = Enum.GetValues<FrameViolation>();
        Assert.Equal(all.Length, all.Select(violation => violation.Sentence()).Distinct().Count());
        Assert.All(all, violation => Assert.True(CloseCode.MayBeSent(violation.CloseCode())));
        Assert.All(all, violation => Assert.InRange(violation.Sentence().Length, 1, 123));
        Assert.Equal(1009, FrameViolation.MessageTooLarge.CloseCode());
        Assert.Equal(1007, FrameViolation.InvalidUtf8.CloseCode());
        Assert.Equal(1007, FrameViolation.CloseReasonInvalidUtf8.CloseCode());
        Assert.Equal(1002, FrameViolation.ReservedBits.CloseCode());
    }
}
