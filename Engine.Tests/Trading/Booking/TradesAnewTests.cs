using Engine.Core.Events;
using Engine.Core.Primitives;
using Xunit;

namespace Engine.Tests.Trading.Booking;

/// <summary>A venue that numbers trades anew while we are connected: none is taken for another, none is booked twice.</summary>
public class TradesAnewTests
{
    private readonly Rig _rig = new();
    private readonly OrderIntent _bid;

    public TradesAnewTests()
    {
        (_bid, _) = _rig.Quote();
        _rig.Send(Fill(10, 501, "a", seconds: 10));
        _rig.Send(Fill(10, 502, "b", seconds: 11, queried: true));
        Assert.Equal(20, _rig.Desk.PositionLots);
    }

    [Fact]
    public void A_trade_of_an_old_number_is_a_new_one_if_its_id_or_time_is_another()
    {
        _rig.Send(Fill(5, 501, "c", seconds: 60));
        _rig.Send(Fill(5, 501, "a", seconds: 61));
        _rig.Send(Fill(5, 501, "c", seconds: 60)); // told twice
        Assert.Equal(30, _rig.Desk.PositionLots);
    }

    [Fact]
    public void After_the_news_all_are_told_again_and_only_those_not_told_before_are_booked()
    {
        _rig.Send(Fill(5, 3, "n3", seconds: 70)); // told by its new number before anybody knows
        Anew();
        _rig.Send(Fill(10, 1, "a", seconds: 10, queried: true)); // the old ones, numbered anew
        _rig.Send(Fill(10, 2, "b", seconds: 11, queried: true));
        _rig.Send(Fill(5, 3, "n3", seconds: 70, queried: true));
        _rig.Send(Fill(7, 4, "n4", seconds: 71, queried: true)); // its notification was lost
        Assert.Equal(32, _rig.Desk.PositionLots);
        Assert.Equal(4, _rig.Facts.Count(f => f.Kind == FactKind.Fill));
        Assert.Equal(502, _rig.Facts.Single(f => f is { Kind: FactKind.Notice, Notice.What: NoticeKind.TradesAnew }).Notice.Number);
    }

    [Fact]
    public void When_the_reconciliation_has_ended_times_say_nothing_any_more()
    {
        Anew();
        EngineEvent list = _rig.Session(SessionState.Live);
        list.Session.List = OpenOrderList.Begins;
        _rig.Send(list);
        list.Session.List = OpenOrderList.Ends;
        _rig.Send(list);
        _rig.Send(Fill(7, 5, "late", seconds: 5, queried: true)); // the venue's clock has stepped back
        Assert.Equal(27, _rig.Desk.PositionLots);
    }

    [Theory]
    [InlineData(11)] // in the same millisecond as the last one told
    [InlineData(10)] // the restarted venue's clock is behind
    public void A_trade_of_afterwards_is_booked_whatever_its_time_if_no_told_one_has_its_id(long seconds)
    {
        Anew();
        _rig.Send(Fill(10, 1, "b", seconds: 11, queried: true));
        _rig.Send(Fill(7, 2, "new", seconds, queried: true));
        _rig.Send(Fill(7, 2, "new", seconds, queried: true));
        Assert.Equal(27, _rig.Desk.PositionLots);
        Assert.Equal(3, _rig.Facts.Count(f => f.Kind == FactKind.Fill));
    }

    [Fact]
    public void What_the_position_had_when_it_was_taken_over_is_not_booked_under_another_number()
    {
        Anew();
        _rig.Send(Fill(7, 1, "earlier", seconds: -60, queried: true)); // told to an earlier process
        Assert.Equal(20, _rig.Desk.PositionLots);
        Assert.Equal(2, _rig.Facts.Count(f => f.Kind == FactKind.Fill));
    }

    [Fact]
    public void The_mark_begins_anew_too()
    {
        _rig.Timer(Rig.Second);
        Assert.Equal(502, Marks()[^1]);
        Anew();
        _rig.Send(Fill(7, 4, "n4", seconds: 71, queried: true));
        _rig.Timer(Rig.Second);
        Assert.Equal(4, Marks()[^1]);
    }

    private long[] Marks() => [.. _rig.Facts.Where(f => f.Kind == FactKind.Mark).Select(f => f.Mark.TradeSequence)];

    private void Anew()
    {
        EngineEvent e = _rig.Command(CommandKind.TradesAnew);
        e.Instrument = 0;
        _rig.Send(e);
    }

    private EngineEvent Fill(long lots, long sequence, string id, long seconds, bool queried = false)
    {
        EngineEvent e = _rig.Fill(_bid, lots, sequence, queried);
        e.Fill.TradeId = Rig.Id(id);
        e.ExchangeNs = (1_790_000_000 + seconds) * Rig.Second;
        e.Side = Side.Buy;
        return e;
    }
}
