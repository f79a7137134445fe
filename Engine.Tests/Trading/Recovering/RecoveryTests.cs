using Engine.Core.Events;
using Engine.Core.Journal.Intents;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Trading;
using Engine.Tests.Journal;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Recovering;

/// <summary>What outlives the process: the engine writes it down before it matters, and the next one puts it right.</summary>
public sealed class RecoveryTests
{
    private static readonly OrderLabel s_before = new(77, 0, Side.Buy, 0, 3);

    [Fact]
    [Pitfall("T01")]
    public void An_intent_stands_in_the_log_when_the_gateway_is_asked()
    {
        IntentLogs logs = new();
        Rig rig = With(logs);
        int seen = 0;
        rig.Gateway.Watch = intent =>
        {
            if (intent.Kind is not (IntentKind.Place or IntentKind.Edit or IntentKind.Cancel))
                return;
            LeftOrder left = logs.Left().Single(order => order.Label == intent.Label);
            OrderState state = intent.Kind == IntentKind.Place ? OrderState.Placing : intent.Kind == IntentKind.Edit ? OrderState.Editing : OrderState.Cancelling;
            Assert.Equal((state, intent.Amount.Lots * 10_000_000_000), (left.State, left.AmountE9));
            seen++;
        };
        rig.Quote();
        rig.Send(rig.Market(200_099, 200_101));
        rig.Send(rig.Command(CommandKind.Stop));
        Assert.Equal(4, seen); // two placed, two edited; cancels wait for the edits' answers
    }

    [Fact]
    public void What_the_gateway_does_not_take_stands_in_no_log()
    {
        IntentLogs logs = new();
        Rig rig = With(logs);
        rig.Gateway.IsFull = true;
        rig.GoLive();
        Assert.Empty(logs.Left());
        rig.Gateway.IsFull = false;
        rig.Timer();
        Assert.Equal(2, logs.Left().Count);
        foreach (OrderIntent intent in rig.Take())
            rig.Send(rig.Reply(intent));
        rig.Gateway.IsFull = true;
        rig.Send(rig.Market(200_099, 200_101));
        Assert.All(logs.Left(), order => Assert.Equal(OrderState.Working, order.State));
    }

    [Fact]
    [Pitfall("T05")]
    public void Answers_fills_and_the_end_of_an_order_are_written_back()
    {
        IntentLogs logs = new();
        Rig rig = With(logs);
        (OrderIntent bid, OrderIntent ask) = rig.Quote();
        Assert.All(logs.Left(), order => Assert.True(order is { State: OrderState.Working, OrderId.IsSome: true }));
        rig.Batch(rig.Fill(bid, Rig.Lots, 1), rig.Order(bid, VenueOrderState.Filled, Rig.Lots));
        Assert.DoesNotContain(logs.Left(), order => order.Label == bid.Label);
        Assert.Contains(logs.Left(), order => order.Label == ask.Label);
        rig.Send(rig.Session(SessionState.Down));
        Assert.All(logs.Left(), order => Assert.Equal(OrderState.Unknown, order.State));
    }

    [Fact]
    [Pitfall("T06")]
    public void An_order_of_an_earlier_session_that_is_listed_is_cancelled_before_anything_is_quoted()
    {
        Rig rig = After(Left(s_before));
        rig.GoLive(0, rig.Listed(s_before, "old1"));
        OrderIntent cancel = Assert.Single(rig.Take());
        Assert.Equal((IntentKind.Cancel, Rig.Id("old1")), (cancel.Kind, cancel.OrderId));
        Assert.Equal(1, rig.Engine.LeftUnresolved);
        rig.Send(rig.Order(cancel, VenueOrderState.Cancelled, filled: 2, amount: 5));
        Fact end = Assert.Single(Ends(rig));
        Assert.Equal((s_before, LeftOutcome.Cancelled, 2L), (end.Left.Label, end.Left.Outcome, end.Left.Filled.Lots));
        Assert.Equal(0, rig.Engine.LeftUnresolved);
        Assert.Equal(2, rig.Take().Count(intent => intent.Kind == IntentKind.Place));
        rig.Send(rig.Reply(cancel, VenueOrderState.Cancelled, filled: 2)); // its answer, late
        Assert.Single(Ends(rig));
    }

