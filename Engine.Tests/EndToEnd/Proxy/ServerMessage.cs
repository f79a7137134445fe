using System.Text.Json;

namespace Engine.Tests.EndToEnd.Proxy;

/// <summary>A text message of the venue on its way to the engine.</summary>
/// <param name="Text">The JSON.</param>
/// <param name="AnswersTo">The method that it answers; empty for a notification.</param>
/// <param name="Channel">The channel that it is of; empty for an answer.</param>
internal sealed record ServerMessage(string Text, string AnswersTo, string Channel)
{
    public bool IsBook => Channel.StartsWith("book.", StringComparison.Ordinal);

    public bool IsSnapshot => IsBook && Text.Contains("\"type\":\"snapshot\"", StringComparison.Ordinal);

    public bool IsBookChange => IsBook && !IsSnapshot;

    public bool IsOrderAnswer => AnswersTo is "private/buy" or "private/sell" or "private/edit" or "private/cancel";

    public static ServerMessage Of(string text, Func<long, string> methodOf)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement root = document.RootElement;
        string channel = root.TryGetProperty("params", out JsonElement parameters) && parameters.TryGetProperty("channel", out JsonElement name)
            ? name.GetString()! : "";
        string method = root.TryGetProperty("id", out JsonElement id) && id.TryGetInt64(out long number) ? methodOf(number) : "";
        return new ServerMessage(text, method, channel);
    }
}
