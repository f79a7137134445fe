namespace Engine.Native.Config.Sections;

/// <summary>Section <c>[venue]</c>: where orders go. Keys are never part of it.</summary>
public sealed record VenueConfig
{
    /// <summary>Which exchange.</summary>
    public VenueEnv Env { get; init; } = VenueEnv.Paper;

    /// <summary>The address, where it is not the environment's own; null otherwise. Plain <c>ws://</c> only on the loopback.</summary>
    public Uri? Url { get; init; }

    /// <summary>The address orders go to: the override or the environment's own; null for the embedded venue, whose port is known when it runs.</summary>
    public Uri? Address => Url ?? VenueAddress.Of(Env);
}