    [Fact]
    [Pitfall("T05")]
    public void An_order_that_the_venue_does_not_list_is_gone_whatever_the_log_believed()
    {
        Rig rig = After(Left(s_before, OrderState.Working, "old1"));
        rig.GoLive();
        Fact end = Assert.Single(Ends(rig));
        Assert.Equal((s_before, LeftOutcome.NotFound, Rig.Id("old1")), (end.Left.Label, end.Left.Outcome, end.Left.OrderId));
        Assert.Equal(2, rig.Take().Count(intent => intent.Kind == IntentKind.Place));
    }

    [Fact]
    [Pitfall("T01")]
    public void A_request_that_reaches_the_venue_after_the_list_is_found_by_its_notification_and_cancelled()
    {
        Rig rig = After(Left(s_before));
        rig.Quote();
        Assert.Equal(LeftOutcome.NotFound, Assert.Single(Ends(rig)).Left.Outcome);
        OrderIntent late = new() { Label = s_before, Side = Side.Buy, OrderId = Rig.Id("late"), Price = new Price(Rig.Bid), Amount = new Size(5) };
        rig.Send(rig.Order(late));
        OrderIntent cancel = Assert.Single(rig.Take(), intent => intent.OrderId == Rig.Id("late"));
        Assert.Equal(IntentKind.Cancel, cancel.Kind);
        rig.Send(rig.Reply(cancel, VenueOrderState.Cancelled));
        Assert.Equal([LeftOutcome.NotFound, LeftOutcome.Cancelled], Ends(rig).Select(fact => fact.Left.Outcome));
    }

    [Fact]
    [Pitfall("T05")]
    public void An_order_that_was_listed_once_and_is_not_on_the_next_list_has_ended()
    {
        Rig rig = After(Left(s_before));
        rig.GoLive(0, rig.Listed(s_before, "old1"));
        Assert.Empty(Ends(rig));
        rig.Send(rig.Session(SessionState.Down)); // nobody told of its end
        rig.Send(rig.Session(SessionState.LoggingIn));
        rig.Send(rig.Session(SessionState.Reconciling));
        rig.Send(rig.Session(SessionState.Live));
        Assert.Equal(s_before, Assert.Single(Ends(rig)).Left.Label);
        Assert.Equal(0, rig.Engine.LeftUnresolved);
    }

    [Theory]
    [Pitfall("T07")]
    [InlineData(OrderState.Placing)]
    [InlineData(OrderState.Unknown)] // the earlier process had lost its connection before it died (simulated seed 5019357)
    public void An_order_that_an_earlier_process_has_just_sent_may_be_on_its_way_and_nothing_is_quoted_until_a_later_list(OrderState state)
    {
        Rig rig = new();
        long sentNs = rig.NowNs;
        rig = After(Left(s_before, state) with { CauseNs = sentNs });
        rig.GoLive();
        Assert.Empty(rig.Take());
        Assert.Empty(Ends(rig));
        rig.Timer(4 * Rig.Second);
        Assert.DoesNotContain(rig.TakeAll(), intent => intent.Kind == IntentKind.Reconcile);
        rig.Timer(2 * Rig.Second);
        Assert.Contains(rig.TakeAll(), intent => intent.Kind == IntentKind.Reconcile);
        rig.Send(rig.Session(SessionState.Live)); // the list has nothing of it
        Assert.Equal(LeftOutcome.NotFound, Assert.Single(Ends(rig)).Left.Outcome);
        Assert.Equal(2, rig.Take().Count(intent => intent.Kind == IntentKind.Place));
    }

    [Fact]
    public void An_order_that_fills_while_it_is_being_cancelled_ends_as_filled()
    {
        Rig rig = After(Left(s_before));
        rig.GoLive(0, rig.Listed(s_before, "old1"));
        OrderIntent cancel = Assert.Single(rig.Take());
        rig.Batch(rig.Fill(cancel with { Price = new Price(Rig.Bid) }, 5, 9), rig.Order(cancel, VenueOrderState.Filled, filled: 5, amount: 5));
        rig.Send(rig.Reply(cancel, error: 11_044)); // not_open_order
        Assert.Equal(LeftOutcome.Filled, Assert.Single(Ends(rig)).Left.Outcome);
        Assert.Equal(5, rig.Desk.PositionLots);
    }

