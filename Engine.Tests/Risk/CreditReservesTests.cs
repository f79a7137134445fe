using Engine.Core.Events;
using Engine.Core.Market;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Tests.Quoting;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Risk;

/// <summary>Who has the last credits: cancels, then missing quotes, then the moves of quotes near the touch, then those of far ones.</summary>
public class CreditReservesTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(20, 4, 2)]
    [InlineData(7, 4, 2)]
    [InlineData(6, 2, 2)]
    [InlineData(5, 2, 2)]
    [InlineData(4, 1, 2)]
    [InlineData(3, 1, 1)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(0, 0, 0)]
    public void A_small_burst_is_divided_so_that_every_kind_finds_something(int burst, int cancels, int edits)
    {
        CreditReserves fitted = CreditReserves.Fit(wanted: 4, burst);
        Assert.Equal((cancels, edits), (fitted.Cancels, fitted.Edits));
    }

    [Fact]
    public void Whatever_is_wanted_of_whatever_burst_an_edit_is_possible_and_nothing_is_negative()
    {
        for (int burst = 1; burst < 200; burst++)
        {
            for (int wanted = 0; wanted < 250; wanted++)
            {
                CreditReserves fitted = CreditReserves.Fit(wanted, burst);
                Assert.True(fitted is { Cancels: >= 0, Edits: >= 0, FarEdits: >= 0 } && fitted.Cancels <= wanted, $"{wanted} of {burst}: {fitted}");
                Assert.True(fitted.Cancels + fitted.Edits + fitted.FarEdits + 1 <= burst, $"{wanted} of {burst}: {fitted}");
                Assert.True(fitted.Cancels > 0 || wanted == 0 || burst == 1, $"{wanted} of {burst}: {fitted}");
            }
        }
    }

    [Fact]
    [Pitfall("T39")]
    public void While_credits_run_out_far_moves_end_first_then_near_ones_then_new_quotes_and_cancels_never()
    {
        CreditReserves reserves = CreditReserves.Fit(wanted: 4, burst: 20);
        Assert.Equal(new CreditReserves(4, 2, 5), reserves);
        RateCredits credits = new(1, 20), pace = new(1_000, 1_000);
        List<string> refused = [];
        for (int left = 20; left > 0; left--)
        {
            Try("far", IntentKind.Edit, 199_000, 199_100);
            Try("near", IntentKind.Edit, 199_990, 199_989);
            Try("away", IntentKind.Edit, 199_000, 199_990); // from the touch to far behind it: that one is in danger
            Try("new", IntentKind.Place, 199_000, 0);
            Assert.True(credits.TrySpend(1, reserve: 0)); // a cancel
        }

        Assert.Equal(["far 11", "near 6", "away 6", "new 4"], refused);

        void Try(string name, IntentKind kind, long price, long oldPrice)
        {
            RateCredits copy = credits;
            RejectReason reason = Check(kind, price, oldPrice, ref copy, ref pace, reserves);
            if (reason == RejectReason.RateCredits && refused.TrueForAll(told => !told.StartsWith(name, StringComparison.Ordinal)))
                refused.Add($"{name} {credits.Available(1):0}");
        }
    }

    [Fact]
    public void However_orders_come_the_reserve_for_cancels_is_never_touched_by_others()
    {
        Prng random = Seeds.Start();
        for (int round = 0; round < 100; round++)
        {
            int burst = 1 + random.Below(40), wanted = random.Below(10);
            CreditReserves reserves = CreditReserves.Fit(wanted, burst);
            RateCredits credits = new(1 + random.Below(20), burst), pace = new(10_000, 10_000);
            long nowNs = Second;
            for (int i = 0; i < 500; i++)
            {
                nowNs += random.Below(100_000_000);
                IntentKind kind = random.Chance(0.5) ? IntentKind.Edit : IntentKind.Place;
                if (Check(kind, random.Chance(0.5) ? 199_000 : 199_990, 199_000, ref credits, ref pace, reserves, nowNs) == RejectReason.None)
                    Assert.True(credits.Available(nowNs) >= reserves.Cancels, $"{credits.Available(nowNs)} left of {burst}, {reserves}");
            }
        }
    }

    private static RejectReason Check(IntentKind kind, long price, long oldPrice, ref RateCredits credits, ref RateCredits pace, CreditReserves reserves, long nowNs = 1) =>
        new RiskGate(new RiskLimits(), new AccountLimits()).Check(
            new OrderIntent { Kind = kind, Side = Side.Buy, Price = new Price(price), Amount = new Size(10) },
            new GateView
            {
                Instrument = Markets.Inverse, Touch = new Touch(new Price(199_990), new Size(1), new Price(200_010), new Size(1)), Mark = 100_000, PositionLots = 0,
                OtherExposureLots = 0, FilledLots = 0, Mode = TradingMode.Quoting, IsTrusted = true, NowNs = nowNs, OrderPrice = new Price(oldPrice),
            },
            ref credits,
            ref pace,
            reserves);
}
