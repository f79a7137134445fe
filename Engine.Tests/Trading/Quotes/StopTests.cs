using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Core.Trading;
using Engine.Tests.Risk.Killing;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Quotes;

/// <summary>Stop and kill are latches: orders are cancelled, and nothing that happens later quotes again (T03, T04).</summary>
public class StopTests
{
    private readonly Rig _rig = new();

    [Theory]
    [InlineData(CommandKind.Stop, NoticeKind.Stop)]
    [InlineData(CommandKind.Kill, NoticeKind.Kill)]
    [Pitfall("T03")]
    public void Both_orders_are_cancelled_at_once_and_then_none_is_left(CommandKind command, NoticeKind notice)
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        _rig.Send(_rig.Command(command));
        OrderIntent[] cancels = _rig.Take();
        Assert.Equal([Rig.Id(bid.Label), Rig.Id(ask.Label)], cancels.Select(i => i.OrderId));
        Assert.All(cancels, i => Assert.Equal(IntentKind.Cancel, i.Kind));
        Assert.False(_rig.Engine.HasNoOrders);
        foreach (OrderIntent cancel in cancels)
            _rig.Send(_rig.Reply(cancel, VenueOrderState.Cancelled));
        Assert.True(_rig.Engine.HasNoOrders);
        Assert.True(_rig.Engine.IsStopped);
        _rig.Send(_rig.Command(command));
        Assert.Equal(1, _rig.Notices(notice));
    }

    [Fact]
    public unsafe void A_kill_cancels_without_waiting_for_the_disk_that_its_latch_is_stored_on()
    {
        HangingDisk disk = new();
        KillRecord record = default;
        Rig rig = new(options: new EngineOptions { SessionId = Rig.SessionId, OrderRate = 100_000, OrderBurst = 1_000, MaxOrdersPerSecond = 100_000, Latch = new KillLatch((nint)(&record), 1, 1, disk) });
        rig.Quote();
        rig.Send(rig.Command(CommandKind.Kill));
        Assert.Equal([IntentKind.Cancel, IntentKind.Cancel], rig.Take().Select(i => i.Kind));
        Assert.Equal((1, 0, LatchState.Latched), (disk.Asked, disk.Stored, record.State));
    }

    [Theory]
    [InlineData(CommandKind.Stop)]
    [InlineData(CommandKind.Kill)]
    [Pitfall("T04")]
    public void Nothing_arms_it_again(CommandKind command)
    {
        _rig.Quote();
        _rig.Send(_rig.Command(command));
        foreach (OrderIntent cancel in _rig.Take())
            _rig.Send(_rig.Reply(cancel, VenueOrderState.Cancelled));
        _rig.Send(_rig.Command(CommandKind.JournalBehind));
        _rig.Send(_rig.Command(CommandKind.JournalCaughtUp));
        _rig.Send(_rig.Command(CommandKind.None));
        _rig.Send(_rig.Session(SessionState.Down));
        _rig.Send(_rig.Session(SessionState.LoggingIn));
        _rig.Send(_rig.Specification());
        _rig.Send(_rig.Snapshot());
        _rig.Send(_rig.Ticker());
        _rig.Send(_rig.Session(SessionState.Reconciling));
        _rig.Send(_rig.Position(0));
        _rig.Send(_rig.Session(SessionState.Live));
        for (int i = 0; i < 20; i++)
        {
            _rig.Send(_rig.Market(200_001 + (10 * i), 200_003 + (10 * i)));
            _rig.Timer(Rig.Second);
        }

        Assert.DoesNotContain(_rig.TakeAll(), i => i.Kind is IntentKind.Place or IntentKind.Edit);
        Assert.Equal(TradingMode.Stopped, _rig.Engine.Mode);
    }

    [Fact]
    public void An_order_whose_answer_is_outstanding_is_cancelled_when_it_comes()
    {
        _rig.GoLive();
        OrderIntent[] placed = _rig.Take();
        _rig.Send(_rig.Command(CommandKind.Stop));
        Assert.Empty(_rig.Take());
        _rig.Send(_rig.Reply(placed[0]));
        Assert.Equal((IntentKind.Cancel, Rig.Id(placed[0].Label)), _rig.Take().Select(i => (i.Kind, i.OrderId)).Single());
    }

    [Fact]
    [Pitfall("T04")]
    public void Stopped_without_a_connection_the_orders_are_cancelled_after_the_next_one()
    {
        (OrderIntent bid, _) = _rig.Quote();
        _rig.Send(_rig.Session(SessionState.Down));
        _rig.Send(_rig.Command(CommandKind.Stop));
        Assert.Empty(_rig.TakeAll());
        _rig.Send(_rig.Session(SessionState.Reconciling));
        _rig.Send(_rig.Order(bid, listed: true));
        _rig.Send(_rig.Session(SessionState.Live));
        Assert.Equal((IntentKind.Cancel, Rig.Id(bid.Label)), _rig.Take().Select(i => (i.Kind, i.OrderId)).Single());
    }

    [Fact]
    public void A_refused_edit_does_not_hold_back_the_cancel_that_a_stop_needs()
    {
        (OrderIntent bid, _) = _rig.Quote();
        _rig.Send(_rig.Market(200_031, 200_033));
        foreach (OrderIntent edit in _rig.Take())
            _rig.Send(_rig.Reply(edit, error: 10041));
        Assert.Empty(_rig.Take());
        _rig.Timer(1_000);
        _rig.Send(_rig.Command(CommandKind.Stop));
        Assert.Equal(Rig.Id(bid.Label), _rig.Take().First(i => i.Kind == IntentKind.Cancel).OrderId);
    }

    [Fact]
    public void A_refused_cancel_is_repeated_with_patience_not_with_every_event()
    {
        _rig.Quote();
        _rig.Send(_rig.Command(CommandKind.Stop));
        foreach (OrderIntent cancel in _rig.Take())
            _rig.Send(_rig.Reply(cancel, error: 10041));
        for (int i = 0; i < 100; i++)
            _rig.Timer(Rig.Second / 10_000);
        Assert.Empty(_rig.Take());
        _rig.Timer(Rig.Second);
        Assert.Equal(2, _rig.Take().Count(i => i.Kind == IntentKind.Cancel));
    }

    [Fact]
    public void A_partial_fill_while_the_cancel_is_under_way_is_counted()
    {
        (OrderIntent bid, _) = _rig.Quote();
        _rig.Send(_rig.Command(CommandKind.Stop));
        OrderIntent cancel = _rig.Take().First(i => i.Side == Side.Buy);
        _rig.Batch(_rig.Order(bid, filled: 30), _rig.Fill(bid, 30, 1));
        _rig.Send(_rig.Reply(cancel, VenueOrderState.Cancelled, filled: 30));
        Assert.Equal((30, OrderState.Idle), (_rig.Desk.PositionLots, _rig.Desk.Order(Side.Buy).State));
    }

    [Fact]
    public void A_loss_beyond_the_limit_latches_the_kill_switch()
    {
        Rig rig = new(options: new EngineOptions { SessionId = Rig.SessionId, OrderRate = 100_000, OrderBurst = 1_000, Limits = new AccountLimits { SessionLossUsd = 100 } });
        rig.Quote();
        rig.Send(rig.Portfolio(9.9991)); // 90 USD down
        Assert.Equal(KillReason.None, rig.Engine.KillReason);
        rig.Send(rig.Portfolio(9.9989));
        Assert.Equal(KillReason.SessionLoss, rig.Engine.KillReason);
        Assert.Equal(2, rig.Take().Count(i => i.Kind == IntentKind.Cancel));
        rig.Send(rig.Portfolio(20));
        Assert.True(rig.Engine.IsStopped);
    }

    [Fact]
    public void A_broken_invariant_caught_outside_latches_it_too()
    {
        _rig.Quote();
        _rig.Engine.Kill(KillReason.Invariant, _rig.NowNs);
        _rig.Timer(1);
        Assert.Equal(2, _rig.Take().Count(i => i.Kind == IntentKind.Cancel));
    }
}
