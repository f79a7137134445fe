namespace Engine.Core.Primitives;

/// <summary>An unsigned amount in whole lots of its <see cref="Instrument"/>.</summary>
/// <param name="Lots">Count of lots, never negative.</param>
public readonly record struct Size(long Lots) : IComparable<Size>
{
    /// <summary>Nothing.</summary>
    public static Size Zero => default;

    /// <inheritdoc/>
    public int CompareTo(Size other) => Lots.CompareTo(other.Lots);

    /// <summary>Smaller.</summary>
    public static bool operator <(Size left, Size right) => left.Lots < right.Lots;

    /// <summary>Larger.</summary>
    public static bool operator >(Size left, Size right) => left.Lots > right.Lots;

    /// <summary>Smaller or equal.</summary>
    public static bool operator <=(Size left, Size right) => left.Lots <= right.Lots;

    /// <summary>Larger or equal.</summary>
    public static bool operator >=(Size left, Size right) => left.Lots >= right.Lots;
}
