using Engine.Core.Events;
using Engine.Core.Risk;
using Engine.Core.Risk.Modes;
using Engine.Core.Venue;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Wire.Deribit.Sessions;
using Xunit;

namespace Engine.Tests.Link;

/// <summary>The venue's market-maker protection over a whole session: set up, refused, fired, reset.</summary>
public class VenueProtectionTests
{
    private static readonly ProtectionTerms Terms = new() { IntervalSeconds = 3600, QuantityE9 = 100_000, MaxQuoteE9 = 5_000_000_000 };

    [Fact]
    public void Its_own_channel_tells_that_it_has_fired_where_orders_and_refusals_do_not()
    {
        MemoryTrader trader = Trading(Terms);
        Assert.True(trader.RunUntil(() => trader.OpenOrders().Length == 2, 10), trader.Story());
        trader.Fault(new Fault { Kind = FaultKind.Freeze, Channel = "user.changes.*", ForNs = 20 * MemoryTrader.Second });
        trader.Fault(new Fault { Kind = FaultKind.LostReply, Method = "private/edit", ForNs = 20 * MemoryTrader.Second });
        trader.Fault(new Fault { Kind = FaultKind.LostReply, Method = "private/buy", ForNs = 20 * MemoryTrader.Second });
        trader.Fault(new Fault { Kind = FaultKind.LostReply, Method = "private/sell", ForNs = 20 * MemoryTrader.Second });
        Assert.True(trader.RunUntil(() => Told(trader) > 0, 60), trader.Story());
        Assert.True((trader.Trader.Engine.Mode, trader.Trader.Engine.ModeCause) is (TradingMode.Holding, ModeCause.Protection), trader.Story());
    }

    [Fact]
    public void After_its_pause_it_is_reset_and_quoting_goes_on_until_it_fires_again()
    {
        MemoryTrader trader = Trading(Terms);
        Assert.True(trader.RunUntil(() => Told(trader) == 1, 120), trader.Story());
        long firedNs = trader.NowNs;
        int placed = Placed(trader);
        trader.RunUntil(() => trader.NowNs >= firedNs + (99 * MemoryTrader.Second / 10), 11);
        Assert.Equal((placed, 0), (Placed(trader), trader.Requests("private/reset_mmp")));
        Assert.True(trader.RunUntil(() => trader.OpenOrders().Length == 2, 10), trader.Story());
        Assert.Equal(1, trader.Requests("private/reset_mmp"));
        Assert.True(trader.RunUntil(() => Told(trader) == 2, 120), trader.Story());
        ReconnectTests.AssertReconciled(trader);
        Assert.Equal(1, trader.Link.Attempts);
    }

    [Fact]
    public void An_account_without_it_trades_without_it_and_people_are_told()
    {
        MemoryTrader trader = Refused(Terms);
        Assert.True(trader.RunUntil(() => trader.OpenOrders().Length == 2, 10), trader.Story());
        trader.Run(60);
        Assert.Contains(trader.Troubles, t => t.Contains("orders go without it", StringComparison.Ordinal));
        Assert.DoesNotContain(trader.Link.Sent, request => request.Contains("\"mmp\":true", StringComparison.Ordinal));
        Assert.Equal((1, 0), (trader.Link.Attempts, trader.Requests("private/reset_mmp")));
        ReconnectTests.AssertReconciled(trader);
    }

    [Fact]
    public void An_account_without_it_does_not_trade_where_it_is_required()
    {
        MemoryTrader trader = Refused(Terms with { IsRequired = true });
        Assert.True(trader.RunUntil(() => trader.Ending is not null, 30), trader.Story());
        Assert.False(trader.Ending!.WasLive);
        Assert.Contains("have it switched on for the account, or set risk.mmp_required to false", trader.Ending.Failure, StringComparison.Ordinal);
        Assert.Equal(0, Placed(trader));
    }

    private static MemoryTrader Trading(ProtectionTerms terms) =>
        new(new ExchangeOptions { Instruments = ["BTC-PERPETUAL"], Tier = 1, Limits = false }, session: MemoryTrader.Options with { Protection = terms });

    private static MemoryTrader Refused(ProtectionTerms terms)
    {
        MemoryTrader trader = Trading(terms);
        trader.Fault(new Fault { Kind = FaultKind.Reject, Method = "private/set_mmp_config", Code = 11042 });
        return trader;
    }

    private static int Told(MemoryTrader trader) => trader.Facts.Count(f => f.Kind == FactKind.Notice && f.Notice.What == NoticeKind.Protection && f.Instrument == 0);

    private static int Placed(MemoryTrader trader) => trader.Requests("private/buy") + trader.Requests("private/sell") + trader.Requests("private/edit");
}