    [Fact]
    public void An_order_that_no_log_knew_is_cancelled_all_the_same_and_told()
    {
        Rig rig = new();
        rig.GoLive(0, rig.Listed(s_before, "old1"));
        OrderIntent cancel = Assert.Single(rig.Take());
        rig.Send(rig.Reply(cancel, VenueOrderState.Cancelled));
        Assert.Equal((s_before, LeftOutcome.Cancelled), (Ends(rig).Single().Left.Label, Ends(rig).Single().Left.Outcome));
    }

    [Fact]
    public void Late_news_of_orders_that_stood_in_a_slot_are_no_left_orders()
    {
        Rig rig = new();
        (OrderIntent bid, _) = rig.Quote();
        rig.Batch(rig.Fill(bid, Rig.Lots, 1), rig.Order(bid, VenueOrderState.Filled, Rig.Lots));
        rig.Timer(Rig.Second);
        Assert.Contains(rig.Take(), intent => intent.Kind == IntentKind.Place && intent.Label != bid.Label);
        rig.Send(rig.Order(bid, VenueOrderState.Filled, Rig.Lots));
        Assert.Empty(Ends(rig));
    }

    [Fact]
    [Pitfall("T21e")]
    public void The_mark_follows_the_venues_own_list_and_never_a_notification()
    {
        Rig rig = new();
        (OrderIntent bid, _) = rig.Quote();
        rig.Send(rig.Fill(bid, 1, sequence: 40)); // 39 was lost
        rig.Timer();
        Assert.Empty(Marks(rig));
        rig.Batch(rig.Fill(bid, 1, sequence: 39, queried: true), rig.Fill(bid, 1, sequence: 40, queried: true));
        rig.Timer();
        rig.Timer();
        Assert.Equal([40], Marks(rig));
        int mark = rig.Facts.FindIndex(fact => fact.Kind == FactKind.Mark);
        Assert.InRange(rig.Facts.FindIndex(fact => fact.Kind == FactKind.Fill && fact.Fill.TradeSequence == 39), 0, mark);
    }

    [Fact]
    public void A_fill_that_found_no_room_on_its_way_to_the_journal_holds_the_mark_back()
    {
        Rig rig = new(factRing: 8, fillsAside: 1) { IsJournalReading = false };
        (OrderIntent bid, _) = rig.Quote();
        for (int sequence = 1; rig.Log.LostFills == 0; sequence++)
            rig.Send(rig.Fill(bid, 1, sequence, queried: true));
        rig.IsJournalReading = true;
        rig.Timer();
        rig.Send(rig.Fill(bid, 1, 99, queried: true));
        rig.Timer();
        Assert.Contains(rig.Facts, fact => fact.Kind == FactKind.Fill && fact.Fill.TradeSequence == 99);
        Assert.Empty(Marks(rig));
    }

    [Fact]
    [Pitfall("T19")]
    public void The_position_taken_over_is_told_once_at_the_venues_average()
    {
        Rig rig = new();
        rig.GoLive(position: 65);
        rig.Send(rig.Session(SessionState.Down));
        rig.GoLive(position: 65);
        Fact adopted = Assert.Single(rig.Facts, fact => fact.Kind == FactKind.Adjustment);
        Assert.Equal((65L, 100_000_000_000_000, AdjustmentCause.Opening), (adopted.PositionLots, adopted.Adjustment.PriceE9, adopted.Adjustment.Cause));
    }

    private static Rig With(IntentLogs logs) => new(options: new EngineOptions
    {
        SessionId = Rig.SessionId,
        OrderRate = 100_000,
        OrderBurst = 1_000,
        MaxOrdersPerSecond = 100_000,
        Intents = logs.Log,
    });

    private static Rig After(params LeftOrder[] left) => new(options: new EngineOptions
    {
        SessionId = Rig.SessionId,
        OrderRate = 100_000,
        OrderBurst = 1_000,
        MaxOrdersPerSecond = 100_000,
        Left = left,
    });

    private static LeftOrder Left(OrderLabel label, OrderState state = OrderState.Placing, string? id = null) => new()
    {
        Label = label,
        Symbol = "BTC-PERPETUAL",
        Side = label.Side,
        State = state,
        OrderId = id is null ? VenueId.None : Rig.Id(id),
    };

    private static List<Fact> Ends(Rig rig) => [.. rig.Facts.Where(fact => fact.Kind == FactKind.Left)];

    private static List<long> Marks(Rig rig) => [.. rig.Facts.Where(fact => fact.Kind == FactKind.Mark).Select(fact => fact.Mark.TradeSequence)];
}
