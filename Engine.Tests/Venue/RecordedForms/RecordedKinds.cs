using System.Text.Json;

namespace Engine.Tests.Venue.RecordedForms;

/// <summary>Tells what kind a frame is from its own text.</summary>
internal static class RecordedKinds
{
    /// <summary>The kind; requests are remembered so that their replies can be told.</summary>
    public static string Of(JsonElement frame, Dictionary<string, string> methods)
    {
        string id = frame.TryGetProperty("id", out JsonElement number) ? number.ToString() : "";
        if (frame.TryGetProperty("method", out JsonElement method))
            return method.GetString() switch
            {
                "subscription" => Notification(frame.GetProperty("params")),
                "heartbeat" => $"heartbeat {VenueClient.At(frame, "params.type")}",
                string name => Request(id, name, methods),
                null => "request without a method",
            };
        if (frame.TryGetProperty("error", out JsonElement error))
            return $"error {VenueClient.At(error, "code")}{(error.TryGetProperty("data", out JsonElement data) ? " " + data.GetRawText() : "")}";
        // Ids of the private recordings are the names of methods.
        string asked = methods.GetValueOrDefault(id, char.IsAsciiLetter(id.FirstOrDefault('0')) ? id : "subscribe");
        JsonElement result = frame.GetProperty("result");
        bool empty = result.ValueKind == JsonValueKind.Array && result.GetArrayLength() == 0
            || result.ValueKind == JsonValueKind.Object && result.TryGetProperty("trades", out JsonElement trades) && trades.GetArrayLength() == 0;
        return $"reply {(asked.Contains("subscribe", StringComparison.Ordinal) ? "subscribe" : asked)}{(empty ? " empty" : "")}";
    }

    private static string Request(string id, string method, Dictionary<string, string> methods)
    {
        methods[id] = method;
        return $"request {method}";
    }

    private static string Notification(JsonElement parameters)
    {
        string channel = VenueClient.At(parameters, "channel");
        JsonElement data = parameters.GetProperty("data");
        string[] parts = channel.Split('.');
        // The contract of one US dollar holds its amounts as integers, which a snapshot shows.
        string unit = channel.StartsWith("book.ETH-PERPETUAL", StringComparison.Ordinal) ? " of whole units" : "";
        return parts[0] switch
        {
            "book" when parts.Length > 3 => "book grouped",
            "book" => $"book {VenueClient.At(data, "type")}{unit}",
            "ticker" => parts[1].Contains('_', StringComparison.Ordinal) ? "ticker linear" : "ticker inverse",
            "user" => $"user.{parts[1]}{(parts[1] == "changes" ? " " + VenueClient.At(data, "orders.0.order_state") : "")}",
            string stream => stream,
        };
    }
}
