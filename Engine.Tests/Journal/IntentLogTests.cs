using System.Diagnostics;
using Engine.Core.Events;
using Engine.Core.Journal.Intents;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Tests.Storage.Journal;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Journal;

public sealed class IntentLogTests
{
    [Fact]
    [Pitfall("T01")]
    public void An_intent_that_stands_in_the_log_is_an_order_that_may_be_open()
    {
        IntentLogs logs = new();
        OrderLabel label = IntentLogs.Label(Side.Sell, 3);
        OrderIntent intent = logs.Append(IntentKind.Place, label, price: 166_425, lots: 7);
        LeftOrder left = Assert.Single(logs.Left());
        Assert.Equal(
            new LeftOrder
            {
                Label = label,
                Symbol = "BTC-PERPETUAL",
                Side = Side.Sell,
                State = OrderState.Placing,
                PriceE9 = 83_212_500_000_000,
                AmountE9 = 70_000_000_000,
                CauseNs = intent.CauseNs,
            },
            left);
    }

    [Fact]
    [Pitfall("T15")]
    public void What_became_of_an_order_is_written_back_and_one_that_is_done_is_not_left()
    {
        IntentLogs logs = new();
        OrderLabel bid = IntentLogs.Label(Side.Buy, 1), ask = IntentLogs.Label(Side.Sell, 2), sol = IntentLogs.Label(Side.Buy, 1, instrument: 1);
        logs.Append(IntentKind.Place, bid);
        logs.Append(IntentKind.Place, ask);
        logs.Append(IntentKind.Place, sol);
        logs.Outcome(bid, OrderState.Working, SampleFacts.Id("74311538594"), filledLots: 4);
        logs.Outcome(ask, OrderState.Idle, SampleFacts.Id("74311538595"), filledLots: 100);
        Assert.Equal(
            [(bid, OrderState.Working, "74311538594", 40_000_000_000), (sol, OrderState.Placing, "", 0)],
            logs.Left().Select(order => (order.Label, order.State, order.OrderId.IsSome ? order.OrderId.ToString() : "", order.FilledE9)));
        logs.Append(IntentKind.Cancel, bid, id: SampleFacts.Id("74311538594"));
        Assert.Equal((OrderState.Cancelling, SampleFacts.Id("74311538594")), (logs.Left()[0].State, logs.Left()[0].OrderId));
        logs.Outcome(bid, OrderState.Unknown);
        Assert.Equal((OrderState.Unknown, SampleFacts.Id("74311538594")), (logs.Left()[0].State, logs.Left()[0].OrderId));
    }

    [Fact]
    public void A_request_that_was_not_taken_leaves_what_stood_there_before()
    {
        IntentLogs logs = new();
        OrderLabel label = IntentLogs.Label(Side.Buy, 1);
        OrderIntent place = logs.Intent(IntentKind.Place, label);
        logs.Log.Append(place, IntentLogs.Instruments[0], isSlots: true);
        logs.Log.TakeBack(place, isSlots: true);
        Assert.Empty(logs.Left());
        logs.Append(IntentKind.Place, label);
        logs.Outcome(label, OrderState.Working, SampleFacts.Id("1"));
        for (int i = 0; i < 10; i++)
        {
            OrderIntent edit = logs.Intent(IntentKind.Edit, label, price: 200_001);
            logs.Log.Append(edit, IntentLogs.Instruments[0], isSlots: true);
            logs.Log.TakeBack(edit, isSlots: true);
            Assert.Equal(OrderState.Working, Assert.Single(logs.Left()).State);
        }
    }

