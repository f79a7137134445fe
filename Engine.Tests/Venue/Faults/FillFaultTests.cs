using Xunit;
using static Engine.Tests.Venue.Faults.FaultWorld;

namespace Engine.Tests.Venue.Faults;

/// <summary>Fills that are booked and not told, or told twice.</summary>
public sealed class FillFaultTests
{
    private const string Trades = "user.trades.BTC-PERPETUAL.raw";
    private const string Changes = "user.changes.BTC-PERPETUAL.raw";
    private const string Orders = "user.orders.BTC-PERPETUAL.raw";

    private readonly FaultWorld _world = new FaultWorld().Watching(Trades, Changes, Orders, "user.trades.any.any.100ms");

    [Fact]
    public void A_lost_fill_is_booked_and_nowhere_told_and_the_next_is()
    {
        long id = _world.Inject(new { kind = "lost_fill", key = "watcher" });
        _world.Fill();
        _world.Wait(1000 * Ms);
        Assert.Empty(_world.Watcher.Frames);
        Assert.Equal(1, _world.Fired(id));
        Assert.Equal("10.0", VenueClient.At(_world.Watcher.Result("private/get_position", new { instrument_name = Instrument }), "size"));
        Assert.Equal(1, Booked());
        _world.Fill();
        _world.Wait(1000 * Ms);
        Assert.Single(_world.Watcher.Take(Trades));
        Assert.Single(_world.Watcher.Take(Changes));
        Assert.Single(_world.Watcher.Take(Orders));
        Assert.Single(_world.Watcher.Take("user.trades.any.any.100ms"));
        Assert.Equal(2, Booked());
    }

    [Fact]
    public void A_fill_told_twice_is_booked_once()
    {
        _world.Inject(new { kind = "duplicate_fill", key = "watcher", instrument = Instrument });
        _world.Inject(new { kind = "lost_fill", key = "nobody" });
        _world.Fill();
        Assert.Equal(2, _world.Watcher.Take(Trades).Select(trades => trades.GetRawText()).Count());
        Assert.Equal(2, _world.Watcher.Take(Changes).Count);
        Assert.Equal("10.0", VenueClient.At(_world.Watcher.Result("private/get_position", new { instrument_name = Instrument }), "size"));
        Assert.Equal(1, Booked());
    }

    [Fact]
    public void Orders_without_a_fill_are_told_as_ever()
    {
        long id = _world.Inject(new { kind = "lost_fill" });
        _world.Buy(_world.Watcher, 50_000);
        Assert.Single(_world.Watcher.Take(Orders));
        Assert.Equal(0, _world.Fired(id));
    }

    private int Booked() =>
        _world.Watcher.Result("private/get_user_trades_by_instrument", new { instrument_name = Instrument }).GetProperty("trades").GetArrayLength();
}
