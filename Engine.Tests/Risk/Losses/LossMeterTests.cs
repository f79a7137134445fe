using Engine.Core.Risk;
using Engine.Core.Risk.Losses;
using Xunit;

namespace Engine.Tests.Risk.Losses;

public class LossMeterTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(-100, LossVerdict.Fine)]
    [InlineData(-100.01, LossVerdict.Session)]
    public void A_loss_since_the_start_beyond_its_limit_is_one_of_the_session(double profit, LossVerdict verdict)
    {
        LossMeter meter = new(new AccountLimits { SessionLossUsd = 100 });
        Assert.Equal(verdict, meter.Judge(profit, 1));
    }

    [Fact]
    public void A_drawdown_counts_from_the_best_moment_and_not_from_the_start()
    {
        LossMeter meter = new(new AccountLimits { DrawdownUsd = 100 });
        Assert.Equal(LossVerdict.Fine, meter.Judge(400, 1));
        Assert.Equal(LossVerdict.Fine, meter.Judge(300, 2));
        Assert.Equal(LossVerdict.Drawdown, meter.Judge(299.9, 3)); // still a profit
        Assert.Equal(100.1, meter.Figure.LossUsd, 9);
        Assert.Equal((100.0, 400.0, 299.9), (meter.Figure.LimitUsd, meter.PeakUsd, meter.ProfitUsd));
    }

    [Fact]
    public void A_drop_is_one_within_the_window_only()
    {
        LossMeter slow = new(new AccountLimits { EquityDropUsd = 100, EquityDropNs = 10 * Second });
        for (int i = 0; i < 100; i++)
            Assert.Equal(LossVerdict.Fine, slow.Judge(-9.0 * i, 1 + (i * Second))); // 9 a second: 99 in eleven seconds
        LossMeter sudden = new(new AccountLimits { EquityDropUsd = 100, EquityDropNs = 10 * Second });
        sudden.Judge(0, 1);
        Assert.Equal(LossVerdict.Drop, sudden.Judge(-101, 9 * Second));
    }

    [Fact]
    public void A_warning_comes_before_the_limit_and_goes_with_some_distance()
    {
        LossMeter meter = new(new AccountLimits { SessionLossUsd = 100, LossWarning = 0.8 });
        Assert.Equal(LossVerdict.Fine, meter.Judge(-80, 1));
        Assert.Equal(LossVerdict.Near, meter.Judge(-81, 2));
        Assert.Equal(LossVerdict.Near, meter.Judge(-73, 3));
        Assert.Equal(LossVerdict.Fine, meter.Judge(-71, 4));
        Assert.Equal(LossVerdict.Fine, meter.Judge(-79, 5));
        Assert.Equal(LossVerdict.Session, meter.Judge(-101, 6));
    }

    [Fact]
    public void Without_limits_nothing_is_judged()
    {
        LossMeter meter = new(new AccountLimits());
        Assert.Equal(LossVerdict.Fine, meter.Judge(-1e12, 1));
        Assert.Equal(LossVerdict.Fine, meter.Judge(double.NaN, 2));
        Assert.False(LossMeter.IsNeeded(new AccountLimits { LossWarning = 0.8 }));
        Assert.True(LossMeter.IsNeeded(new AccountLimits { DrawdownUsd = 1 }));
    }
}