    [Fact]
    public void A_million_intents_later_an_order_that_was_left_alone_still_stands_there()
    {
        IntentLogs logs = new();
        OrderLabel quiet = IntentLogs.Label(Side.Sell, 1, instrument: 1);
        logs.Append(IntentKind.Place, quiet);
        logs.Outcome(quiet, OrderState.Working, SampleFacts.Id("9"));
        OrderLabel busy = IntentLogs.Label(Side.Buy, 1);
        logs.Append(IntentKind.Place, busy);
        OrderIntent edit = logs.Intent(IntentKind.Edit, busy);
        for (int i = 0; i < 1_000_000; i++)
            logs.Log.Append(edit, IntentLogs.Instruments[0], isSlots: true);
        Assert.Equal([busy, quiet], logs.Left().Select(order => order.Label));
        Assert.Equal(1_000_002, logs.Log.Count);
    }

    [Fact]
    public void A_cancel_of_an_order_that_stands_in_no_slot_hides_none_that_does()
    {
        IntentLogs logs = new();
        OrderLabel label = IntentLogs.Label(Side.Buy, 1);
        logs.Append(IntentKind.Place, label);
        OrderIntent stray = logs.Intent(IntentKind.Cancel, new OrderLabel(77, 0, Side.Buy, 0, 5), id: SampleFacts.Id("5"));
        for (int i = 0; i < 10; i++)
            logs.Log.Append(stray, IntentLogs.Instruments[0], isSlots: false);
        Assert.Equal(label, Assert.Single(logs.Left()).Label);
    }

    [Fact]
    public void A_record_that_was_torn_at_any_word_tells_what_was_before_it_or_itself()
    {
        ulong seed = (ulong)Stopwatch.GetTimestamp();
        Prng random = new(seed);
        IntentLogs logs = new();
        OrderLabel label = IntentLogs.Label(Side.Buy, 1);
        logs.Append(IntentKind.Place, label);
        logs.Outcome(label, OrderState.Working, SampleFacts.Id("74311538594"));
        for (int i = 0; i < 20; i++)
        {
            byte[] before = [.. logs.Memory];
            LeftOrder old = Assert.Single(logs.Left());
            logs.Append(IntentKind.Edit, label, price: 200_000 + i, lots: 100 + i, id: SampleFacts.Id("74311538594"));
            byte[] after = [.. logs.Memory];
            LeftOrder next = Assert.Single(logs.Left());
            Assert.NotEqual(old, next);
            int sequence = IntentLayout.LaneAt(2, 0) / 8 + (((i + 2) % IntentLayout.LaneRecords) * (IntentRecord.SizeBytes / 8));
            foreach (byte[] torn in IntentLogs.Between(before, after, sequence, sequence, random))
                Assert.True(old == Assert.Single(IntentLogs.Left(torn)), $"seed {seed}");
        }
    }

    [Fact]
    public void An_outcome_that_was_torn_leaves_the_order_as_it_was_sent()
    {
        ulong seed = (ulong)Stopwatch.GetTimestamp();
        Prng random = new(seed);
        IntentLogs logs = new();
        OrderLabel label = IntentLogs.Label(Side.Buy, 1);
        logs.Append(IntentKind.Place, label);
        byte[] before = [.. logs.Memory];
        logs.Outcome(label, OrderState.Working, SampleFacts.Id("USDC-104819327443"), filledLots: 5);
        int outcome = (IntentLayout.LaneAt(2, 0) + IntentRecord.SizeBytes + 88) / 8;
        foreach (byte[] torn in IntentLogs.Between(before, logs.Memory, outcome, outcome, random))
        {
            LeftOrder left = Assert.Single(IntentLogs.Left(torn));
            Assert.True(left is { State: OrderState.Placing, FilledE9: 0, OrderId.IsSome: false }, $"seed {seed}");
        }
    }

    [Fact]
    public void Bytes_that_changed_on_the_disk_are_no_record()
    {
        IntentLogs logs = new();
        logs.Append(IntentKind.Place, IntentLogs.Label(Side.Buy, 1), id: SampleFacts.Id("74311538594"));
        int at = IntentLayout.LaneAt(2, 0) + IntentRecord.SizeBytes;
        for (int i = 0; i < 88; i++)
        {
            byte[] damaged = [.. logs.Memory];
            damaged[at + i] ^= 0x10;
            Assert.Empty(IntentLogs.Left(damaged));
        }
    }

