using Engine.Core.Venue.Market;
using Engine.Core.Venue.Text;
using Engine.Core.Venue.Views;

namespace Engine.Core.Venue.Channels.Feeds;

/// <summary><c>instrument.state.{kind}.{currency}</c>: an instrument's book opens, halts or settles.</summary>
internal sealed class InstrumentStateChannel(string name, Outlet outlet, InstrumentFilter filter, Clock clock) : Channel(name, outlet)
{
    /// <summary>The state of an instrument changed.</summary>
    public void OnState(Listing listing)
    {
        if (IsIdle || !filter.Matches(listing))
            return;
        JsonText message = Begin();
        message.BeginObject();
        message.Int("timestamp"u8, clock.NowMs);
        message.Ascii("state"u8, Words.Of(listing.State));
        message.Ascii("instrument_name"u8, listing.Name);
        message.EndObject();
        Send(message);
    }
}
