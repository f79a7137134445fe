using Engine.Core.Events;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Tests.Deribit.Decoding;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Deribit.Sessions;

public class SessionTradesTests
{
    private readonly ScriptedVenue _venue = new();

    [Fact]
    [Pitfall("T21c")]
    public void Trades_are_paged_by_their_number_even_2500_within_one_millisecond()
    {
        for (int i = 1; i <= 2500; i++)
            _venue.Trades.Add(7_000 + (3 * i)); // other accounts trade in between
        _venue.GoLive();
        long[] fills = [.. _venue.Events.ToArray().Where(e => e.Kind == EventKind.Fill).Select(e => e.Fill.TradeSequence)];
        Assert.Equal(_venue.Trades, fills);
        Assert.Single(_venue.Events.ToArray().Where(e => e.Kind == EventKind.Fill).Select(e => e.ExchangeNs).Distinct());
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(2000)]
    public void A_page_that_is_just_full_neither_ends_early_nor_loops(int count)
    {
        for (int i = 1; i <= count; i++)
            _venue.Trades.Add(i);
        _venue.GoLive();
        Assert.Equal(count, _venue.Events.ToArray().Count(e => e.Kind == EventKind.Fill));
    }

    [Fact]
    public void The_session_is_not_live_before_the_last_page()
    {
        for (int i = 1; i <= 1500; i++)
            _venue.Trades.Add(i);
        _venue.Session.OnConnected();
        int pages = 0;
        while (_venue.Session.Phase != SessionPhase.Live)
        {
            _venue.Take();
            foreach (ScriptedVenue.Request request in _venue.Asked.Where(r => !r.IsAnswered).ToArray())
            {
                Assert.NotEqual(SessionPhase.Live, _venue.Session.Phase);
                pages += request.Method == "private/get_user_trades_by_instrument" ? 1 : 0;
                _venue.Answer(request);
            }
        }

        Assert.Equal(2, pages);
    }

    [Fact]
    public void What_the_journal_has_already_is_not_asked_for_again()
    {
        for (int i = 1; i <= 100; i++)
            _venue.Trades.Add(i);
        _venue.Session.SetTradesFrom(0, 60);
        _venue.GoLive();
        Assert.Equal(Enumerable.Range(61, 40).Select(i => (long)i), _venue.Events.ToArray().Where(e => e.Kind == EventKind.Fill).Select(e => e.Fill.TradeSequence));
    }

    [Theory]
    [InlineData(60, "t60", 61)] // it goes on from where we were
    [InlineData(60, null, 61)]
    [InlineData(60, "other", 1)] // another trade stands in the place of ours
    [InlineData(200, "t200", 1)] // the venue has not come so far: it has begun anew
    [Pitfall("T21e")]
    public void A_venue_without_the_last_trade_stored_here_is_asked_for_all_its_trades(long mark, string? id, int from)
    {
        for (int i = 1; i <= 100; i++)
            _venue.Trades.Add(i);
        _venue.Session.SetTradesFrom(0, mark, id);
        _venue.GoLive();
        Assert.Equal(
            Enumerable.Range(from, 101 - from).Select(i => (long)i), _venue.Events.ToArray().Where(e => e.Kind == EventKind.Fill).Select(e => e.Fill.TradeSequence));
        string? remark = _venue.Session.TakeRemark();
        Assert.Equal(from == 1, remark is not null);
        if (remark is not null)
            Assert.Contains($"BTC-PERPETUAL: the venue does not have the last trade stored here (sequence {mark})", remark, StringComparison.Ordinal);
    }

    [Fact]
    [Pitfall("T21e")]
    public void Trades_are_fetched_anew_although_a_question_about_them_was_under_way_when_the_mark_was_missing()
    {
        _venue.Trades.AddRange([100, 101, 102]);
        _venue.GoLive();
        _venue.Tick(30_000_000_000);
        _venue.Take();
        ScriptedVenue.Request mark = _venue.Asked.Single(r => r.Whole.Contains("end_seq", StringComparison.Ordinal));
        Assert.Contains(_venue.Asked, r => r.Method == "private/get_user_trades_by_instrument" && r != mark);
        _venue.Trades.Clear();
        _venue.Trades.AddRange([1, 2]); // numbered anew
        int passes = _venue.Session.Reconciliations;
        _venue.Answer(mark); // while the question from 103 on is under way
        _venue.Serve();
        Assert.Equal(0, _venue.Session.TakeAnew());
        Assert.Equal([1L, 2], _venue.Events.ToArray().Where(e => e.Kind == EventKind.Fill && e.Fill.TradeSequence < 100).Select(e => e.Fill.TradeSequence).Distinct());
        Assert.Equal(passes + 1, _venue.Session.Reconciliations);
    }

