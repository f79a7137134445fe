using System.Text.Json;
using Xunit;

namespace Engine.Tests.Venue.Clients;

/// <summary>
/// What a client reads in a value: blank-separated <c>path:kind</c>, where the path's parts are member names or indexes and the kind
/// is s (text), n (number), i (integer), b (truth value), a (array), o (object) or z (null). After the kind, <c>?</c> allows null and
/// absence. A lone kind is for the value itself.
/// </summary>
internal static class Shape
{
    public static void Check(JsonElement value, string reads, string whose)
    {
        foreach (string read in reads.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = read.LastIndexOf(':');
            string path = colon < 0 ? "" : read[..colon];
            string kind = read[(colon + 1)..];
            JsonElement? found = Find(value, path);
            bool optional = kind.EndsWith('?');
            if (optional && (found is null || found.Value.ValueKind == JsonValueKind.Null))
                continue;
            Assert.True(found is not null, $"{whose}: no {path} in {Short(value)}");
            Assert.True(Is(found.Value, kind[0]), $"{whose}: {path} is {Short(found.Value)}, not of kind {kind}");
        }
    }

    private static JsonElement? Find(JsonElement value, string path)
    {
        foreach (string part in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (value.ValueKind == JsonValueKind.Array && int.TryParse(part, out int index))
            {
                if (index >= value.GetArrayLength())
                    return null;
                value = value[index];
            }
            else if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(part, out value))
                return null;
        }

        return value;
    }

    private static bool Is(JsonElement value, char kind) => kind switch
    {
        's' => value.ValueKind == JsonValueKind.String,
        'n' => value.ValueKind == JsonValueKind.Number,
        'i' => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _) && value.GetRawText().AsSpan().IndexOfAny('.', 'e') < 0,
        'b' => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        'a' => value.ValueKind == JsonValueKind.Array,
        'o' => value.ValueKind == JsonValueKind.Object,
        'z' => value.ValueKind == JsonValueKind.Null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > 300 } text ? text[..300] + "..." : value.GetRawText();
}
