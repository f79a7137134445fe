namespace Engine.Core.Journal.Intents;

/// <summary>Whose intents a log holds: they mean nothing on another account, and little beside another database.</summary>
public sealed record IntentOrigin
{
    /// <summary>Number of the session, as it stands in its orders' labels.</summary>
    public required int SessionId { get; init; }

    /// <summary>When the session started, Unix ns.</summary>
    public required long StartedNs { get; init; }

    /// <summary>Identity of the journal's database.</summary>
    public required string Database { get; init; }

    /// <summary>A fingerprint of environment, address and API key: the account, as far as it can be told without the venue.</summary>
    public required string Account { get; init; }

    /// <summary>paper, test or prod.</summary>
    public required string Environment { get; init; }

    /// <summary>The venue's address, without credentials.</summary>
    public required string Url { get; init; }

    /// <summary>The instruments' names, by index.</summary>
    public required IReadOnlyList<string> Instruments { get; init; }
}
