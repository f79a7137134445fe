using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Trading.Desks;
using Xunit;

namespace Engine.Tests.Trading.Booking;

/// <summary>Own profit beside the venue's: both are told, and a difference is shown, not hidden.</summary>
public class PnlTests
{
    private readonly Rig _rig = new();

    [Fact]
    public void Once_a_second_the_journal_gets_all_figures()
    {
        (OrderIntent bid, _) = _rig.Quote();
        _rig.Send(_rig.Fill(bid, 100, 1, fee: 1e-6)); // 1000 USD at 99 985
        _rig.Send(_rig.Ticker(mark: 100_100, index: 100_000));
        _rig.Send(_rig.Portfolio(10.0005));
        int before = _rig.Facts.Count(f => f.Kind == FactKind.Pnl);
        _rig.Timer(Rig.Second);
        Fact fact = _rig.Facts.Last(f => f.Kind == FactKind.Pnl);
        Assert.Equal(before + 1, _rig.Facts.Count(f => f.Kind == FactKind.Pnl));
        double unrealized = 1_000 * ((1 / 99_985.0) - (1 / 100_100.0)) * 100_000;
        Assert.Equal((1_000.0, 10.0005, 0.0), (fact.Pnl.Position, fact.Pnl.Equity, fact.Pnl.RealizedUsd));
        Assert.Equal(unrealized, fact.Pnl.UnrealizedUsd, 9);
        Assert.Equal(0.1, fact.Pnl.FeesUsd, 9);
        Assert.Equal(0.0005 * 100_000, fact.Pnl.SessionUsd, 6);
        _rig.Timer(1);
        Assert.Equal(before + 1, _rig.Facts.Count(f => f.Kind == FactKind.Pnl));
    }

    [Fact]
    public void Session_profit_counts_from_the_equity_at_the_start()
    {
        _rig.GoLive(); // with an equity of 10
        Assert.Equal((10.0, 0.0), (_rig.Engine.Account(AsciiCode.Upper("BTC"))!.StartEquity, _rig.Engine.Account(AsciiCode.Upper("BTC"))!.Change));
        _rig.Send(_rig.Portfolio(10.25));
        _rig.Send(_rig.Session(SessionState.Down));
        _rig.Send(_rig.Session(SessionState.Reconciling));
        _rig.Send(_rig.Session(SessionState.Live)); // a reconnection is no new start
        Assert.Equal(0.25, _rig.Engine.Account(AsciiCode.Upper("BTC"))!.Change, 9);
        Assert.Null(_rig.Engine.Account(AsciiCode.Upper("ETH")));
    }

    [Fact]
    public void A_difference_beyond_a_cent_is_noticed_once_until_it_is_gone()
    {
        _rig.Quote(position: 100);
        EngineEvent agreed = _rig.Position(100), differs = _rig.Position(100);
        differs.Position.TotalE9 = Decimals.FromDouble(2e-7); // two cents
        _rig.Send(agreed);
        Assert.Equal(0, _rig.Notices(NoticeKind.PnlMismatch));
        _rig.Send(differs);
        _rig.Send(differs);
        Assert.Equal(1, _rig.Notices(NoticeKind.PnlMismatch));
        Assert.Equal(-0.02, DeskPnl.Compute(_rig.Desk, null).DifferenceUsd, 6);
        _rig.Send(agreed);
        _rig.Send(differs);
        Assert.Equal(2, _rig.Notices(NoticeKind.PnlMismatch));
    }

    [Fact]
    public void Less_than_a_cent_is_the_venues_rounding()
    {
        _rig.Quote(position: 100);
        EngineEvent e = _rig.Position(100);
        e.Position.TotalE9 = Decimals.FromDouble(9e-8);
        _rig.Send(e);
        Assert.Equal(0, _rig.Notices(NoticeKind.PnlMismatch));
    }

