using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Trading.Desks;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Quotes;

/// <summary>Rests too small to stand alone: filled up, or taken off, and never left lying; nothing smaller than the smallest order is sent.</summary>
[Pitfall("T23")]
[Pitfall("T40")]
public class DustTests
{
    [Fact]
    public void When_the_smallest_order_becomes_larger_a_rest_below_it_is_filled_up_or_taken_off()
    {
        foreach (long minimum in (long[])[50, 200])
        {
            Rig rig = new(quoter: new InventorySkewParameters { SkewPerUsd = 0 });
            (OrderIntent bid, _) = rig.Quote();
            rig.Batch(rig.Order(bid, filled: 70), rig.Fill(bid, 70, 1));
            Assert.Empty(rig.Take()); // 30 left, at its price
            EngineEvent specification = rig.Specification();
            specification.Specification.MinAmountE9 = minimum * specification.Specification.LotE9;
            rig.Send(specification);
            OrderIntent sent = rig.Take().Single(i => i.Side == Side.Buy);
            Assert.Equal(minimum == 50 ? (IntentKind.Edit, 170L) : (IntentKind.Cancel, 100L), (sent.Kind, sent.Amount.Lots));
        }
    }

    [Fact]
    public void Nothing_below_the_smallest_order_is_ever_asked_for_however_the_fills_fall()
    {
        Prng random = Seeds.Start();
        for (int round = 0; round < 60; round++)
        {
            Rig rig = new(quoter: new InventorySkewParameters { SizeUsd = 300, MaxInventoryUsd = 700 }, factRing: 256);
            long minimum = 5;
            EngineEvent specification = rig.Specification();
            specification.Specification.MinAmountE9 = minimum * specification.Specification.LotE9;
            rig.Quote();
            rig.Send(specification);
            long sequence = 0, bid = 199_999;
            for (int step = 0; step < 120; step++)
            {
                foreach (OrderIntent intent in rig.Take())
                {
                    ref readonly WorkingOrder slot = ref rig.Desk.Order(intent.Side);
                    if (intent.Kind is IntentKind.Place or IntentKind.Edit)
                        Assert.True(intent.Amount.Lots - (intent.Kind == IntentKind.Edit ? slot.FilledLots : 0) >= minimum, $"{intent.Kind} {intent.Amount.Lots}, {slot.FilledLots} filled");
                    rig.Send(rig.Reply(intent, intent.Kind == IntentKind.Cancel ? VenueOrderState.Cancelled : VenueOrderState.Open, intent.Kind == IntentKind.Place ? 0 : slot.FilledLots));
                }

                Side side = (Side)random.Below(2);
                WorkingOrder order = rig.Desk.Order(side);
                if (order.State == OrderState.Working && random.Chance(0.5))
                {
                    long lots = 1 + random.Below((int)order.Remaining.Lots), filled = order.FilledLots + lots;
                    OrderIntent of = new() { Label = order.Label, OrderId = order.OrderId, Side = side, Price = order.Price, Amount = order.Amount };
                    rig.Batch(rig.Order(of, filled == order.Amount.Lots ? VenueOrderState.Filled : VenueOrderState.Open, filled), rig.Fill(of, lots, ++sequence));
                }
                else
                    rig.Send(rig.Market(bid += random.Below(9) - 4, bid + 2));
            }

            foreach (Side side in (Side[])[Side.Buy, Side.Sell])
            {
                // What stands is a proper order; a rest that is none is being dealt with.
                WorkingOrder order = rig.Desk.Order(side);
                if (order.State == OrderState.Working)
                    Assert.True(order.Remaining.Lots >= minimum || rig.Take().Any(i => i.Side == side), $"{order.Remaining.Lots} lots left lying");
            }
        }
    }

    [Fact]
    [Pitfall("T22")]
    public void The_last_fill_of_exactly_what_is_left_ends_the_order_and_nothing_stays()
    {
        Rig rig = new();
        (OrderIntent bid, _) = rig.Quote();
        rig.Gateway.IsFull = true;
        foreach ((long lots, long filled) in ((long, long)[])[(40, 40), (35, 75), (25, 100)])
        {
            rig.Batch(rig.Order(bid, filled == 100 ? VenueOrderState.Filled : VenueOrderState.Open, filled), rig.Fill(bid, lots, filled));
            Assert.Equal((filled, 100 - filled), (rig.Desk.PositionLots, rig.Desk.Order(Side.Buy).Exposure.Lots));
        }

        Assert.Equal((OrderState.Idle, 0), (rig.Desk.Order(Side.Buy).State, rig.Desk.OtherExposureLots(Side.Buy)));
    }

    [Fact]
    [Pitfall("T51")]
    public void One_fill_that_turns_long_into_short_realises_what_was_held_and_opens_the_rest()
    {
        Rig rig = new();
        (_, OrderIntent ask) = rig.Quote(position: 40); // long 400 USD at 100 000
        rig.Send(rig.Fill(ask, 100, 1) with { ExchangeNs = rig.NowNs });
        rig.Send(rig.Ticker(mark: 100_015));
        double price = ask.Price.Ticks / 2.0;
        PnlFact pnl = DeskPnl.Compute(rig.Desk, null);
        Assert.Equal(-60, rig.Desk.PositionLots);
        Assert.Equal(400 * ((1 / 100_000.0) - (1 / price)) * 100_000, pnl.RealizedUsd, 9);
        Assert.Equal(-600 * ((1 / price) - (1 / 100_015.0)) * 100_000, pnl.UnrealizedUsd, 9);
    }
}
