using Engine.Core.Orders;
using Engine.Tests.Support;
using Xunit;
using static Engine.Core.Orders.OrderCause;
using static Engine.Core.Orders.OrderState;

namespace Engine.Tests.Orders;

/// <summary>Every cell of the life cycle against a table written from the venue's rules, each with its reason.</summary>
public class OrderTransitionsTests
{
    private const string Nothing = "there is no order and nothing that could make one";
    private const string Illegal = "the engine never does this here; nothing may change";
    private const string Alive = "the slot was given up, yet the venue has the order: until it is listed it counts as live";
    private const string Late = "one request is in flight: a notification does not answer it";
    private const string Doubt = "the outcome is not known";
    private const string Twice = "a terminal move that comes twice changes nothing";
    private const string Done = "the venue says that it is done, and nothing is in flight";
    private const string Owed = "it is done, and one answer is still owed";
    private const string Known = "it is known to be done; what comes now only ends the waiting";
    private const string InFlight = "a list made before the answer says nothing about the request in flight";
    private const string Confirmed = "the venue has it";
    private const string Refused = "the venue did not do it: the order is as it was";
    private const string Gone = "no such order: filled or cancelled meanwhile, which the list or the notification will tell";

    public static TheoryData<OrderState, OrderCause, OrderState, string> Cells => new()
    {
        { Idle, PlaceSent, Placing, "a new order" }, { Idle, EditSent, Idle, Illegal }, { Idle, CancelSent, Idle, Illegal },
        { Idle, ReplyOpen, Unknown, Alive }, { Idle, ReplyClosed, Idle, Twice }, { Idle, ReplyRefused, Idle, Nothing }, { Idle, ReplyGone, Idle, Nothing },
        { Idle, UpdateOpen, Unknown, Alive }, { Idle, UpdateClosed, Idle, Twice }, { Idle, TimedOut, Idle, Nothing }, { Idle, Disconnected, Idle, Nothing },
        { Idle, Listed, Unknown, Alive }, { Idle, NotListed, Idle, Nothing },

        { Placing, PlaceSent, Placing, Illegal }, { Placing, EditSent, Placing, Illegal }, { Placing, CancelSent, Placing, Illegal },
        { Placing, ReplyOpen, Working, Confirmed }, { Placing, ReplyClosed, Idle, "taken and done at once" }, { Placing, ReplyRefused, Idle, "there never was one" },
        { Placing, ReplyGone, Unknown, Doubt }, { Placing, UpdateOpen, Placing, Late }, { Placing, UpdateClosed, Closing, Owed }, { Placing, TimedOut, Unknown, Doubt },
        { Placing, Disconnected, Unknown, Doubt }, { Placing, Listed, Placing, Late }, { Placing, NotListed, Placing, InFlight },

        { Working, PlaceSent, Working, Illegal }, { Working, EditSent, Editing, "an edit" }, { Working, CancelSent, Cancelling, "a cancel" },
        { Working, ReplyOpen, Working, Confirmed }, { Working, ReplyClosed, Idle, Done }, { Working, ReplyRefused, Working, Refused },
        { Working, ReplyGone, Unknown, Gone }, { Working, UpdateOpen, Working, Confirmed }, { Working, UpdateClosed, Idle, Done },
        { Working, TimedOut, Working, "nothing was awaited" }, { Working, Disconnected, Unknown, "the venue may cancel it" }, { Working, Listed, Working, Confirmed },
        { Working, NotListed, Idle, Done },

        { Editing, PlaceSent, Editing, Illegal }, { Editing, EditSent, Editing, Illegal }, { Editing, CancelSent, Editing, Illegal },
        { Editing, ReplyOpen, Working, Confirmed }, { Editing, ReplyClosed, Idle, Done }, { Editing, ReplyRefused, Working, Refused }, { Editing, ReplyGone, Unknown, Gone },
        { Editing, UpdateOpen, Editing, Late }, { Editing, UpdateClosed, Closing, Owed }, { Editing, TimedOut, Unknown, Doubt }, { Editing, Disconnected, Unknown, Doubt },
        { Editing, Listed, Editing, Late }, { Editing, NotListed, Editing, InFlight },

        { Cancelling, PlaceSent, Cancelling, Illegal }, { Cancelling, EditSent, Cancelling, Illegal }, { Cancelling, CancelSent, Cancelling, Illegal },
        { Cancelling, ReplyOpen, Working, "still open: it must be cancelled again" }, { Cancelling, ReplyClosed, Idle, Done }, { Cancelling, ReplyRefused, Working, Refused },
        { Cancelling, ReplyGone, Unknown, Gone }, { Cancelling, UpdateOpen, Cancelling, Late }, { Cancelling, UpdateClosed, Closing, Owed },
        { Cancelling, TimedOut, Unknown, Doubt }, { Cancelling, Disconnected, Unknown, Doubt }, { Cancelling, Listed, Cancelling, Late },
        { Cancelling, NotListed, Cancelling, InFlight },

        { Closing, PlaceSent, Closing, Illegal }, { Closing, EditSent, Closing, Illegal }, { Closing, CancelSent, Closing, Illegal },
        { Closing, ReplyOpen, Idle, Known }, { Closing, ReplyClosed, Idle, Known }, { Closing, ReplyRefused, Idle, Known }, { Closing, ReplyGone, Idle, Known },
        { Closing, UpdateOpen, Closing, Known }, { Closing, UpdateClosed, Closing, Twice }, { Closing, TimedOut, Idle, Known }, { Closing, Disconnected, Idle, Known },
        { Closing, Listed, Closing, Known }, { Closing, NotListed, Closing, Known },

        { Unknown, PlaceSent, Unknown, Illegal }, { Unknown, EditSent, Unknown, Illegal }, { Unknown, CancelSent, Unknown, Illegal },
        { Unknown, ReplyOpen, Working, Confirmed }, { Unknown, ReplyClosed, Idle, Done }, { Unknown, ReplyRefused, Unknown, Doubt }, { Unknown, ReplyGone, Unknown, Doubt },
        { Unknown, UpdateOpen, Working, Confirmed }, { Unknown, UpdateClosed, Idle, Done }, { Unknown, TimedOut, Unknown, Doubt }, { Unknown, Disconnected, Unknown, Doubt },
        { Unknown, Listed, Working, Confirmed }, { Unknown, NotListed, Idle, "the list is complete and does not hold it" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_state_and_cause_has_one_outcome(OrderState state, OrderCause cause, OrderState after, string reason) =>
        Assert.True(after == OrderTransitions.After(state, cause), $"{state} + {cause}: {OrderTransitions.After(state, cause)} instead of {after}: {reason}");

    [Fact]
    public void The_table_is_what_a_few_plain_rules_say()
    {
        foreach (OrderState state in Enum.GetValues<OrderState>())
        {
            foreach (OrderCause cause in Enum.GetValues<OrderCause>())
                Assert.True(ByRule(state, cause) == OrderTransitions.After(state, cause), $"{state} + {cause}: by the rules {ByRule(state, cause)}");
        }
    }

    private static OrderState ByRule(OrderState state, OrderCause cause)
    {
        bool isOpen = cause is ReplyOpen or UpdateOpen or Listed, isDone = cause is ReplyClosed or UpdateClosed or NotListed;
        bool isReply = cause is ReplyOpen or ReplyClosed or ReplyRefused or ReplyGone, isLost = cause is TimedOut or Disconnected;
        if (cause is PlaceSent or EditSent or CancelSent) // one request at a time, from where it makes sense
            return (state, cause) switch { (Idle, PlaceSent) => Placing, (Working, EditSent) => Editing, (Working, CancelSent) => Cancelling, _ => state };
        switch (state)
        {
            case Idle: // what the venue shows open is there, whatever was thought of it
                return isOpen ? Unknown : Idle;
            case Closing: // done already: any answer, or that none will come, ends the wait
                return isReply || isLost ? Idle : Closing;
            case Working: // the venue's word that it is done is enough; a lost connection, or its denial, leaves doubt
                return isDone ? Idle : cause is ReplyGone or Disconnected ? Unknown : Working;
            case Unknown: // whatever the venue says of the order itself settles it, and nothing else does
                return isOpen ? Working : isDone ? Idle : Unknown;
            default: // a request in flight: its answer, or the loss of it, moves the order, and news that it is done; lists and open news wait
                return cause switch
                {
                    ReplyOpen => Working,
                    ReplyClosed => Idle,
                    ReplyRefused => state == Placing ? Idle : Working,
                    UpdateClosed => Closing,
                    _ => cause == ReplyGone || isLost ? Unknown : state,
                };
        }
    }

    [Fact]
    public void The_table_above_leaves_no_cell_out()
    {
        Assert.Equal(OrderTransitions.States * OrderTransitions.Causes, Cells.Count);
        Assert.Equal(Cells.Count, Cells.Select(row => (row.Data.Item1, row.Data.Item2)).Distinct().Count());
        Assert.Equal((OrderTransitions.States, OrderTransitions.Causes), (Enum.GetValues<OrderState>().Length, Enum.GetValues<OrderCause>().Length));
    }

    [Fact]
    [Pitfall("T11")]
    public void Requests_are_sent_from_idle_and_working_only_so_that_at_most_one_is_in_flight()
    {
        foreach (OrderState state in Enum.GetValues<OrderState>())
        {
            foreach (OrderCause cause in Enum.GetValues<OrderCause>())
            {
                bool may = (state, cause) is (Idle, PlaceSent) or (Working, EditSent or CancelSent);
                Assert.Equal(may, OrderTransitions.MaySend(state, cause));
                if (may)
                    Assert.True(OrderTransitions.IsAwaited(OrderTransitions.After(state, cause)));
                else if (cause <= CancelSent)
                    Assert.Equal(state, OrderTransitions.After(state, cause));
            }
        }
    }

    [Fact]
    [Pitfall("T09")]
    public void Terminal_news_twice_are_as_good_as_once()
    {
        foreach (OrderState state in Enum.GetValues<OrderState>())
        {
            foreach (OrderCause cause in (OrderCause[])[ReplyClosed, UpdateClosed, NotListed, Disconnected])
            {
                OrderState once = OrderTransitions.After(state, cause);
                Assert.Equal(once, OrderTransitions.After(once, cause));
            }
        }
    }

    [Fact]
    public void Only_done_orders_cannot_fill()
    {
        foreach (OrderState state in Enum.GetValues<OrderState>())
            Assert.Equal(state is not (Idle or Closing), OrderTransitions.MayFill(state));
    }

    [Fact]
    [Pitfall("T02")]
    public void An_order_in_doubt_is_never_given_up_without_the_venues_word()
    {
        foreach (OrderCause cause in Enum.GetValues<OrderCause>())
        {
            if (OrderTransitions.After(Unknown, cause) == Idle)
                Assert.Contains(cause, (OrderCause[])[ReplyClosed, UpdateClosed, NotListed]);
        }
    }
}
