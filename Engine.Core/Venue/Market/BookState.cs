namespace Engine.Core.Venue.Market;

/// <summary>The state of an instrument's book (the venue's words since January 2026).</summary>
internal enum BookState : byte
{
    /// <summary>Trading.</summary>
    Open,

    /// <summary>The daily settlement runs: orders are answered 10041.</summary>
    Settlement,

    /// <summary>Trading is interrupted; orders stay and can be cancelled.</summary>
    Halted,

    /// <summary>Locked by the venue; orders stay and can be cancelled.</summary>
    Locked,

    /// <summary>Not traded.</summary>
    Inactive,
}
