using System.Text;
using System.Text.Json;
using Engine.Core.Venue.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Engine.Native.VenueServer.Http;

/// <summary>HTTP requests in the form of the JSON-RPC requests they stand for.</summary>
internal static class RestRequest
{
    /// <summary>A GET: method from the path, parameters from the query, no id.</summary>
    public static byte[] FromQuery(string method, IQueryCollection query)
    {
        var text = new JsonText();
        text.BeginObject();
        text.Ascii("jsonrpc"u8, "2.0"u8);
        text.Text("method"u8, method);
        text.BeginObject("params"u8);
        foreach ((string name, StringValues values) in query)
            Write(text, name, values);
        text.EndObject();
        text.EndObject();
        return text.Written.ToArray();
    }

    /// <summary>A POST: the body is the request; a body without method is called what the path says.</summary>
    public static byte[] FromBody(string method, byte[] body)
    {
        if (method.Length == 0 || !IsObjectWithoutMethod(body))
            return body;
        int inside = Array.IndexOf(body, (byte)'{') + 1;
        bool isEmpty = body.AsSpan(inside).TrimStart(" \t\r\n"u8) is [(byte)'}', ..];
        byte[] member = Encoding.UTF8.GetBytes($"\"method\":{Quoted(method)}{(isEmpty ? "" : ",")}");
        return [.. body.AsSpan(0, inside), .. member, .. body.AsSpan(inside)];
    }

    private static void Write(JsonText text, string name, StringValues values)
    {
        text.Name(Encoding.UTF8.GetBytes(JsonEncodedText.Encode(name).ToString()));
        if (values.Count == 1)
        {
            text.Text(values[0] ?? "");
            return;
        }

        text.BeginArray();
        foreach (string? value in values)
            text.Text(value ?? "");
        text.EndArray();
    }

    private static bool IsObjectWithoutMethod(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && !document.RootElement.TryGetProperty("method", out _);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the latter: a name that is no text
        {
            return false; // the exchange says what is wrong with it
        }
    }

    private static string Quoted(string text) => '"' + JsonEncodedText.Encode(text).ToString() + '"';
}
