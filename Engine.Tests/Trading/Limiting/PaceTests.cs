using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Trading;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Limiting;

/// <summary>The own limit of orders a second.</summary>
public class PaceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    public void In_no_second_are_there_more_new_orders_and_edits_than_allowed(int most)
    {
        Prng random = Seeds.Start();
        Rig rig = new(options: new EngineOptions { SessionId = 3, OrderRate = 100_000, OrderBurst = 1_000, MaxOrdersPerSecond = most });
        Queue<long> times = new();
        rig.GoLive();
        long mid = 200_000;
        int sent = 0;
        for (int i = 0; i < 3_000; i++)
        {
            foreach (OrderIntent intent in rig.Take())
            {
                if (intent.Kind is IntentKind.Place or IntentKind.Edit)
                    times.Enqueue(rig.NowNs);
                sent++;
                EngineEvent left = rig.Event(EventKind.Sent);
                left.Tag = (byte)intent.Kind;
                left.Sent.Label = intent.Label;
                rig.Batch(left, rig.Reply(intent));
            }

            while (times.Count > 0 && rig.NowNs - times.Peek() >= Rig.Second)
                times.Dequeue();
            Assert.InRange(times.Count, 0, most);
            mid += random.Below(41) - 20;
            rig.NowNs += random.Below(3) * 1_000_000;
            rig.Send(rig.Market(mid - 1, mid + 1));
        }

        Assert.InRange(sent, most, int.MaxValue); // the limit was met, not the market's peace
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Where_orders_are_scarce_both_sides_of_all_instruments_get_their_share(int most)
    {
        Prng random = Seeds.Start();
        Rig rig = new(options: new EngineOptions { SessionId = 3, OrderRate = 100_000, OrderBurst = 1_000, MaxOrdersPerSecond = most }, others: ["ETH-PERPETUAL", "SOL_USDC-PERPETUAL"]);
        EngineEvent[] Of(ushort instrument, params EngineEvent[] events) => [.. events.Select(e => e with { Instrument = instrument })];
        for (ushort i = 0; i < 3; i++)
        {
            foreach (EngineEvent e in Of(i, rig.Specification(), rig.Snapshot(), rig.Ticker()))
                rig.Send(e);
        }

        rig.Send(rig.Session(SessionState.LoggingIn));
        rig.Send(rig.Portfolio(10));
        rig.Send(rig.Session(SessionState.Reconciling));
        for (ushort i = 0; i < 3; i++)
            rig.Send(Of(i, rig.Position(0))[0]);
        rig.Send(rig.Session(SessionState.Live));
        int[] served = new int[6];
        long mid = 200_000;
        for (int turn = 0; turn < 6_000; turn++)
        {
            foreach (OrderIntent intent in rig.Take())
            {
                served[(intent.Instrument * 2) + (int)intent.Side] += intent.Kind is IntentKind.Place or IntentKind.Edit ? 1 : 0;
                rig.Send(rig.Reply(intent) with { Instrument = intent.Instrument });
            }

            rig.NowNs += 20_000_000;
            mid += random.Below(41) - 20;
            if (random.Chance(0.5))
                rig.Timer(); // all of them at once
            else
                rig.Send(Of((ushort)random.Below(3), rig.Snapshot(mid - 1, mid + 1))[0]);
        }

        Assert.InRange(served.Sum(), 100 * most, int.MaxValue);
        Assert.InRange(served.Min(), served.Max() / 3, served.Max());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(50)]
    public void The_second_is_that_of_the_wire_where_requests_leave_later_than_they_were_decided(int most)
    {
        Prng random = Seeds.Start();
        Rig rig = new(options: new EngineOptions { SessionId = 3, OrderRate = 100_000, OrderBurst = 1_000, MaxOrdersPerSecond = most });
        Queue<long> times = new();
        rig.GoLive();
        long mid = 200_000;
        int sent = 0;
        for (int i = 0; i < 3_000; i++)
        {
            OrderIntent[] intents = rig.Take();
            if (intents.Length > 0)
                rig.NowNs += random.Below(random.Chance(0.1) ? 400_000_000 : 1_000_000); // the thread stood still before it wrote
            foreach (OrderIntent intent in intents)
            {
                EngineEvent left = rig.Event(EventKind.Sent);
                left.Tag = (byte)intent.Kind;
                left.Side = intent.Side;
                left.Sent.RequestId = intent.RequestId;
                left.Sent.Label = intent.Label;
                left.Sent.CauseNs = intent.CauseNs;
                if (intent.Kind is IntentKind.Place or IntentKind.Edit)
                    times.Enqueue(rig.NowNs);
                sent++;
                rig.Batch(left, rig.Reply(intent));
            }

            while (times.Count > 0 && rig.NowNs - times.Peek() >= Rig.Second)
                times.Dequeue();
            Assert.InRange(times.Count, 0, most);
            mid += random.Below(41) - 20;
            rig.NowNs += random.Below(3) * 1_000_000;
            rig.Send(rig.Market(mid - 1, mid + 1));
        }

        Assert.InRange(sent, most, int.MaxValue);
    }
}
