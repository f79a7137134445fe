namespace Engine.Core.Venue.Market.Flow;

/// <summary>The rest of the world at one instrument. Times are market time in nanoseconds since the start.</summary>
internal interface ICrowd
{
    /// <summary>Market time of the next act; <see cref="long.MaxValue"/> when there is none.</summary>
    long NextNs { get; }

    /// <summary>Does the next act.</summary>
    void Act();

    /// <summary>Reacts to a move of the latent price at a market time.</summary>
    void OnMove(long nowNs, double elapsedSeconds);
}
