using System.Text;
using System.Text.Json;

namespace Engine.Core.Venue.Rpc;

/// <summary>
/// The named parameters of a request, found by name in any order. Text is kept unescaped, numbers and nested values as they stand.
/// Used again for each request.
/// </summary>
internal sealed class Parameters
{
    private Entry[] _entries = new Entry[16];
    private byte[] _bytes = new byte[1024];
    private int _count;
    private int _used;

    /// <summary>What kind of value a parameter has.</summary>
    internal enum Form : byte
    {
        Absent,
        Null,
        Text,
        Number,
        True,
        False,
        Nested,
    }

    private record struct Entry(int Name, int NameLength, int Value, int ValueLength, Form Form);

    public void Clear()
    {
        _count = 0;
        _used = 0;
    }

    /// <summary>Finds a parameter; the last of equal names counts.</summary>
    public Form Find(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            ref Entry entry = ref _entries[i];
            if (!name.SequenceEqual(_bytes.AsSpan(entry.Name, entry.NameLength)))
                continue;
            value = _bytes.AsSpan(entry.Value, entry.ValueLength);
            return entry.Form;
        }

        value = default;
        return Form.Absent;
    }

    /// <summary>All parameters by name, plain values as they stand; the last of equal names counts.</summary>
    public IReadOnlyList<(string Name, string Value)> Plain()
    {
        var all = new Dictionary<string, string>();
        foreach (Entry entry in _entries.AsSpan(0, _count))
        {
            string value = entry.Form switch
            {
                Form.True => "true",
                Form.False => "false",
                _ => Encoding.UTF8.GetString(_bytes, entry.Value, entry.ValueLength),
            };
            all[Encoding.UTF8.GetString(_bytes, entry.Name, entry.NameLength)] = value;
        }

        return [.. all.Select(pair => (pair.Key, pair.Value))];
    }

    /// <summary>Reads the members of the object that the reader stands on; the reader ends on the closing brace.</summary>
    public void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            (int name, int nameLength) = Keep(ref reader);
            reader.Read();
            Add(name, nameLength, ref reader, json);
        }
    }

    private void Add(int name, int nameLength, ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (_count == _entries.Length)
            Array.Resize(ref _entries, _count * 2);
        ref Entry entry = ref _entries[_count++];
        entry = new Entry(name, nameLength, 0, 0, Form.Null);
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                (entry.Value, entry.ValueLength) = Keep(ref reader);
                entry.Form = Form.Text;
                break;
            case JsonTokenType.Number:
                (entry.Value, entry.ValueLength) = Keep(reader.ValueSpan);
                entry.Form = Form.Number;
                break;
            case JsonTokenType.True:
                entry.Form = Form.True;
                break;
            case JsonTokenType.False:
                entry.Form = Form.False;
                break;
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                int from = (int)reader.TokenStartIndex;
                reader.Skip();
                (int value, int length) = Keep(json[from..(int)reader.BytesConsumed]);
                _entries[_count - 1] = new Entry(name, nameLength, value, length, Form.Nested);
                break;
            default:
                break;
        }
    }

    private (int At, int Length) Keep(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _used += bytes.Length;
        return (_used - bytes.Length, bytes.Length);
    }

    private (int At, int Length) Keep(ref Utf8JsonReader reader)
    {
        int length = reader.CopyString(Reserve(reader.ValueSpan.Length));
        _used += length;
        return (_used - length, length);
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _used < count)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + count));
        return _bytes.AsSpan(_used);
    }
}
