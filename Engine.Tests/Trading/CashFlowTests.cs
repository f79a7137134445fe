using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Trading;
using Engine.Core.Venue.Faults.Forms;
using Engine.Tests.Link;
using Xunit;

namespace Engine.Tests.Trading;

/// <summary>Money that comes to the account or leaves it is neither profit nor loss; everything else is.</summary>
public class CashFlowTests
{
    private readonly Rig _rig = new(options: new EngineOptions
    {
        SessionId = Rig.SessionId, OrderRate = 100_000, OrderBurst = 1_000, MaxOrdersPerSecond = 100_000,
        Limits = new AccountLimits { SessionLossUsd = 1_000, DrawdownUsd = 1_000, EquityDropUsd = 1_000 },
    });

    public CashFlowTests()
    {
        _rig.GoLive();
        _rig.Send(Account(10, 0));
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(-0.1)]
    [InlineData(7)]
    public void A_withdrawal_or_deposit_is_told_and_moves_no_measure_of_loss(double coins)
    {
        _rig.Send(Account(10 + coins, 0.001)); // the market has moved a little meanwhile
        Assert.Equal(KillReason.None, _rig.Engine.KillReason);
        Assert.Equal(0.001, Change, 9);
        Assert.Equal(Decimals.FromDouble(coins), _rig.Facts.Single(f => f is { Kind: FactKind.Notice, Notice.What: NoticeKind.CashFlow }).Notice.Number);
        _rig.Send(Account(10 + coins, -0.008));
        Assert.Equal(KillReason.None, _rig.Engine.KillReason);
        _rig.Send(Account(10 + coins, -0.011)); // 1,100 USD: a deposit hides no loss, a withdrawal makes none larger
        Assert.NotEqual(KillReason.None, _rig.Engine.KillReason);
        Assert.Equal(1, _rig.Notices(NoticeKind.CashFlow));
    }

    [Fact]
    public void A_settlement_moves_profit_into_the_balance_and_is_no_money_from_outside()
    {
        _rig.Send(Account(10, 0.4));
        Assert.Equal(0.4, Change, 9);
        _rig.Send(Account(10.4, 0.0));
        Assert.Equal(0.4, Change, 9);
        _rig.Send(Account(10.4, -0.1));
        _rig.Send(Account(10.3, 0.002));
        Assert.Equal(0.302, Change, 9);
        Assert.Equal(0, _rig.Notices(NoticeKind.CashFlow));
    }

    [Fact]
    public void A_loss_is_a_loss_however_large_and_a_fee_too()
    {
        _rig.Send(Account(9.999, 0));
        Assert.Equal(-0.001, Change, 9);
        Assert.Equal(0, _rig.Notices(NoticeKind.CashFlow));
        _rig.Send(Account(9.999, -3));
        Assert.NotEqual(KillReason.None, _rig.Engine.KillReason);
        Assert.Equal(0, _rig.Notices(NoticeKind.CashFlow));
    }

    [Fact]
    public void An_older_answer_behind_the_news_takes_back_what_the_next_one_gives_again()
    {
        _rig.Send(Account(5, 0));
        _rig.Send(Account(10, 0));
        _rig.Send(Account(5, 0));
        Assert.Equal((0.0, KillReason.None), (Change, _rig.Engine.KillReason));
    }

    [Fact]
    public void The_venues_own_figures_tell_a_withdrawal_from_a_loss()
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Run(20);
        VenueAccount account = trader.Trader.Engine.Account(AsciiCode.Upper("BTC"))!;
        (double equity, double change) = (account.Equity, account.Change);
        trader.Fault(new Fault { Kind = FaultKind.Deposit, Key = MemoryTrader.Key, Currency = "BTC", Value = -0.5m });
        trader.Run(6);
        Assert.InRange(account.Equity, equity - 0.51, equity - 0.49);
        Assert.InRange(account.Change, change - 0.01, change + 0.01);
        Assert.Single(trader.Facts, f => f is { Kind: FactKind.Notice, Notice.What: NoticeKind.CashFlow });
    }

    private double Change => _rig.Engine.Account(AsciiCode.Upper("BTC"))!.Change;

    private EngineEvent Account(double balance, double session)
    {
        EngineEvent e = _rig.Portfolio(balance + session);
        e.Portfolio.BalanceE9 = Decimals.FromDouble(balance);
        e.Portfolio.SessionRplE9 = Decimals.FromDouble(session);
        return e;
    }
}
