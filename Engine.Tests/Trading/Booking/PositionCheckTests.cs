using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Trading.Desks;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Booking;

/// <summary>The venue's position against the engine's own: asked first, believed when it stays.</summary>
public class PositionCheckTests
{
    private readonly Rig _rig = new();

    [Fact]
    [Pitfall("T19")]
    [Pitfall("T20")]
    public void A_difference_is_asked_about_first_and_taken_over_when_it_stays()
    {
        _rig.Quote();
        _rig.Send(_rig.Position(30));
        Assert.Equal(0, _rig.Desk.PositionLots);
        Assert.Single(_rig.TakeAll(), i => i.Kind == IntentKind.QueryAccount);
        _rig.Send(_rig.Position(30)); // an answer that was under way when the question was asked
        Assert.Equal(0, _rig.Desk.PositionLots);
        _rig.NowNs += 5 * Rig.Second;
        _rig.Send(_rig.Position(30));
        Assert.Equal(30, _rig.Desk.PositionLots);
        Fact notice = _rig.Facts.Single(f => f.Kind == FactKind.Notice && f.Notice.What == NoticeKind.PositionMismatch);
        Assert.Equal(30, notice.Notice.Number);
        _rig.TakeAll();
        _rig.Send(_rig.Position(30));
        _rig.Send(_rig.Position(30));
        Assert.Equal(1, _rig.Notices(NoticeKind.PositionMismatch));
        Assert.DoesNotContain(_rig.TakeAll(), i => i.Kind == IntentKind.QueryAccount);
    }

    [Fact]
    [Pitfall("T20")]
    public void A_difference_told_just_after_trades_were_asked_for_is_asked_about_with_the_next_answer()
    {
        // Found by the simulator: trades had been asked for less than a second before, and the difference was believed without a question.
        _rig.Quote();
        _rig.NowNs += 2 * Rig.Second;
        _rig.Send(_rig.Position(20, queried: false));
        Assert.Single(_rig.TakeAll(), i => i.Kind == IntentKind.QueryAccount);
        _rig.NowNs += Rig.Second / 2;
        _rig.Send(_rig.Position(30, queried: false));
        Assert.DoesNotContain(_rig.TakeAll(), i => i.Kind == IntentKind.QueryAccount);
        _rig.NowNs += 4 * Rig.Second;
        _rig.Send(_rig.Position(30));
        Assert.Single(_rig.TakeAll(), i => i.Kind == IntentKind.QueryAccount);
        Assert.Equal(0, _rig.Desk.PositionLots);
        _rig.NowNs += Rig.Second;
        _rig.Send(_rig.Position(30));
        Assert.Equal(30, _rig.Desk.PositionLots);
    }

    [Fact]
    [Pitfall("T21b")]
    public void The_fill_that_explains_the_difference_is_counted_instead()
    {
        (OrderIntent bid, _) = _rig.Quote();
        _rig.Send(_rig.Position(30));
        _rig.Send(_rig.Fill(bid, 30, 1));
        _rig.Send(_rig.Position(30));
        Assert.Equal((30, 0), (_rig.Desk.PositionLots, _rig.Notices(NoticeKind.PositionMismatch)));
    }

    [Fact]
    [Pitfall("T21b")]
    public void A_position_told_ahead_of_its_fill_twice_over_is_not_booked_twice()
    {
        // Fast fills: each answer to the position query is one fill ahead of the fills told.
        (OrderIntent bid, _) = _rig.Quote();
        _rig.Send(_rig.Position(10));
        _rig.Send(_rig.Fill(bid, 10, 1));
        _rig.Send(_rig.Position(20));
        _rig.Send(_rig.Fill(bid, 10, 2));
        _rig.Send(_rig.Position(30));
        _rig.Send(_rig.Fill(bid, 10, 3));
        Assert.Equal((30, 0), (_rig.Desk.PositionLots, _rig.Notices(NoticeKind.PositionMismatch)));
    }

    [Fact]
    public void A_difference_that_changes_is_asked_about_again()
    {
        _rig.Quote();
        _rig.Send(_rig.Position(30));
        _rig.Send(_rig.Position(40));
        Assert.Equal((0, 0), (_rig.Desk.PositionLots, _rig.Notices(NoticeKind.PositionMismatch)));
        Assert.Equal(2, _rig.TakeAll().Count(i => i.Kind == IntentKind.QueryAccount));
        _rig.NowNs += 5 * Rig.Second;
        _rig.Send(_rig.Position(40));
        Assert.Equal(40, _rig.Desk.PositionLots);
    }

    [Fact]
    public void A_difference_remembered_from_long_ago_is_not_believed_at_first_sight_again()
    {
        (OrderIntent bid, _) = _rig.Quote();
        _rig.Send(_rig.Position(10)); // ahead of its fill
        _rig.Send(_rig.Fill(bid, 10, 1)); // explained
        _rig.Timer(5 * Rig.Second);
        _rig.Send(_rig.Position(20)); // ahead again, by as much
        Assert.Equal((10, 0), (_rig.Desk.PositionLots, _rig.Notices(NoticeKind.PositionMismatch)));
    }

