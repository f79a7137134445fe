using System.Text.Json;

namespace Engine.Tests.Venue.Network;

/// <summary>An HTTP answer as it came.</summary>
internal sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string At(string path) => VenueClient.At(Json, path);
}
