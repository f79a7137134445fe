namespace Engine.Core.Venue.Market.Flow;

/// <summary>What the coins are worth: index prices follow it.</summary>
internal interface IPrices
{
    /// <summary>Market time of the next move by itself; <see cref="long.MaxValue"/> when there is none.</summary>
    long NextNs { get; }

    /// <summary>Worth of a coin now.</summary>
    double Price(int coin);

    /// <summary>Makes the next move.</summary>
    void Move();
}
