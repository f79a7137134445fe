namespace Engine.Core.Journal;

/// <summary>How facts are kept on their way to the disk. The defaults are for trading; tests shorten them.</summary>
public record FactStoreOptions
{
    /// <summary>Facts kept in memory while the disk refuses them; a power of two.</summary>
    public int BufferFacts { get; init; } = 1 << 16;

    /// <summary>Most rows of a transaction.</summary>
    public int BatchRows { get; init; } = 1_000;

    /// <summary>Longest time a fact waits for its transaction, ns.</summary>
    public long BatchNs { get; init; } = 50_000_000;

    /// <summary>Unwritten facts above which the engine should only reduce.</summary>
    public int BehindFacts { get; init; } = 8_192;

    /// <summary>Age of the oldest unwritten fact above which the engine should only reduce, ns.</summary>
    public long BehindNs { get; init; } = 30_000_000_000;
}
