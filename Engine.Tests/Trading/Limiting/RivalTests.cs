using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Xunit;

namespace Engine.Tests.Trading.Limiting;

/// <summary>Two engines on one account and instrument do not cancel each other's orders; what a dead one left is cancelled.</summary>
public class RivalTests
{
    private const int Other = 0x00abcd;

    [Fact]
    public void An_order_that_another_session_places_while_we_trade_holds_the_instrument_and_is_left_alone()
    {
        Rig rig = new();
        (OrderIntent bid, OrderIntent ask) = rig.Quote();
        rig.NowNs += 20 * Rig.Second;
        rig.Send(OrderOf(rig, 1, rig.NowNs));
        rig.Timer();
        OrderIntent[] sent = rig.Take();
        Assert.DoesNotContain(sent, intent => intent.OrderId == Rig.Id("r1"));
        Assert.Equal([bid.Label, ask.Label], sent.Where(intent => intent.Kind == IntentKind.Cancel).Select(intent => intent.Label).OrderBy(label => label.Side));
        Assert.Equal((HoldReason.OtherEngine, Other), (rig.Desk.HoldReason(rig.NowNs), rig.Engine.RivalSession));
        rig.Send(OrderOf(rig, 2, rig.NowNs));
        NoticeFact notice = rig.Facts.Single(f => f is { Kind: FactKind.Notice, Notice.What: NoticeKind.OtherEngine }).Notice;
        Assert.Equal((Other, Other), (notice.Number, notice.Label.Session));

        // It is gone: after a while quoting goes on.
        foreach (OrderIntent cancel in sent)
            rig.Send(rig.Reply(cancel, VenueOrderState.Cancelled));
        rig.NowNs += 59 * Rig.Second;
        Refresh(rig);
        Assert.DoesNotContain(rig.Take(), intent => intent.Kind == IntentKind.Place);
        rig.NowNs += 2 * Rig.Second;
        Refresh(rig);
        Assert.Contains(rig.Take(), intent => intent.Kind == IntentKind.Place);
    }

    [Theory]
    [InlineData(-3_600, false)] // made before we began
    [InlineData(9, false)] // the late place of a dying process
    [InlineData(20, true)] // of a session that the database knows
    public void What_a_dead_process_left_is_cancelled(int createdSeconds, bool isKnown)
    {
        Rig rig = new(options: new EngineOptions
        {
            SessionId = Rig.SessionId, OrderRate = 100_000, OrderBurst = 1_000, MaxOrdersPerSecond = 100_000, EarlierSessions = isKnown ? [Other] : [],
        });
        rig.Quote();
        long adoptedNs = rig.Desk.AdoptedVenueNs;
        rig.NowNs += 20 * Rig.Second;
        rig.Send(OrderOf(rig, 1, adoptedNs + (createdSeconds * Rig.Second)));
        rig.Timer();
        Assert.Contains(rig.Take(), intent => intent.Kind == IntentKind.Cancel && intent.OrderId == Rig.Id("r1"));
        Assert.Equal(0, rig.Engine.RivalSession);
    }

    private static EngineEvent OrderOf(Rig rig, int number, long createdNs)
    {
        EngineEvent e = rig.Listed(new OrderLabel(Other, 0, Side.Buy, 0, number), $"r{number}");
        e.Flags = EventFlags.None;
        e.Order.CreatedMs = createdNs / 1_000_000;
        return e;
    }

    private static void Refresh(Rig rig)
    {
        rig.Send(rig.Snapshot());
        rig.Send(rig.Ticker());
        rig.Timer();
    }
}
