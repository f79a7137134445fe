using System.Text.Json;

namespace Engine.Core.Venue.Text;

/// <summary>The members of one JSON object as they stand in its text. Used again for each object.</summary>
internal sealed class JsonMembers
{
    private readonly List<(int Name, int NameLength, int Value, int ValueLength)> _members = [];
    private byte[] _text = [];

    public int Count => _members.Count;

    public ReadOnlySpan<byte> Name(int i) => _text.AsSpan(_members[i].Name, _members[i].NameLength);

    public ReadOnlySpan<byte> Value(int i) => _text.AsSpan(_members[i].Value, _members[i].ValueLength);

    /// <summary>Takes a copy of an object's text.</summary>
    public void Read(ReadOnlySpan<byte> json)
    {
        if (_text.Length < json.Length)
            _text = new byte[json.Length * 2];
        json.CopyTo(_text);
        _members.Clear();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            (int name, int nameLength) = ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
            reader.Read();
            int value = (int)reader.TokenStartIndex;
            reader.Skip();
            _members.Add((name, nameLength, value, (int)reader.BytesConsumed - value));
        }
    }
}