    [Fact]
    public void What_the_venue_had_realised_before_the_start_is_not_ours()
    {
        _rig.Send(_rig.Specification());
        _rig.Send(_rig.Ticker());
        EngineEvent e = _rig.Position(0);
        e.Position.RealizedE9 = Decimals.FromDouble(0.5);
        _rig.Send(e);
        _rig.Send(_rig.Session(SessionState.Live));
        _rig.Send(e);
        Assert.Equal(0, _rig.Notices(NoticeKind.PnlMismatch));
    }

    [Fact]
    public void After_settlement_the_venue_counts_from_zero_again_and_we_do_not_complain()
    {
        _rig.Quote(position: 0);
        EngineEvent realized = _rig.Position(0);
        realized.Position.RealizedE9 = Decimals.FromDouble(0.01);
        _rig.Send(realized); // a real difference: the venue has realised what we have not
        Assert.Equal(1, _rig.Notices(NoticeKind.PnlMismatch));
        _rig.Send(_rig.Ticker(settlement: 99_500));
        _rig.Send(_rig.Position(0));
        Assert.Equal(0, DeskPnl.Compute(_rig.Desk, null).DifferenceUsd, 9);
    }

    [Fact]
    public void A_settlement_before_the_first_ticker_is_seen_by_the_price_that_came_with_the_position()
    {
        EngineEvent before = _rig.Position(0, settlement: 99_000);
        before.Position.RealizedE9 = Decimals.FromDouble(0.01); // of the venue's day that is about to end
        _rig.Send(_rig.Specification());
        _rig.Send(before);
        _rig.Send(_rig.Session(SessionState.Live));
        _rig.Send(_rig.Ticker(settlement: 99_500) with { ExchangeNs = 1 });
        _rig.Send(_rig.Position(0, settlement: 99_500) with { ExchangeNs = 2 });
        Assert.Equal(0, DeskPnl.Compute(_rig.Desk, null).DifferenceUsd, 9);
        Assert.Equal(0, _rig.Notices(NoticeKind.PnlMismatch));
    }

    [Fact]
    public void A_ticker_without_a_settlement_price_tells_of_no_settlement()
    {
        _rig.Quote(position: 0);
        _rig.Send(_rig.Ticker(settlement: 0));
        _rig.Send(_rig.Ticker());
        Assert.False(_rig.Desk.IsSettled);
    }

    /// <summary>Both were lost and are fetched later; together they leave the position as it was, which is why an answer in between agrees.</summary>
    [Fact]
    public void Trades_told_after_the_answer_that_the_profits_were_compared_anew_with_are_no_difference()
    {
        Settle(answeredNs: 4 * Rig.Second);
        BuyAndSell(tradedNs: 2 * Rig.Second);
        _rig.Send(_rig.Position(0) with { ExchangeNs = 5 * Rig.Second });
        _rig.Send(_rig.Position(0) with { ExchangeNs = 6 * Rig.Second });
        Assert.Equal(0, DeskPnl.Compute(_rig.Desk, null).DifferenceUsd, 9);
        Assert.Equal(0, _rig.Notices(NoticeKind.PnlMismatch));
    }

    [Fact]
    public void Trades_of_after_that_answer_are_compared_by_what_the_venue_has_realised()
    {
        Settle(answeredNs: 4 * Rig.Second);
        BuyAndSell(tradedNs: 5 * Rig.Second);
        _rig.Send(_rig.Position(0) with { ExchangeNs = 6 * Rig.Second });
        Assert.Equal(1, _rig.Notices(NoticeKind.PnlMismatch)); // it has realised nothing
    }

