using Engine.Tests.Venue.Making;
using Xunit;

namespace Engine.Tests.Venue.Faults;

/// <summary>A step of the shown clock moves timestamps, and nothing that lasts.</summary>
public class SteppedClockTests
{
    private const long StepMs = 3_600_000;

    private readonly FaultWorld _world = new();

    [Fact]
    public void A_done_order_is_kept_as_long_as_ever()
    {
        VenueClient client = _world.World.Client("k");
        string order = VenueClient.At(Maker.Order(client, "buy", 80_000, 10), "order.order_id");
        client.Result("private/cancel", new { order_id = order });
        _world.Inject(new { kind = "clock_step", step_ms = StepMs });
        Assert.Equal("cancelled", VenueClient.At(client.Result("private/get_order_state", new { order_id = order }), "order_state"));
    }

    [Fact]
    public void A_broken_protection_lasts_as_long_as_ever_and_shows_its_end_by_the_shown_clock()
    {
        VenueClient maker = _world.World.Client("maker");
        VenueClient taker = _world.World.Client("taker");
        Maker.Protect(maker, null, quantity: 0.01m);
        for (int i = 0; i < 2; i++)
        {
            Maker.Order(maker, "buy", 84_030, 500, mmp: true);
            Maker.Order(taker, "sell", 84_030, 500);
        }

        long until = Until(maker);
        _world.Inject(new { kind = "clock_step", step_ms = StepMs });
        Assert.Equal(until + StepMs, Until(maker));
        _world.World.Wait(11 * VenueWorld.Second);
        Assert.Equal(0, maker.Result("private/get_mmp_status").GetArrayLength());
    }

    private static long Until(VenueClient maker) => maker.Result("private/get_mmp_status")[0].GetProperty("frozen_until").GetInt64();
}
