namespace Engine.Core.Trading.Desks;

/// <summary>Why one instrument is not quoted while the engine as a whole is. The numbers are journalled: they never change.</summary>
public enum HoldReason : byte
{
    /// <summary>It is quoted.</summary>
    None = 0,

    /// <summary>The venue has not described it, or does not trade it now.</summary>
    NotOpen,

    /// <summary>Its position is not known yet.</summary>
    NoPosition,

    /// <summary>Orders of ours that stand in no slot are being cancelled, or may still be on their way from an earlier process.</summary>
    Strays,

    /// <summary>There is no continuous, two-sided, uncrossed book.</summary>
    Book,

    /// <summary>The book has been silent for longer than allowed.</summary>
    StaleBook,

    /// <summary>There is no mark price.</summary>
    NoMark,

    /// <summary>Mark and index are older than allowed.</summary>
    StaleMark,

    /// <summary>Another engine trades it on the same account.</summary>
    OtherEngine,

    /// <summary>The venue's market-maker protection has fired for it.</summary>
    Protection,
}
