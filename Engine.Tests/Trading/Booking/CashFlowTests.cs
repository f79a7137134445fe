using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Trading;
using Engine.Core.Venue.Faults.Forms;
using Engine.Tests.Link;
using Xunit;

namespace Engine.Tests.Trading.Booking;

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
        _rig.Send(Account(10 + coins, 0));
        Assert.Equal(KillReason.None, _rig.Engine.KillReason);
        Assert.Equal(0, Change, 9);
        Assert.Equal(Decimals.FromDouble(coins), _rig.Facts.Single(f => f is { Kind: FactKind.Notice, Notice.What: NoticeKind.CashFlow }).Notice.Number);
        _rig.Send(Account(10 + coins, -0.008));
        Assert.Equal(KillReason.None, _rig.Engine.KillReason);
        _rig.Send(Account(10 + coins, -0.011)); // 1,100 USD: a deposit hides no loss, a withdrawal makes none larger
        Assert.NotEqual(KillReason.None, _rig.Engine.KillReason);
        Assert.Equal(1, _rig.Notices(NoticeKind.CashFlow));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(-0.003)]
    [InlineData(-5)]
    public void A_deposit_is_no_profit_whatever_the_session_earns_or_loses_meanwhile(double profit)
    {
        _rig.Send(Account(12, profit));
        Assert.Equal(profit, Change, 9);
        Assert.Equal(profit < -0.01, _rig.Engine.KillReason != KillReason.None);
    }

    [Fact]
    public void A_loss_over_a_settlement_that_was_not_seen_is_no_withdrawal()
    {
        VenueAccount account = Begun(100, -2, out long ns);
        account.Apply(Account(98, -1.9).Portfolio, ns + Rig.Second); // settled, and 1.9 more are lost
        Assert.Equal(-1.9, account.Change, 9);
    }

    [Fact]
    public void What_the_venue_takes_beside_a_loss_is_a_loss()
    {
        VenueAccount account = Begun(100, 0, out long ns);
        account.Apply(Account(98, -0.1).Portfolio, ns + Rig.Second); // a fee for liquidation
        Assert.Equal(-2.1, account.Change, 9);
    }

    [Fact]
    public void What_left_the_balance_unwatched_is_a_loss()
    {
        VenueAccount account = Begun(100, 0, out long ns);
        account.Break(); // a position may have been opened, lost and settled
        account.Apply(Account(98, 0).Portfolio, ns + Rig.Second);
        Assert.Equal(-2, account.Change, 9);
        account.Apply(Account(96, 0).Portfolio, ns + (61 * Rig.Second));
        Assert.Equal(-4, account.Change, 9);
        account.Apply(Account(95, 0).Portfolio, ns + (62 * Rig.Second));
        Assert.Equal(-4, account.Change, 9);
    }

    [Fact]
    public void A_lost_connection_leaves_the_account_unwatched()
    {
        _rig.Send(_rig.Session(SessionState.Down));
        _rig.Send(_rig.Session(SessionState.LoggingIn));
        _rig.Send(Account(9, 0));
        Assert.Equal(-1, Change, 9);
        Assert.NotEqual(KillReason.None, _rig.Engine.KillReason);
    }

    [Theory]
    [InlineData(-30, -20)]
    [InlineData(-1, 2)]
    [InlineData(290, 299)]
    public void What_leaves_the_balance_about_the_settlement_is_a_loss(int beforeSeconds, int afterSeconds)
    {
        const long Eight = ((20_000 * 24) + 8) * 3_600 * Rig.Second;
        VenueAccount account = new(AsciiCode.Upper("BTC"));
        account.Apply(Account(100, 0).Portfolio, Eight + (beforeSeconds * Rig.Second));
        account.Begin();
        account.Apply(Account(98, 0).Portfolio, Eight + (afterSeconds * Rig.Second));
        Assert.Equal(-2, account.Change, 9);
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

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(-0.5, -0.5)] // a position's worth moves meanwhile: in doubt a loss
    public void The_venues_own_figures_tell_a_deposit_from_a_profit(double coins, double change)
    {
        MemoryTrader trader = ReconnectTests.Quoting();
        trader.Run(20);
        VenueAccount account = trader.Trader.Engine.Account(AsciiCode.Upper("BTC"))!;
        (double equity, double before) = (account.Equity, account.Change);
        trader.Fault(new Fault { Kind = FaultKind.Deposit, Key = MemoryTrader.Key, Currency = "BTC", Value = (decimal)coins });
        trader.Run(6);
        Assert.InRange(account.Equity, equity + coins - 0.01, equity + coins + 0.01);
        Assert.InRange(account.Change, before + change - 0.01, before + change + 0.01);
        Assert.Equal(change < 0 ? 0 : 1, trader.Facts.Count(f => f is { Kind: FactKind.Notice, Notice.What: NoticeKind.CashFlow }));
    }

    private VenueAccount Begun(double balance, double session, out long ns)
    {
        VenueAccount account = new(AsciiCode.Upper("BTC"));
        account.Apply(Account(balance, session).Portfolio, ns = _rig.NowNs);
        account.Begin();
        return account;
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
