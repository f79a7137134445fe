namespace Engine.Core.Venue.Faults.Forms;

/// <summary>One row of <see cref="FaultTable"/>: how a kind of fault is written and which parameters it takes.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Word">Its word in requests and scripts.</param>
/// <param name="Target">What it strikes.</param>
/// <param name="Meaning">A sentence.</param>
public sealed record FaultForm(FaultKind Kind, string Word, FaultTarget Target, string Meaning)
{
    /// <summary>Parameters that must be given.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Further parameters of its own.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>Whether it lasts until it ends (and is then undone) rather than happening at a moment.</summary>
    public bool Lasts { get; init; }

    /// <summary>Whether it goes on without end where neither count, probability nor duration is given; otherwise it then strikes once.</summary>
    public bool Endless { get; init; }

    /// <summary>Every parameter that it takes, its own first.</summary>
    public IReadOnlyList<string> Parameters => [.. Required, .. Own, .. Aims, .. Times];

    private string[] Aims => Target switch
    {
        FaultTarget.Frames => ["session", "key", "channel", "method"],
        FaultTarget.Requests => ["session", "key", "method"],
        FaultTarget.Fills => ["key", "instrument"],
        FaultTarget.Sessions => ["session", "key"],
        _ => [],
    };

    private string[] Times => Target switch
    {
        FaultTarget.Frames or FaultTarget.Requests or FaultTarget.Fills =>
            ["count", "skip", "probability", "seed", "for_ms", "after_ms", "on", "on_count", "name"],
        _ when Lasts => Required.Contains("for_ms") ? ["after_ms", "on", "on_count", "name"] : ["for_ms", "after_ms", "on", "on_count", "name"],
        _ => ["count", "every_ms", "after_ms", "on", "on_count", "name"],
    };
}
