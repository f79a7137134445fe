using Engine.Core.Quoting;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Quoting;

public class RepriceRuleTests
{
    private const long Second = 1_000_000_000;

    private RepriceRule _rule = new(new RepriceParameters { ThresholdUsd = 1.0, PeriodNs = 5 * Second });

    [Fact]
    public void The_first_question_is_answered_yes_and_the_next_no()
    {
        Assert.True(IsDue(199, 201));
        Assert.False(IsDue(199, 201));
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(1, 2, false)] // mid by 0.75 USD
    [InlineData(2, 2, true)] // by exactly 1.0
    [InlineData(-2, -2, true)]
    [InlineData(-1, -2, false)]
    [InlineData(40, 40, true)]
    public void A_move_of_mid_by_the_threshold_reprices(long bidMove, long askMove, bool due)
    {
        IsDue(199, 201);
        Assert.Equal(due, IsDue(199 + bidMove, 201 + askMove));
    }

    [Fact]
    public void Small_moves_add_up_from_the_mid_last_quoted_at()
    {
        IsDue(199, 201);
        Assert.False(IsDue(200, 202));
        Assert.True(IsDue(201, 203));
        Assert.False(IsDue(200, 202));
        Assert.True(IsDue(199, 201));
    }

    [Fact]
    [Pitfall("T34")]
    public void After_the_period_the_quotes_are_computed_anew()
    {
        IsDue(199, 201, nowNs: Second);
        Assert.False(IsDue(199, 201, nowNs: (6 * Second) - 1));
        Assert.True(IsDue(199, 201, nowNs: 6 * Second));
        Assert.False(IsDue(199, 201, nowNs: 7 * Second));
        Assert.True(IsDue(199, 201, nowNs: 11 * Second));
    }

    [Fact]
    public void A_changed_inventory_reprices_at_once()
    {
        IsDue(199, 201);
        Assert.True(IsDue(199, 201, position: 1));
        Assert.False(IsDue(199, 201, position: 1));
        Assert.True(IsDue(199, 201, position: -1));
    }

    [Fact]
    public void A_forced_repricing_happens_once()
    {
        IsDue(199, 201);
        _rule.Force();
        Assert.True(IsDue(199, 201));
        Assert.False(IsDue(199, 201));
    }

    [Fact]
    public void A_threshold_of_nothing_reprices_every_time()
    {
        _rule = new RepriceRule(new RepriceParameters { ThresholdUsd = 0 });
        Assert.True(IsDue(199, 201));
        Assert.True(IsDue(199, 201));
    }

    private bool IsDue(long bid, long ask, long position = 0, long nowNs = Second) => _rule.IsDue(Markets.View(Markets.Inverse, bid, ask, position, nowNs));
}
