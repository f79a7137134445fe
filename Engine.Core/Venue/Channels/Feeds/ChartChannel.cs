using Engine.Core.Venue.Market;
using Engine.Core.Venue.Market.History;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Channels.Feeds;

/// <summary><c>chart.trades.{i}.{resolution}</c>: the running candle whenever it has changed, about once a second, and its end.</summary>
internal sealed class ChartChannel(string name, Outlet outlet, Listing listing, Resolution resolution, Clock clock) : Channel(name, outlet)
{
    private long _tick;
    private Candle _sent;

    public override void Flush()
    {
        if (IsIdle)
            return;
        long tick = Tick();
        if (tick != _tick)
            Tell(_tick);
        _tick = tick;
        Tell(tick);
    }

    public override void Greet(Session session) => Send(Message(Tick(), listing.Candles.Over(Tick(), resolution.Minutes)), session);

    /// <summary>Cadence is the others' as well: a new subscriber has the running candle.</summary>
    public override void Admit()
    {
    }

    protected override void Wake()
    {
        _tick = Tick();
        _sent = listing.Candles.Over(_tick, resolution.Minutes);
    }

    private long Tick()
    {
        listing.Candles.Advance(clock.NowNs);
        return resolution.Start(listing.Candles.LastMinute);
    }

    private void Tell(long tick)
    {
        Candle candle = listing.Candles.Over(tick, resolution.Minutes);
        if (candle == _sent)
            return;
        _sent = candle;
        Send(Message(tick, candle));
    }

    private JsonText Message(long tick, in Candle candle)
    {
        JsonText message = Begin();
        ChartView.Write(message, listing, tick * 60_000, candle);
        return message;
    }
}
