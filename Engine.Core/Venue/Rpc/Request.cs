using System.Text.Json;
using Engine.Core.Venue.Desk;

namespace Engine.Core.Venue.Rpc;

/// <summary>One JSON-RPC request as read from its bytes. Used again for each request.</summary>
internal sealed class Request
{
    /// <summary>The longest request that the venue reads, bytes.</summary>
    public const int MaxBytes = 32 * 1024;

    private byte[] _id = new byte[64];
    private int _idLength;

    /// <summary>The id as it stood, quotes included; empty when there is none to echo.</summary>
    public ReadOnlySpan<byte> Id => _id.AsSpan(0, _idLength);

    public string Method { get; private set; } = "";

    /// <summary>A token that stands beside the parameters.</summary>
    public string? AccessToken { get; private set; }

    public Parameters Parameters { get; } = new();

    /// <summary>Back to a request that was read earlier, of which only the id is still needed.</summary>
    public void Resume(ReadOnlySpan<byte> id)
    {
        Parameters.Clear();
        id.CopyTo(_id); // it has held this id before
        _idLength = id.Length;
    }

    /// <summary>Reads a request; says what is wrong with it, or null.</summary>
    public Refusal? Read(ReadOnlySpan<byte> json)
    {
        _idLength = 0;
        Method = "";
        AccessToken = null;
        Parameters.Clear();
        if (json.Length > MaxBytes)
            return Refusal.TooLarge;
        try
        {
            return ReadObject(json);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            _idLength = 0;
            return Refusal.InvalidJson;
        }
    }

    private Refusal? ReadObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        Refusal? refusal = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            reader.Read();
            return Refusal.InvalidRequest;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            refusal = ReadMember(ref reader, json) ?? refusal;
        reader.Read(); // anything after the object is an error of its own
        return refusal ?? (Method.Length == 0 ? Refusal.InvalidRequest : null);
    }

    private Refusal? ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (reader.ValueTextEquals("id"u8))
        {
            reader.Read();
            KeepId(ref reader, json);
        }
        else if (reader.ValueTextEquals("method"u8))
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                reader.Skip();
                return Refusal.InvalidRequest;
            }

            Method = MethodTable.Intern(reader.ValueSpan) ?? reader.GetString()!;
        }
        else if (reader.ValueTextEquals("params"u8))
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
                Parameters.Read(ref reader, json);
            else
            {
                bool isNull = reader.TokenType == JsonTokenType.Null;
                reader.Skip();
                return isNull ? null : new Refusal(-32602, "Invalid params", "params must be an object", "params");
            }
        }
        else if (reader.ValueTextEquals("access_token"u8))
        {
            reader.Read();
            AccessToken = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            reader.Skip();
        }
        else
        {
            reader.Read();
            reader.Skip();
        }

        return null;
    }

    /// <summary>Text and integers are echoed as they stood; any other id is as none.</summary>
    private void KeepId(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        _idLength = 0;
        int from = (int)reader.TokenStartIndex;
        bool echo = reader.TokenType == JsonTokenType.String
            || (reader.TokenType == JsonTokenType.Number && reader.ValueSpan.IndexOfAny("."u8[0], "e"u8[0], "E"u8[0]) < 0);
        reader.Skip();
        if (!echo)
            return;
        ReadOnlySpan<byte> id = json[from..(int)reader.BytesConsumed];
        if (id.Length > _id.Length)
            Array.Resize(ref _id, id.Length);
        id.CopyTo(_id);
        _idLength = id.Length;
    }
}