    [Fact]
    [Pitfall("T20")]
    public void A_difference_that_stays_is_believed_in_a_market_that_never_rests()
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        for (int i = 0; i < 12; i++)
        {
            _rig.NowNs += Rig.Second;
            EngineEvent fill = _rig.Fill(i % 2 == 0 ? bid : ask, 1, i + 1);
            fill.ExchangeNs = _rig.NowNs;
            _rig.Send(fill);
            EngineEvent answer = _rig.Position(30 + _rig.Desk.PositionLots - (_rig.Desk.PositionLots >= 30 ? 30 : 0));
            answer.ExchangeNs = _rig.NowNs;
            _rig.Send(answer);
        }

        Assert.Equal((30, 1), (_rig.Desk.PositionLots, _rig.Notices(NoticeKind.PositionMismatch)));
    }

    [Fact]
    public void A_trade_of_afterwards_is_of_afterwards_whatever_the_venues_clock_says()
    {
        (OrderIntent bid, _) = _rig.Quote();
        EngineEvent answer = _rig.Position(0);
        answer.ExchangeNs = _rig.NowNs;
        _rig.Send(answer);
        EngineEvent first = _rig.Fill(bid, 10, sequence: 7);
        first.ExchangeNs = _rig.NowNs;
        _rig.Send(first);
        EngineEvent second = _rig.Fill(bid, 10, sequence: 9);
        second.ExchangeNs = _rig.NowNs - (53 * Rig.Second); // the clock was set back
        _rig.Send(second);
        Assert.Equal(20, _rig.Desk.PositionLots);
    }

    [Fact]
    public void When_the_venues_clock_was_ahead_at_the_take_over_later_fills_are_booked_all_the_same()
    {
        _rig.Send(_rig.Specification());
        _rig.Send(_rig.Session(SessionState.Reconciling));
        EngineEvent ahead = _rig.Position(0);
        ahead.ExchangeNs = _rig.NowNs + (28 * Rig.Second);
        _rig.Send(ahead);
        _rig.Send(_rig.Ticker());
        _rig.Send(_rig.Snapshot());
        _rig.Send(_rig.Session(SessionState.Live));
        OrderIntent bid = _rig.Take().First(i => i.Side == Side.Buy);
        _rig.Send(_rig.Reply(bid));
        _rig.NowNs += 5 * Rig.Second;
        EngineEvent right = _rig.Position(0);
        right.ExchangeNs = _rig.NowNs;
        _rig.Send(right);
        EngineEvent fill = _rig.Fill(bid, 10, sequence: 7);
        fill.ExchangeNs = _rig.NowNs;
        _rig.Send(fill);
        Assert.Equal(10, _rig.Desk.PositionLots);
    }

    [Fact]
    public void A_position_within_a_notification_is_counted_and_asked_about_and_believed_only_as_an_answer()
    {
        _rig.Quote();
        for (int i = 0; i < 3; i++)
        {
            _rig.Send(_rig.Position(30, queried: false));
            _rig.NowNs += 6 * Rig.Second;
        }

        Assert.Equal(IntentKind.QueryAccount, Assert.Single(_rig.TakeAll(), i => i.Kind > IntentKind.CancelAll).Kind);
        Assert.Equal((0, 30, 0), (_rig.Desk.PositionLots, _rig.Desk.OtherExposureLots(Side.Buy), _rig.Desk.OtherExposureLots(Side.Sell)));
        _rig.Send(_rig.Position(30));
        Assert.Equal((30, 0), (_rig.Desk.PositionLots, _rig.Desk.OtherExposureLots(Side.Buy)));
    }

    [Fact]
    public void While_reconciling_a_difference_waits_for_the_trades()
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        _rig.Send(_rig.Session(SessionState.Down));
        _rig.Send(_rig.Session(SessionState.Reconciling));
        _rig.Send(_rig.Position(100)); // before the trades that explain it
        _rig.Send(_rig.Position(100));
        _rig.Send(_rig.Order(ask, listed: true));
        _rig.Send(_rig.Fill(bid, 100, 1, queried: true));
        _rig.Send(_rig.Session(SessionState.Live));
        Assert.Equal((100, 0), (_rig.Desk.PositionLots, _rig.Notices(NoticeKind.PositionMismatch)));
    }

    [Fact]
    [Pitfall("T20")]
    public void From_any_pair_of_positions_two_answers_agree()
    {
        Prng random = Seeds.Start();
        for (int i = 0; i < 200; i++)
        {
            Rig rig = new();
            long local = random.Below(800) - 400, venue = random.Chance(0.2) ? 0 : random.Below(800) - 400;
            rig.Quote(local);
            for (int pass = 0; pass < 4; pass++)
            {
                rig.Send(rig.Position(venue));
                rig.NowNs += 5 * Rig.Second;
                Assert.Equal(pass == 0 ? local : venue, rig.Desk.PositionLots);
            }

            Assert.Equal(venue, rig.Desk.PositionLots);
            Assert.Equal(local == venue ? 0 : 1, rig.Notices(NoticeKind.PositionMismatch));
        }
    }

    [Fact]
    public void What_is_taken_over_is_booked_at_mark_and_earns_nothing()
    {
        _rig.Quote();
        _rig.Send(_rig.Position(30, mark: 90_000));
        _rig.NowNs += 5 * Rig.Second;
        _rig.Send(_rig.Position(30, mark: 90_000));
        _rig.Send(_rig.Ticker(mark: 90_000));
        PnlFact pnl = DeskPnl.Compute(_rig.Desk, null);
        Assert.Equal(0, pnl.RealizedUsd, 9);
        Assert.Equal(0, pnl.UnrealizedUsd, 9);
    }
}
