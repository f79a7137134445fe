namespace Engine.Core.Venue.Market.Flow;

/// <summary>What the coins are worth: index prices follow it.</summary>
internal interface IPrices
{
    /// <summary>Market time of the next move by itself; <see cref="long.MaxValue"/> when there is none.</summary>
    long NextNs { get; }

    /// <summary>Worth of a coin now.</summary>
    double Price(int coin);

    /// <summary>Multiplies what a coin is worth from now on; a recording's prices stay as they were recorded.</summary>
    void Scale(int coin, double factor);

    /// <summary>Makes the next move.</summary>
    void Move();
}
