namespace Engine.Core.Venue.Rpc.Sessions;

/// <summary>Messages that wait to be sent to one client, in order; bytes in one buffer that is used again. Owned by the venue's thread.</summary>
public sealed class Outbox
{
    private readonly List<int> _ends = [];
    private Dictionary<int, FrameForm>? _forms;
    private byte[] _buffer = new byte[1024];
    private int _length;

    /// <summary>Messages waiting.</summary>
    public int Count => _ends.Count;

    /// <summary>Bytes waiting.</summary>
    public int Bytes => _length;

    /// <summary>One of the messages; valid until the next change.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            int from = index == 0 ? 0 : _ends[index - 1];
            return _buffer.AsSpan(from, _ends[index] - from);
        }
    }

    /// <summary>One of the messages as memory; valid until the next change.</summary>
    public ReadOnlyMemory<byte> Memory(int index)
    {
        int from = index == 0 ? 0 : _ends[index - 1];
        return _buffer.AsMemory(from, _ends[index] - from);
    }

    /// <summary>How one of the messages leaves; null for the usual way.</summary>
    public FrameForm? Form(int index) => _forms?.GetValueOrDefault(index);

    /// <summary>Forgets all messages, sent or not.</summary>
    public void Clear()
    {
        _ends.Clear();
        _forms = null;
        _length = 0;
        if (_buffer.Length > 1 << 20)
            _buffer = new byte[1024];
    }

    internal void Add(ReadOnlySpan<byte> message)
    {
        Append(message);
        _ends.Add(_length);
    }

    /// <summary>Says how the message that was added last leaves.</summary>
    internal void Shape(FrameForm form) => (_forms ??= []).Add(_ends.Count - 1, form);

    /// <summary>Adds a message with a member put in at a place.</summary>
    internal void Add(ReadOnlySpan<byte> message, int at, ReadOnlySpan<byte> insert)
    {
        Append(message[..at]);
        Append(insert);
        Append(message[at..]);
        _ends.Add(_length);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_buffer.Length - _length < bytes.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes.Length));
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }
}
