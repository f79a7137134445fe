using Engine.Core.Events;
using Engine.Core.Venue.Faults.Forms;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Link;

/// <summary>A matching engine that restarts behind connections that stay: what it has forgotten is found within one period.</summary>
public class LostStateTests
{
    [Fact]
    [Pitfall("T05")]
    public void Orders_that_are_gone_without_a_word_are_found_and_placed_again()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        string[] before = trader.OpenOrders();
        trader.Fault(new Fault { Kind = FaultKind.StateLoss });
        Assert.Empty(trader.OpenOrders());
        Assert.True(trader.RunUntil(() => trader.OpenOrders().Length == 2, 31), trader.Story());
        Assert.Empty(before.Intersect(trader.OpenOrders()));
        ReconnectTests.AssertReconciled(trader);
        Assert.Equal(1, trader.Link.Attempts);
    }

    [Theory]
    [Pitfall("T21e")]
    [InlineData("trades", 0)]
    [InlineData("all", 0)]
    [InlineData("all", 2)]
    public void Trades_that_are_numbered_anew_are_noticed_and_each_is_booked_once(string lost, int unheard)
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        Assert.True(trader.RunUntil(() => Marked(trader) > 0, 600), trader.Story());
        trader.Run(31);
        ReconnectTests.AssertFillsAreTheVenues(trader);
        int known = Fills(trader).Length;
        trader.Fault(new Fault { Kind = FaultKind.StateLoss, How = lost });
        if (unheard > 0)
            trader.Fault(new Fault { Kind = FaultKind.LostFill, Count = unheard });
        Assert.True(trader.RunUntil(() => trader.Troubles.Any(t => t.Contains("begun anew", StringComparison.Ordinal)), 31), trader.Story());
        Assert.True(trader.RunUntil(() => trader.VenueTrades().Length > 4, 600), trader.Story());
        trader.Run(31);
        ReconnectTests.AssertReconciled(trader);
        Assert.Equal(trader.VenueTrades().Order(), Fills(trader)[known..].Order());
        Assert.Equal(1, trader.Link.Attempts);
        Assert.Single(trader.Facts, f => f.Kind == FactKind.Notice && f.Notice.What == NoticeKind.TradesAnew);
        Assert.Equal(0, trader.Desk.OtherExposureLots(Core.Primitives.Side.Buy) + trader.Desk.OtherExposureLots(Core.Primitives.Side.Sell));
    }

    [Fact]
    [Pitfall("T21e")]
    public void Trades_that_are_numbered_anew_while_the_connection_is_down_are_noticed_at_its_return()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        Assert.True(trader.RunUntil(() => Marked(trader) > 0, 600), trader.Story());
        trader.Run(31);
        int known = Fills(trader).Length;
        trader.Fault(new Fault { Kind = FaultKind.StateLoss, How = "trades" });
        trader.Link.Cut(trader.NowNs);
        Assert.True(trader.RunUntil(() => trader.VenueTrades().Length > 2, 600), trader.Story());
        trader.Run(31);
        ReconnectTests.AssertReconciled(trader);
        Assert.Equal(trader.VenueTrades().Order(), Fills(trader)[known..].Order());
        Assert.Contains(trader.Troubles, t => t.Contains("begun anew", StringComparison.Ordinal));
    }

    [Fact]
    public void A_venue_that_remembers_is_not_taken_for_one_that_has_begun_anew()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Run(300);
        Assert.NotEmpty(Fills(trader));
        Assert.DoesNotContain(trader.Troubles, t => t.Contains("begun anew", StringComparison.Ordinal));
        Assert.DoesNotContain(trader.Facts, f => f.Kind == FactKind.Notice && f.Notice.What == NoticeKind.TradesAnew);
    }

    [Fact]
    [Pitfall("T21e")]
    public void Nor_is_one_whose_last_trade_is_more_than_a_day_old()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        Assert.True(trader.RunUntil(() => Marked(trader) > 0, 600), trader.Story());
        trader.Run(31);
        trader.Fault(new Fault { Kind = FaultKind.ClockStep, DelayNs = 25 * 3_600 * MemoryTrader.Second, ForNs = 1_000 * MemoryTrader.Second });
        trader.Link.Cut(trader.NowNs);
        Assert.True(trader.RunUntil(() => trader.Link.Sent.Any(r => r.Contains("\"historical\":true", StringComparison.Ordinal)), 60), trader.Story());
        trader.Run(65);
        ReconnectTests.AssertReconciled(trader);
        Assert.DoesNotContain(trader.Troubles, t => t.Contains("begun anew", StringComparison.Ordinal));
        Assert.DoesNotContain(trader.Facts, f => f.Kind == FactKind.Notice && f.Notice.What == NoticeKind.TradesAnew);
        Assert.Equal(Fills(trader).Length, Fills(trader).Distinct().Count());
    }

    private static long[] Fills(MemoryTrader trader) => [.. trader.Facts.Where(f => f.Kind == FactKind.Fill).Select(f => f.Fill.TradeSequence)];

    private static long Marked(MemoryTrader trader) => trader.Facts.Where(f => f.Kind == FactKind.Mark).Select(f => f.Mark.TradeSequence).DefaultIfEmpty(0).Max();
}
