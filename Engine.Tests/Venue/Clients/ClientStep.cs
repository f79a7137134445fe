namespace Engine.Tests.Venue.Clients;

/// <summary>One request as a client sends it, and what the client reads afterwards.</summary>
/// <param name="Request">The frame, or for HTTP the request's target; see <see cref="Markers"/> for what stands in braces.</param>
/// <param name="Reads">What it reads in <c>result</c>; see <see cref="Shape"/>.</param>
internal sealed record ClientStep(string Request, string Reads)
{
    /// <summary>A channel whose next notification it waits for; null for none.</summary>
    public string? Channel { get; init; }

    /// <summary>What it reads in the notification's <c>data</c>.</summary>
    public string ChannelReads { get; init; } = "";

    /// <summary>The error code it expects instead of a result.</summary>
    public int? Error { get; init; }

    /// <summary>The body of an HTTP POST; null for a GET.</summary>
    public string? Body { get; init; }
}
