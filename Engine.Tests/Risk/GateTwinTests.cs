using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Tests.Quoting;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Risk;

/// <summary>The gate against its rules written down in decimals, and against what random fills make of what it lets pass.</summary>
public class GateTwinTests
{
    private static readonly CreditReserves s_reserves = new(0, 0, 0);

    [Fact]
    [Pitfall("T02")]
    public void Random_intents_in_random_states_are_judged_as_the_plain_rules_judge_them()
    {
        Prng random = Seeds.Start();
        Dictionary<RejectReason, int> seen = [];
        for (int i = 0; i < 200_000; i++)
        {
            RiskLimits limits = Limits(ref random);
            AccountLimits account = Account(ref random);
            PlainMarket market = Market(ref random, random.Chance(0.5) ? Markets.Inverse : Markets.Linear);
            OrderIntent intent = Intent(ref random, market);
            HashSet<RejectReason> broken = PlainGate.Broken(intent, market, limits, account);
            RateCredits credits = new(5, 20), pace = new(50, 50);
            RejectReason told = new RiskGate(limits, account).Check(intent, market.View(), ref credits, ref pace, s_reserves);
            bool agrees = told == RejectReason.None ? broken.Count == 0 : broken.Contains(told);
            Assert.True(agrees, $"{told} where {string.Join(' ', broken)} was expected: {intent.Kind} {intent.Side} {intent.Amount.Lots} at {intent.Price.Ticks}, {market}, {limits}, {account}");
            seen[told] = seen.GetValueOrDefault(told) + 1;
        }

        RejectReason[] expected =
        [
            RejectReason.None, RejectReason.Killed, RejectReason.Held, RejectReason.BookNotTrusted, RejectReason.OffGrid, RejectReason.PriceCollar, RejectReason.IndexCollar,
            RejectReason.WouldCross, RejectReason.SelfTrade, RejectReason.TouchDistance, RejectReason.TooAggressive, RejectReason.OrderSize, RejectReason.OpenOrders,
            RejectReason.ReduceOnly, RejectReason.Notional, RejectReason.InventoryLimit,
        ];
        Assert.All(expected, reason => Assert.True(seen.GetValueOrDefault(reason) > 50, $"{reason} was seen {seen.GetValueOrDefault(reason)} times"));
    }

    [Fact]
    [Pitfall("T02")]
    [Pitfall("T12")]
    public void However_what_it_lets_pass_is_filled_the_position_never_passes_the_limit()
    {
        Prng random = Seeds.Start();
        int placed = 0, refused = 0, full = 0;
        for (int round = 0; round < 400; round++)
        {
            long limitLots = 50 + random.Below(500);
            RiskGate gate = new(new RiskLimits { MaxInventoryUsd = limitLots * 10, MaxOrderUsd = 1e9, PriceCollar = 1 }, new AccountLimits());
            List<(Side Side, long Amount, long Filled)> orders = [];
            long position = random.Below((int)limitLots) - (limitLots / 2);
            for (int step = 0; step < 300; step++)
            {
                if (random.Chance(0.4) && orders.Count > 0)
                {
                    int at = random.Below(orders.Count);
                    (Side side, long amount, long filled) = orders[at];
                    long lots = 1 + random.Below((int)(amount - filled));
                    position += side.Sign() * lots;
                    orders[at] = (side, amount, filled + lots);
                    if (filled + lots == amount)
                        orders.RemoveAt(at);
                }
                else if (random.Chance(0.1) && orders.Count > 0)
                {
                    orders.RemoveAt(random.Below(orders.Count)); // cancelled
                }
                else
                {
                    int at = random.Chance(0.5) && orders.Count > 0 ? random.Below(orders.Count) : -1;
                    (Side side, long amount, long filled) = at >= 0 ? orders[at] : (random.Chance(0.5) ? Side.Buy : Side.Sell, 0, 0);
                    long others = orders.Where((o, i) => i != at && o.Side == side).Sum(o => o.Amount - o.Filled);
                    long room = limitLots - (side.Sign() * position) - others;
                    long wanted = filled + (random.Chance(0.3) && room > 0 ? room : 1 + random.Below((int)limitLots));
                    PlainMarket market = new(Markets.Inverse)
                    {
                        BidTicks = 199_990, AskTicks = 200_010, Mark = 100_000, PositionLots = position, OtherLots = others, FilledLots = filled,
                    };
                    RateCredits credits = new(5, 20), pace = new(50, 50);
                    OrderIntent intent = new() { Kind = at < 0 ? IntentKind.Place : IntentKind.Edit, Side = side, Price = new Price(200_000), Amount = new Size(wanted) };
                    if (gate.Check(intent, market.View(), ref credits, ref pace, s_reserves) != RejectReason.None)
                    {
                        refused++;
                    }
                    else if (at < 0)
                    {
                        orders.Add((side, wanted, 0));
                        placed++;
                    }
                    else
                    {
                        orders[at] = (side, wanted, filled);
                    }
                }

                Assert.True(Math.Abs(position) <= limitLots, $"{position} lots where {limitLots} are allowed");
                full += Math.Abs(position) == limitLots ? 1 : 0;
            }
        }

        Assert.True(placed > 1_000 && refused > 1_000 && full > 100, $"{placed} placed, {refused} refused, {full} times full: too quiet to show anything");
    }

