namespace Engine.Core.Venue.Market.History;

/// <summary>What a coin was worth through time, for all of its instruments.</summary>
internal sealed class CoinHistory
{
    public CoinHistory(CoinPath path)
    {
        Path = path;
        Index = new IndexSeries(path);
        Volatility = new VolatilitySeries(Index);
    }

    public CoinPath Path { get; }

    public IndexSeries Index { get; }

    public VolatilitySeries Volatility { get; }
}
