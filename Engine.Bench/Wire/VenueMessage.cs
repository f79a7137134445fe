using System.Text.Json;
using System.Text.Json.Serialization;

namespace Engine.Bench.Wire;

/// <summary>The venue's messages as classes for a serializer: the ordinary way to read them.</summary>
internal sealed class VenueMessage
{
    public long? Id { get; set; }

    public string? Method { get; set; }

    public VenueNotification? Params { get; set; }

    public VenueResult? Result { get; set; }
}

/// <summary>A notification's channel and contents.</summary>
internal sealed class VenueNotification
{
    public string? Channel { get; set; }

    public VenueContents? Data { get; set; }
}

/// <summary>What the tickers, books and changes of an account tell; each message has some of it.</summary>
internal sealed class VenueContents
{
    public long Timestamp { get; set; }

    public string? InstrumentName { get; set; }

    public double MarkPrice { get; set; }

    public double IndexPrice { get; set; }

    public double SettlementPrice { get; set; }

    public double BestBidPrice { get; set; }

    public double BestBidAmount { get; set; }

    public double BestAskPrice { get; set; }

    public double BestAskAmount { get; set; }

    public string? State { get; set; }

    public string? Type { get; set; }

    public long ChangeId { get; set; }

    public long PrevChangeId { get; set; }

    public JsonElement[][]? Bids { get; set; }

    public JsonElement[][]? Asks { get; set; }

    public VenueOrder[]? Orders { get; set; }
}

/// <summary>The result of an order request.</summary>
internal sealed class VenueResult
{
    public VenueOrder? Order { get; set; }
}

/// <summary>An order.</summary>
internal sealed class VenueOrder
{
    public string? OrderId { get; set; }

    public string? Label { get; set; }

    public string? InstrumentName { get; set; }

    public string? Direction { get; set; }

    public string? OrderState { get; set; }

    public double Price { get; set; }

    public double Amount { get; set; }

    public double FilledAmount { get; set; }

    public long LastUpdateTimestamp { get; set; }

    public bool PostOnly { get; set; }

    public bool ReduceOnly { get; set; }
}

/// <summary>Generated code for the classes above.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(VenueMessage))]
internal sealed partial class MessageJson : JsonSerializerContext;
