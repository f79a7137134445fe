using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Trading.Recovering;

/// <summary>
/// The engine against a venue whose truth the test knows: whatever overtakes what, whatever is lost, the true worst case stays
/// within the limit whenever something is sent that adds, and in the end nothing is left behind or uncounted.
/// </summary>
public class ShadowVenueTests
{
    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    [InlineData(true, 3)]
    [Pitfall("T02")]
    [Pitfall("T03")]
    [Pitfall("T11")]
    [Pitfall("T22")]
    public void Nothing_passes_the_limit_nothing_is_sent_twice_and_nothing_is_left_behind(bool disasters, int run)
    {
        Prng random = Seeds.Start($"shadow {run}");
        long trades = 0, orders = 0;
        for (int round = 0; round < 12; round++)
        {
            double limitUsd = ShadowVenue.LimitLots * 10;
            Rig rig = new(new RiskLimits { PriceCollar = 0.5, MaxInventoryUsd = limitUsd }, quoter: new InventorySkewParameters { MaxInventoryUsd = limitUsd });
            ShadowVenue venue = new(rig, random.Next());
            IntentList gateway = rig.Gateway;
            gateway.Watch = venue.OnIntent;
            rig.GoLive();
            for (int step = 0; step < 4_000; step++)
            {
                venue.Step(disasters);
                gateway.Intents.Clear();
            }

            venue.ForbidAdding();
            rig.Send(rig.Command(CommandKind.Stop));
            for (int i = 0; i < 90 && !(rig.Engine.HasNoOrders && venue.IsQuiet); i++)
            {
                venue.Settle();
                rig.Timer(Rig.Second / 2);
            }

            venue.Settle();
            Assert.True(rig.Engine.HasNoOrders, $"{rig.Desk.Order(Side.Buy).State} {rig.Desk.Order(Side.Sell).State}");
            Assert.Equal(0, venue.OpenOrders);
            Assert.Equal(venue.Position, rig.Desk.PositionLots);
            Assert.Equal(0, rig.Notices(NoticeKind.PositionMismatch));
            Assert.Equal(
                venue.Trades.Select(t => t.Fill.TradeSequence).Order(),
                rig.Facts.Where(f => f.Kind == FactKind.Fill).Select(f => f.Fill.TradeSequence).Order());
            trades += venue.Trades.Count;
            orders += venue.Placed;
        }

        Assert.True(trades > 400 && orders > 150, $"{trades} trades, {orders} orders: too quiet to show anything");
    }
}
