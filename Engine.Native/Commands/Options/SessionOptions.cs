using Engine.Native.Config;

namespace Engine.Native.Commands.Options;

/// <summary>What a trading session is asked to do, whichever venue it trades on: checked and complete.</summary>
public abstract record SessionOptions
{
    /// <summary>The effective configuration: the file, or the defaults, with the command line's values over it.</summary>
    public required EngineConfig Config { get; init; }

    /// <summary>How long to trade; null until a signal.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>A plain line a second in place of the live view.</summary>
    public bool Headless { get; init; }

    /// <summary>A line for each quote.</summary>
    public bool PrintQuotes { get; init; }
}
