namespace Engine.Native.Hosting;

/// <summary>Whether the journal keeps up with the facts; the hot thread asks and never waits.</summary>
public interface IJournalLoad
{
    /// <summary>Whether so much waits, or so long, that the engine should only reduce.</summary>
    bool IsBehind { get; }
}
