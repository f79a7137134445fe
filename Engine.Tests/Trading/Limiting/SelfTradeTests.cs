using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Limiting;

/// <summary>No quote is sent that could meet our own order of the other side, wherever that one may stand meanwhile.</summary>
public class SelfTradeTests
{
    private readonly Rig _rig = new();

    [Fact]
    public void A_quote_that_jumps_over_the_other_waits_until_that_one_has_moved()
    {
        (OrderIntent bid, OrderIntent ask) = _rig.Quote();
        _rig.Send(_rig.Market(200_101, 200_103)); // up by more than the quotes lie apart
        OrderIntent first = Assert.Single(_rig.Take());
        Assert.Equal((Side.Sell, 200_133), (first.Side, first.Price.Ticks));
        Assert.Equal(1, _rig.Engine.RejectsOf(RejectReason.SelfTrade));
        _rig.Send(_rig.Market(200_103, 200_105)); // the ask is still on its way: at its old price it would be met
        Assert.Empty(_rig.Take());
        _rig.Send(_rig.Reply(first));
        OrderIntent[] next = _rig.Take();
        Assert.Contains(next, i => i.Side == Side.Buy && i.Kind == IntentKind.Edit && i.Price.Ticks > 200_030);
        Assert.Equal(0, _rig.Notices(NoticeKind.GateReject)); // what passes by itself is counted only
        Assert.NotEqual(bid.Label, ask.Label);
    }

    [Fact]
    public void An_edit_that_is_refused_leaves_the_other_side_waiting_for_the_old_price()
    {
        _rig.Quote();
        _rig.Send(_rig.Market(199_897, 199_899)); // down
        OrderIntent bid = Assert.Single(_rig.Take());
        Assert.Equal(Side.Buy, bid.Side);
        _rig.Send(_rig.Reply(bid, error: 10041)); // stays at 199 970
        Assert.Empty(_rig.Take());
        _rig.Timer(2 * Rig.Second);
        Assert.Equal(Side.Buy, Assert.Single(_rig.Take()).Side); // once more, and the ask waits again
    }

    [Fact]
    public void An_order_of_unknown_outcome_is_not_met_either()
    {
        (_, OrderIntent ask) = _rig.Quote();
        _rig.Send(_rig.Market(200_031, 200_033));
        foreach (OrderIntent edit in _rig.Take().Where(i => i.Side == Side.Buy))
            _rig.Send(_rig.Reply(edit));
        _rig.Timer(6 * Rig.Second); // the ask's edit from 200 030 to 200 062 is in doubt
        _rig.TakeAll();
        Assert.Equal(OrderState.Unknown, _rig.Desk.Order(Side.Sell).State);
        _rig.Send(_rig.Ticker());
        _rig.Send(_rig.Market(200_071, 200_073)); // the bid would go to 200 042
        Assert.DoesNotContain(_rig.Take(), i => i.Side == Side.Buy && i.Kind == IntentKind.Edit);
        _rig.Send(_rig.Order(ask, VenueOrderState.Cancelled));
        Assert.Contains(_rig.Take(), i => i.Side == Side.Buy && i.Kind == IntentKind.Edit);
    }

    [Fact]
    public void In_a_market_that_jumps_with_answers_in_any_order_no_two_own_orders_can_meet()
    {
        Prng random = Seeds.Start();
        int edits = 0, waits = 0;
        for (int round = 0; round < 30; round++)
        {
            Rig rig = new(new RiskLimits { PriceCollar = 0.5, MaxInventoryUsd = 50_000, MaxOrderUsd = 50_000 }, quoter: new InventorySkewParameters { MaxInventoryUsd = 50_000 });
            // For each label every price at which its order may stand.
            Dictionary<OrderLabel, (Side Side, HashSet<long> Prices)> live = [];
            List<OrderIntent> unanswered = [];
            IntentList gateway = rig.Gateway;
            gateway.Watch = intent =>
            {
                if (intent.Kind is not (IntentKind.Place or IntentKind.Edit or IntentKind.Cancel))
                    return;
                unanswered.Add(intent);
                if (intent.Kind == IntentKind.Cancel)
                    return;
                IEnumerable<long> others = live.Values.Where(o => o.Side != intent.Side).SelectMany(o => o.Prices);
                bool meets = others.Any(price => intent.Side == Side.Buy ? intent.Price.Ticks >= price : intent.Price.Ticks <= price);
                Assert.False(meets, $"{intent.Kind} {intent.Side} at {intent.Price.Ticks} while the other side may stand at {string.Join(' ', others)}");
                if (!live.TryGetValue(intent.Label, out (Side Side, HashSet<long> Prices) order))
                    live[intent.Label] = order = (intent.Side, []);
                order.Prices.Add(intent.Price.Ticks);
                edits += intent.Kind == IntentKind.Edit ? 1 : 0;
            };
            rig.GoLive();
            long mid = 200_000;
            for (int step = 0; step < 600; step++)
            {
                gateway.Intents.Clear();
                rig.NowNs += Rig.Second / 50; // so that pauses after refusals end
                if (unanswered.Count > 0 && random.Chance(0.5))
                    Answer(rig, live, unanswered, ref random);
                else
                    rig.Send(rig.Market((mid += random.Below(161) - 80) - 1, mid + 1));
            }

            waits += (int)rig.Engine.RejectsOf(RejectReason.SelfTrade);
        }

        Assert.True(edits > 1_000 && waits > 100, $"{edits} edits, {waits} waits: too quiet to show anything");
    }

    /// <summary>The venue answers one request: done, or refused and all as before.</summary>
    private static void Answer(Rig rig, Dictionary<OrderLabel, (Side Side, HashSet<long> Prices)> live, List<OrderIntent> unanswered, ref Prng random)
    {
        int at = random.Below(unanswered.Count);
        OrderIntent request = unanswered[at];
        unanswered.RemoveAt(at);
        bool refused = random.Chance(0.1);
        if (request.Kind == IntentKind.Place && refused)
            live.Remove(request.Label);
        else if (request.Kind == IntentKind.Cancel && !refused)
            live.Remove(request.Label);
        else if (request.Kind == IntentKind.Edit)
        {
            long before = rig.Desk.Order(request.Side).Price.Ticks;
            live[request.Label].Prices.Clear();
            live[request.Label].Prices.Add(refused ? before : request.Price.Ticks);
        }

        rig.Send(refused ? rig.Reply(request, error: 10041) : rig.Reply(request, request.Kind == IntentKind.Cancel ? VenueOrderState.Cancelled : VenueOrderState.Open));
    }
}
