namespace Engine.Core.Venue.Market.History;

/// <summary>Prices and volume of a stretch of time.</summary>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Traded in the base coin.</param>
/// <param name="Cost">Traded in the counter currency.</param>
internal readonly record struct Candle(double Open, double High, double Low, double Close, double Volume, double Cost)
{
    /// <summary>A stretch without trades.</summary>
    public static Candle Flat(double price) => new(price, price, price, price, 0, 0);

    /// <summary>This one and the one after it as one.</summary>
    public Candle Then(in Candle next) =>
        new(Open, Math.Max(High, next.High), Math.Min(Low, next.Low), next.Close, Volume + next.Volume, Cost + next.Cost);

    /// <summary>With one more trade.</summary>
    public Candle With(double price, double volume, double cost) =>
        this with { High = Math.Max(High, price), Low = Math.Min(Low, price), Close = price, Volume = Volume + volume, Cost = Cost + cost };
}
