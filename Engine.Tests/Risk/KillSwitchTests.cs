using Engine.Core.Risk;
using Xunit;

namespace Engine.Tests.Risk;

public class KillSwitchTests
{
    [Fact]
    public void It_latches_once_and_keeps_its_first_reason()
    {
        KillSwitch kill = default;
        Assert.False(kill.IsLatched);
        Assert.True(kill.Latch(KillReason.SessionLoss));
        Assert.False(kill.Latch(KillReason.Operator));
        Assert.True(kill.IsLatched);
        Assert.Equal(KillReason.SessionLoss, kill.Reason);
    }
}
