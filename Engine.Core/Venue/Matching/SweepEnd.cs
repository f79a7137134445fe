namespace Engine.Core.Venue.Matching;

/// <summary>Why an incoming order stopped trading.</summary>
public enum SweepEnd : byte
{
    /// <summary>Nothing of it is left.</summary>
    Exhausted,

    /// <summary>The opposite side is empty or worse than its limit.</summary>
    NoMoreLiquidity,

    /// <summary>The next resting order belongs to the same account: <see cref="Book.First"/> at rank 0.</summary>
    OwnOrder,
}
