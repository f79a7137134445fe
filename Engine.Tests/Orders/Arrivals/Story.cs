using Engine.Core.Events;
using Engine.Core.Orders;
using static Engine.Core.Orders.OrderCause;

namespace Engine.Tests.Orders.Arrivals;

/// <summary>One thing that may become of a request at the venue, and the news of it that are then under way.</summary>
internal sealed record Story(string Name, OrderCause Sent, Action<ArrivalRun> Happens, (string Name, Action<ArrivalRun> Comes)[] News)
{
    private const VenueOrderState Open = VenueOrderState.Open;
    private const VenueOrderState Filled = VenueOrderState.Filled;
    private const VenueOrderState Cancelled = VenueOrderState.Cancelled;

    public static IReadOnlyList<Story> All { get; } =
    [
        new("a new order is taken", PlaceSent, run => run.Happen(new(100, 0, true)),
            [("reply", run => run.Reply(1, Open, 100, 0)), ("told", run => run.Tell(1, Open, 100, 0))]),
        new("a new order is taken and partly filled", PlaceSent, run => run.Happen(new(100, 30, true), (30, 2)),
            [("reply", run => run.Reply(1, Open, 100, 0)), ("told", run => run.Tell(1, Open, 100, 0)), ("told 30", run => run.Tell(2, Open, 100, 30)), ("fill", run => run.Fill(2))]),
        new("a new order is taken and wholly filled", PlaceSent, run => run.Happen(new(100, 100, false), (30, 2), (70, 3)),
            [("reply", run => run.Reply(1, Open, 100, 0)), ("told filled", run => run.Tell(3, Filled, 100, 100)), ("fill 30", run => run.Fill(2)), ("fill 70", run => run.Fill(3))]),
        new("a new order is taken and its reply is lost", PlaceSent, run => run.Happen(new(100, 30, true), (30, 2)),
            [("told", run => run.Tell(1, Open, 100, 0)), ("fill", run => run.Fill(2))]),
        new("a new order is taken and all news of it are lost", PlaceSent, run => run.Happen(new(100, 30, true), (30, 2)), []),
        new("a new order is refused", PlaceSent, run => run.Happen(new(0, 0, false)), [("reply", run => run.Refuse(11054))]),
        new("a new order is lost on its way", PlaceSent, run => run.Happen(new(0, 0, false)), []),
        new("a new order is taken although a fault is told", PlaceSent, run => run.Happen(new(100, 30, true), (30, 2)),
            [("reply", run => run.Refuse(11094)), ("told", run => run.Tell(1, Open, 100, 0)), ("fill", run => run.Fill(2))]),
        new("a fault is told and no order taken", PlaceSent, run => run.Happen(new(0, 0, false)), [("reply", run => run.Refuse(11094))]),

        new("an edit is done", EditSent, run => run.Happen(new(140, 40, true)),
            [("reply", run => run.Reply(2, Open, 140, 40)), ("told", run => run.Tell(2, Open, 140, 40))]),
        new("an edit is done between two fills", EditSent, run => run.Happen(new(140, 90, true), (30, 2), (20, 3)),
            [("reply", run => run.Reply(2, Open, 140, 70)), ("told 70", run => run.Tell(1, Open, 100, 70)), ("fill 30", run => run.Fill(2)), ("told 90", run => run.Tell(3, Open, 140, 90)), ("fill 20", run => run.Fill(3))]),
        new("an edit is done and the order then wholly filled", EditSent, run => run.Happen(new(140, 140, false), (100, 2)),
            [("reply", run => run.Reply(2, Open, 140, 40)), ("told", run => run.Tell(2, Open, 140, 40)), ("told filled", run => run.Tell(3, Filled, 140, 140)), ("fill", run => run.Fill(2))]),
        new("an edit meets an order that is wholly filled", EditSent, run => run.Happen(new(100, 100, false), (60, 2)),
            [("reply", run => run.Refuse(11044)), ("told filled", run => run.Tell(1, Filled, 100, 100)), ("fill", run => run.Fill(2))]),
        new("an edit is refused", EditSent, run => run.Happen(new(100, 70, true), (30, 2)),
            [("reply", run => run.Refuse(10041)), ("told 70", run => run.Tell(1, Open, 100, 70)), ("fill", run => run.Fill(2))]),
        new("an edit would have crossed, which ends the order", EditSent, run => run.Happen(new(100, 70, false), (30, 2)),
            [("reply", run => run.Reply(2, Cancelled, 100, 70, CancelReason.EditPostOnlyReject)), ("told", run => run.Tell(2, Cancelled, 100, 70)), ("fill", run => run.Fill(2))]),
        new("an edit is done and its reply lost", EditSent, run => run.Happen(new(140, 70, true), (30, 2)),
            [("told", run => run.Tell(2, Open, 140, 40)), ("fill", run => run.Fill(2))]),
        new("an edit is lost on its way", EditSent, run => run.Happen(new(100, 40, true)), []),
        new("an edit is done and all news of it are lost", EditSent, run => run.Happen(new(140, 140, false), (100, 2)), []),
        new("an edit is done although a fault is told", EditSent, run => run.Happen(new(140, 70, true), (30, 2)),
            [("reply", run => run.Refuse(10050)), ("told", run => run.Tell(2, Open, 140, 40)), ("fill", run => run.Fill(2))]),

        new("a cancel is done", CancelSent, run => run.Happen(new(100, 40, false)),
            [("reply", run => run.Reply(2, Cancelled, 100, 40)), ("told", run => run.Tell(2, Cancelled, 100, 40))]),
        new("a cancel is done after another fill", CancelSent, run => run.Happen(new(100, 70, false), (30, 2)),
            [("reply", run => run.Reply(2, Cancelled, 100, 70)), ("told", run => run.Tell(2, Cancelled, 100, 70)), ("told 70", run => run.Tell(1, Open, 100, 70)), ("fill", run => run.Fill(2))]),
        new("a cancel comes too late", CancelSent, run => run.Happen(new(100, 100, false), (60, 2)),
            [("reply", run => run.Refuse(11044)), ("told filled", run => run.Tell(1, Filled, 100, 100)), ("fill", run => run.Fill(2))]),
        new("a cancel is refused", CancelSent, run => run.Happen(new(100, 70, true), (30, 2)),
            [("reply", run => run.Refuse(10041)), ("told 70", run => run.Tell(1, Open, 100, 70)), ("fill", run => run.Fill(2))]),
        new("a cancel is done and its reply lost", CancelSent, run => run.Happen(new(100, 70, false), (30, 2)),
            [("told", run => run.Tell(2, Cancelled, 100, 70)), ("fill", run => run.Fill(2))]),
        new("a cancel is done and all news of it are lost", CancelSent, run => run.Happen(new(100, 70, false), (30, 2)), []),
        new("a cancel is lost on its way", CancelSent, run => run.Happen(new(100, 40, true)), []),
    ];

    public static (string Name, Action<ArrivalRun> Comes) TimeOut => ("time-out", run => run.TimeOut());

    public static (string Name, Action<ArrivalRun> Comes) Loss => ("loss", run => run.Lose());

    public static (string Name, Action<ArrivalRun> Comes) List => ("list", run => run.Reconcile());

    public static (string Name, Action<ArrivalRun> Comes) Position => ("position", run => run.TellPosition());
}
