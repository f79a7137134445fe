namespace Engine.Core.Venue.Channels.Feeds;

/// <summary>A channel that is accepted and has nothing to tell: no instrument is created here.</summary>
internal sealed class QuietChannel(string name, Outlet outlet) : Channel(name, outlet);
