namespace Engine.Core.Link;

/// <summary>How far an attempt to hold a session got before it ended.</summary>
internal enum AttemptEnd : byte
{
    /// <summary>Nobody was there to connect to.</summary>
    Unreached,

    /// <summary>A connection was taken and ended before a word had come.</summary>
    Unheard,

    /// <summary>There was a live session, and it was lost.</summary>
    Lost,

    /// <summary>It failed on its way to a session.</summary>
    Failed,

    /// <summary>The venue had said that there were too many requests.</summary>
    Throttled,
}