    [Fact]
    public void Keeping_the_pages_at_hand_changes_nothing_while_another_thread_writes()
    {
        IntentLogs logs = new();
        OrderLabel label = IntentLogs.Label(Side.Buy, 1);
        Thread cold = new(() =>
        {
            for (int i = 0; i < 20_000; i++)
                logs.Log.KeepWritable();
        });
        cold.Start();
        for (int i = 1; i <= 20_000; i++)
            logs.Append(IntentKind.Edit, label, lots: i);
        cold.Join();
        Assert.Equal(20_000 * 10_000_000_000L, Assert.Single(logs.Left()).AmountE9);
    }

    [Fact]
    public void Writing_intents_and_outcomes_allocates_nothing()
    {
        IntentLogs logs = new();
        OrderLabel label = IntentLogs.Label(Side.Buy, 1);
        OrderIntent intent = logs.Intent(IntentKind.Edit, label);
        Instrument instrument = IntentLogs.Instruments[0];
        WorkingOrder order = new() { Label = label, State = OrderState.Working, OrderId = SampleFacts.Id("1") };
        AllocationGate.HoldsAtZero(() =>
        {
            logs.Log.Append(intent, instrument, isSlots: true);
            logs.Log.SetOutcome(0, order, 5);
            logs.Log.Append(intent, instrument, isSlots: true);
            logs.Log.TakeBack(intent, isSlots: true);
        });
    }

    [Fact]
    public void A_log_tells_whose_it_was_and_whether_its_session_ended()
    {
        IntentLogs logs = new();
        logs.Append(IntentKind.Place, IntentLogs.Label(Side.Buy, 1));
        Assert.True(IntentScan.TryRead(logs.Memory, out IntentScan? scan, out _));
        Assert.False(scan!.IsEnded);
        Assert.Equivalent(IntentLogs.Origin, scan.Origin);
        logs.Log.End(99);
        Assert.True(IntentScan.TryRead(logs.Memory, out scan, out _));
        Assert.True(scan!.IsEnded);
        Assert.Empty(scan.Left);
    }

    [Fact]
    public void A_log_whose_making_was_cut_short_is_none_and_what_is_none_is_said_to_be()
    {
        Assert.True(IntentScan.TryRead([], out IntentScan? scan, out _));
        Assert.Null(scan);
        Assert.True(IntentScan.TryRead(new byte[8192], out scan, out _));
        Assert.Null(scan);
        byte[] memory = [.. new IntentLogs().Memory];
        Refused([.. memory[..600]], "damaged");
        Refused(With(memory, 8, 2), "version 2, and this program knows version 1");
        Refused(With(memory, 40, 1), "damaged"); // another session's number
        Refused(With(memory, 12, 77), "damaged");
        Refused([.. Enumerable.Repeat((byte)'x', 9000)], "is no intent log");
    }

    [Fact]
    public void Random_lives_of_orders_are_told_as_a_plain_list_would_tell_them()
    {
        ulong seed = (ulong)Stopwatch.GetTimestamp();
        Prng random = new(seed);
        IntentLogs logs = new();
        PlainIntents plain = new();
        for (int step = 0; step < 20_000; step++)
        {
            plain.Step(logs, random);
            if (step % 7 == 0)
                Assert.True(plain.Alive().SequenceEqual(logs.Left().Select(order => (order.Label, order.State, order.AmountE9)).OrderBy(order => order.Label.Packed)), $"seed {seed}, step {step}");
        }
    }

    private static byte[] With(byte[] memory, int at, int value)
    {
        byte[] changed = [.. memory];
        BitConverter.TryWriteBytes(changed.AsSpan(at), value);
        return changed;
    }

    private static void Refused(byte[] memory, string words)
    {
        Assert.False(IntentScan.TryRead(memory, out _, out string problem));
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }
}