    [Fact]
    [Pitfall("T21e")]
    public void A_page_of_before_the_numbers_began_anew_does_not_move_the_mark()
    {
        _venue.Trades.AddRange([100, 101, 102]);
        _venue.GoLive();
        _venue.Trades.Add(103);
        _venue.Tick(30_000_000_000);
        _venue.Take();
        ScriptedVenue.Request mark = _venue.Asked.Single(r => r.Whole.Contains("end_seq", StringComparison.Ordinal));
        ScriptedVenue.Request page = _venue.Asked.Single(r => r.Method == mark.Method && r != mark);
        _venue.Scripts[mark.Method] = r => Frames.Reply(r.Id, """{"trades":[],"has_more":false}""");
        _venue.Answer(mark);
        _venue.Scripts.Clear();
        _venue.Answer(page); // an answer of the old numbers, which comes behind
        _venue.Trades.Clear();
        _venue.Trades.AddRange([1, 2]);
        _venue.Serve();
        Assert.Equal([1L, 2], _venue.Events.ToArray().Where(e => e.Kind == EventKind.Fill && e.Fill.TradeSequence < 100).Select(e => e.Fill.TradeSequence).Distinct());
    }

    [Fact]
    [Pitfall("T21e")]
    public void After_a_quiet_day_the_last_trade_is_looked_up_in_the_history_and_nothing_has_begun_anew()
    {
        _venue.Trades.AddRange([100, 101, 102]);
        _venue.GoLive();
        _venue.Trades.Add(105); // told by a notification alone until now
        _venue.OldUpTo = 102;
        for (int i = 0; i < 3; i++)
        {
            _venue.Tick(30_000_000_000);
            _venue.Serve();
        }

        Assert.Equal(-1, _venue.Session.TakeAnew());
        Assert.Null(_venue.Session.TakeRemark());
        Assert.Equal([100L, 101, 102, 105], _venue.Events.ToArray().Where(e => e.Kind == EventKind.Fill).Select(e => e.Fill.TradeSequence));
        Assert.Single(_venue.Asked, r => r.Whole.Contains("historical", StringComparison.Ordinal)); // the mark has moved on by then
    }

    [Fact]
    [Pitfall("T21e")]
    public void A_mark_that_moves_on_meanwhile_is_not_looked_up_where_it_cannot_be_yet()
    {
        _venue.Trades.AddRange([100, 101, 102]);
        _venue.GoLive();
        _venue.Trades.Add(105);
        _venue.OldUpTo = 102;
        _venue.Tick(30_000_000_000);
        _venue.Take();
        foreach (ScriptedVenue.Request mark in _venue.Asked.Where(r => r.Whole.Contains("end_seq", StringComparison.Ordinal)).ToArray())
            _venue.Answer(mark);
        foreach (ScriptedVenue.Request request in _venue.Asked.Where(r => !r.IsAnswered).ToArray())
            _venue.Answer(request); // 105 among them, before the question to the history is written
        _venue.Serve();
        Assert.Contains(_venue.Asked, r => r.Whole.Contains("historical", StringComparison.Ordinal));
        Assert.Equal(-1, _venue.Session.TakeAnew());
    }

    [Theory]
    [Pitfall("T21e")]
    [InlineData(60, 80, 100)]
    [InlineData(60, 100, 101)]
    [InlineData(60, 2_500, 2_600)]
    [InlineData(60, 59, 100)] // within the day: no history is asked for
    [InlineData(60, 60, 100)]
    public void From_a_mark_of_more_than_a_day_ago_fills_are_fetched_out_of_the_history_first(int mark, int oldUpTo, int count)
    {
        for (int i = 1; i <= count; i++)
            _venue.Trades.Add(i);
        _venue.OldUpTo = oldUpTo;
        _venue.Session.SetTradesFrom(0, mark, $"t{mark}");
        _venue.Session.OnConnected();
        _venue.Serve();
        Assert.Equal(Enumerable.Range(mark + 1, count - mark).Select(i => (long)i), _venue.Events.ToArray().Where(e => e.Kind == EventKind.Fill).Select(e => e.Fill.TradeSequence));
        Assert.Equal((SessionPhase.Live, -1, null), (_venue.Session.Phase, _venue.Session.TakeAnew(), _venue.Session.TakeRemark()));
        Assert.Equal(oldUpTo >= mark, _venue.Asked.Any(r => r.Whole.Contains("historical", StringComparison.Ordinal)));
    }

    [Fact]
    [Pitfall("T21e")]
    public void After_a_reconnection_trades_are_asked_from_the_last_one_a_query_told()
    {
        _venue.Trades.Add(5);
        _venue.GoLive();
        _venue.ClearEvents();
        _venue.Session.OnDisconnected();
        _venue.Trades.AddRange([6, 9]);
        _venue.Session.OnConnected();
        _venue.Serve();
        Assert.Equal([6L, 9], _venue.Events.ToArray().Where(e => e.Kind == EventKind.Fill).Select(e => e.Fill.TradeSequence));
    }

    [Fact]
    public void A_page_that_promises_more_and_does_not_move_on_ends_the_session_instead_of_losing_trades()
    {
        _venue.Scripts["private/get_user_trades_by_instrument"] = r => Frames.Reply(r.Id, """{"trades":[],"has_more":true}""");
        _venue.Session.OnConnected();
        _venue.Serve();
        Assert.Equal((SessionPhase.Failed, false), (_venue.Session.Phase, _venue.Session.IsFatal));
        Assert.Contains("BTC-PERPETUAL", _venue.Session.Failure, StringComparison.Ordinal);
    }
}
