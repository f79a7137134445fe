using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Trading;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading;

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
