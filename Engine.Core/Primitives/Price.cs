namespace Engine.Core.Primitives;

/// <summary>A price in whole ticks of its <see cref="Instrument"/>, which is the only door to decimals.</summary>
/// <param name="Ticks">Count of ticks; 0 stands for "no price".</param>
public readonly record struct Price(long Ticks) : IComparable<Price>
{
    /// <summary>No price: an empty side of the book, an order without a limit.</summary>
    public static Price None => default;

    /// <summary>Whether this is a price at all.</summary>
    public bool IsSome => Ticks != 0;

    /// <inheritdoc/>
    public int CompareTo(Price other) => Ticks.CompareTo(other.Ticks);

    /// <summary>Lower in price.</summary>
    public static bool operator <(Price left, Price right) => left.Ticks < right.Ticks;

    /// <summary>Higher in price.</summary>
    public static bool operator >(Price left, Price right) => left.Ticks > right.Ticks;

    /// <summary>Lower or equal.</summary>
    public static bool operator <=(Price left, Price right) => left.Ticks <= right.Ticks;

    /// <summary>Higher or equal.</summary>
    public static bool operator >=(Price left, Price right) => left.Ticks >= right.Ticks;

    /// <summary>Moved by a number of ticks; throws <see cref="OverflowException"/> rather than wrap.</summary>
    public Price Add(long ticks) => new(checked(Ticks + ticks));
}