    private static RiskLimits Limits(ref Prng random) => new()
    {
        MaxInventoryUsd = 100 + random.Below(5_000),
        MaxOrderUsd = 100 + random.Below(3_000),
        PriceCollar = 0.001 * (1 + random.Below(30)),
        IndexCollar = random.Chance(0.5) ? 0.001 * (1 + random.Below(30)) : 0,
        MaxTouchDistance = random.Chance(0.5) ? 0.0001 * (1 + random.Below(100)) : 0,
        MaxTouchImprovement = random.Chance(0.5) ? 0.00001 * (1 + random.Below(100)) : 0,
    };

    private static AccountLimits Account(ref Prng random) => new()
    {
        MaxNotionalUsd = random.Chance(0.5) ? 500 + random.Below(8_000) : 0,
        MaxOpenOrders = random.Chance(0.5) ? 1 + random.Below(10) : 0,
    };

    private static PlainMarket Market(ref Prng random, Instrument instrument)
    {
        long bid = 199_000 + random.Below(2_000);
        long ask = bid + 1 + random.Below(random.Chance(0.3) ? 2_000 : 40);
        decimal mid = (bid + ask) * (instrument.TickE9 / 1e9m) / 2;
        return new PlainMarket(instrument)
        {
            Mode = random.Chance(0.7) ? TradingMode.Quoting : (TradingMode)random.Below(4),
            IsTrusted = random.Chance(0.97),
            Mark = random.Chance(0.02) ? 0 : mid * (1 + ((random.Below(201) - 100) / 10_000m)),
            Index = random.Chance(0.02) ? 0 : mid * (1 + ((random.Below(201) - 100) / 10_000m)),
            BidTicks = bid,
            AskTicks = ask,
            PositionLots = random.Below(1_000) - 500,
            OtherLots = random.Chance(0.5) ? random.Below(200) : 0,
            FilledLots = random.Chance(0.3) ? random.Below(100) : 0,
            OwnOppositeTicks = random.Chance(0.4) ? bid + random.Below(60) - 30 : 0,
            OpenOrders = random.Below(12),
            OtherNotionalUsd = random.Below(6_000),
        };
    }

    private static OrderIntent Intent(ref Prng random, PlainMarket market)
    {
        Side side = random.Chance(0.5) ? Side.Buy : Side.Sell;
        long touch = side == Side.Buy ? market.BidTicks : market.AskTicks;
        long distance = random.Below(random.Chance(0.5) ? 30 : 3_000) - random.Below(30);
        return new OrderIntent
        {
            Kind = random.Chance(0.5) ? IntentKind.Place : random.Chance(0.9) ? IntentKind.Edit : IntentKind.Cancel,
            Side = side,
            Price = new Price(random.Chance(0.01) ? 0 : touch - (side.Sign() * distance)),
            Amount = new Size(random.Below(300)),
        };
    }
}
