using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Channels.Feeds;

/// <summary>A channel that has one thing to tell at most, to each new subscriber: nothing of it ever changes here.</summary>
internal sealed class QuietChannel(string name, Outlet outlet, byte[]? greeting = null) : Channel(name, outlet)
{
    public override void Greet(Session session)
    {
        if (greeting is null)
            return;
        Text.JsonText message = Begin();
        message.Raw(greeting);
        Send(message, session);
    }
}