    [Fact]
    public void A_position_that_was_held_over_a_settlement_before_the_start_is_compared_from_the_settlements_price_on()
    {
        const double Amount = 1_000, Average = 90_000, Settled = 95_000, Mark = 100_000, Sold = 101_000;
        _rig.Send(_rig.Specification());
        _rig.Send(_rig.Ticker(settlement: Settled));
        EngineEvent held = _rig.Position(100, average: Average, mark: Mark);
        held.Position.TotalE9 = Decimals.FromDouble(Amount * ((1 / Average) - (1 / Mark)));
        held.Position.FloatingE9 = Decimals.FromDouble(Amount * ((1 / Settled) - (1 / Mark)));
        _rig.Send(held);
        _rig.Send(_rig.Session(SessionState.Live));
        _rig.Send(held);
        EngineEvent sold = _rig.Fill(new OrderIntent { Side = Side.Sell }, 100, 1);
        sold.Fill.PriceE9 = Decimals.FromDouble(Sold);
        _rig.Send(sold);
        EngineEvent closed = _rig.Position(0, average: 0, mark: Mark);
        closed.Position.RealizedE9 = Decimals.FromDouble(Amount * ((1 / Settled) - (1 / Sold)));
        _rig.Send(closed);
        Assert.Equal(0, DeskPnl.Compute(_rig.Desk, null).DifferenceUsd, 3);
        Assert.Equal(0, _rig.Notices(NoticeKind.PnlMismatch));
    }

    [Fact]
    public void The_venues_rounding_of_the_average_price_of_what_is_taken_over_is_no_difference()
    {
        // 4 000 000 USD bought at 90 000.004, which the venue tells as 90 000.00 and counts with all digits.
        const double Amount = 4_000_000, Average = 90_000.004, Mark = 100_000;
        _rig.Send(_rig.Specification());
        _rig.Send(_rig.Ticker());
        EngineEvent held = _rig.Position(400_000, average: 90_000, mark: Mark);
        held.Position.TotalE9 = held.Position.FloatingE9 = Decimals.FromDouble(Amount * ((1 / Average) - (1 / Mark)));
        _rig.Send(held);
        _rig.Send(_rig.Session(SessionState.Live));
        _rig.Send(held);
        Assert.Equal(0, DeskPnl.Compute(_rig.Desk, null).DifferenceUsd, 3);
        Assert.Equal(0, _rig.Notices(NoticeKind.PnlMismatch));
    }

    [Fact]
    public void A_settlement_that_no_ticker_told_is_seen_by_the_venues_two_figures_of_what_is_open()
    {
        const double Amount = 1_000, Settled = 95_000;
        _rig.Quote(position: 100); // bought at 100 000, which is the mark
        for (int answer = 0; answer < 2; answer++)
        {
            EngineEvent held = _rig.Position(100, mark: 96_000);
            held.Position.RealizedE9 = 0;
            held.Position.TotalE9 = Decimals.FromDouble(Amount * ((1 / 100_000.0) - (1 / 96_000.0)));
            held.Position.FloatingE9 = Decimals.FromDouble(Amount * ((1 / Settled) - (1 / 96_000.0)));
            _rig.Send(held);
        }

        EngineEvent sold = _rig.Fill(new OrderIntent { Side = Side.Sell }, 100, 1);
        sold.Fill.PriceE9 = Decimals.FromDouble(97_000);
        _rig.Send(sold);
        EngineEvent closed = _rig.Position(0, average: 0, mark: 97_000);
        closed.Position.RealizedE9 = Decimals.FromDouble(Amount * ((1 / Settled) - (1 / 97_000.0)));
        _rig.Send(closed);
        Assert.Equal(0, DeskPnl.Compute(_rig.Desk, null).DifferenceUsd, 3);
        Assert.Equal(0, _rig.Notices(NoticeKind.PnlMismatch));
    }

    private void Settle(long answeredNs)
    {
        _rig.Quote(position: 0);
        _rig.Send(_rig.Ticker(settlement: 99_500) with { ExchangeNs = 3 * Rig.Second });
        _rig.Send(_rig.Position(0) with { ExchangeNs = answeredNs });
    }

    private void BuyAndSell(long tradedNs)
    {
        for (int i = 0; i < 2; i++)
        {
            EngineEvent fill = _rig.Fill(new OrderIntent { Side = (Side)i }, 100, 1 + i, queried: true) with { ExchangeNs = tradedNs };
            fill.Fill.PriceE9 = Decimals.FromDouble(100_000 + (500 * i));
            _rig.Send(fill);
        }
    }
}
