using System.Text.Json.Serialization;

namespace Engine.Bench.Wire;

/// <summary>An edit as a serializer writes it.</summary>
internal sealed class EditRequest
{
    public string Jsonrpc { get; set; } = "2.0";

    public long Id { get; set; }

    public string Method { get; set; } = "private/edit";

    public EditParameters Params { get; set; } = new();
}

/// <summary>What an edit says.</summary>
internal sealed class EditParameters
{
    [JsonPropertyName("order_id")]
    public string OrderId { get; set; } = "";

    public double Amount { get; set; }

    public double Price { get; set; }

    [JsonPropertyName("post_only")]
    public bool PostOnly { get; set; }

    [JsonPropertyName("reject_post_only")]
    public bool RejectPostOnly { get; set; }
}

/// <summary>Code for the messages above, generated at build time: what NativeAOT needs, and the fastest that the library has.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EditRequest))]
internal sealed partial class WireJson : JsonSerializerContext;
