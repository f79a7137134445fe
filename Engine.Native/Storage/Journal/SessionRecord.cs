namespace Engine.Native.Storage.Journal;

/// <summary>What is known of a trading session when it starts: a row of <c>sessions</c>.</summary>
public sealed record SessionRecord
{
    /// <summary>When it started, Unix ns.</summary>
    public required long StartedNs { get; init; }

    /// <summary>The environment: paper, test or prod.</summary>
    public required string Environment { get; init; }

    /// <summary>The venue's address, without credentials.</summary>
    public required string Url { get; init; }

    /// <summary>The program's version.</summary>
    public required string Version { get; init; }

    /// <summary>The seed of the venue's flow; none where the venue is real.</summary>
    public long? Seed { get; init; }

    /// <summary>A hash of the configuration in force.</summary>
    public string? ConfigurationHash { get; init; }

    /// <summary>The account, as far as it can be told without the venue: environment, and a fingerprint of address and API key.</summary>
    public string Account { get; init; } = "";

    /// <summary>The number of the session in its orders' labels; 0 where it places none.</summary>
    public int LabelSession { get; init; }
}
