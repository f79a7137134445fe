using System.Buffers.Binary;
using Engine.Core.Wire.WebSocket;

namespace Engine.Native.Latency.FarSide;

/// <summary>
/// The serving end of a WebSocket connection over a <see cref="FarStream"/>: client frames in, frames of the venue out. It takes
/// what the engine's client sends (whole, masked frames) and nothing else. Allocates nothing after construction.
/// </summary>
internal sealed class FarConnection(FarStream stream)
{
    private const int BufferBytes = 256 * 1024;
    private const int LongestHeader = 4;
    private const byte Final = 0x80;

    private readonly byte[] _in = GC.AllocateArray<byte>(BufferBytes, pinned: true);
    private readonly byte[] _out = GC.AllocateArray<byte>(BufferBytes, pinned: true);
    private int _from;
    private int _to;

    /// <summary>The bytes below.</summary>
    public FarStream Stream => stream;

    /// <summary>Bytes waiting to be sent.</summary>
    public int OutBytes { get; private set; }

    /// <summary>Whether the client broke the protocol.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>One receive call; false when nothing came.</summary>
    public bool Receive()
    {
        if (_from == _to)
            _from = _to = 0;
        else if (_to > BufferBytes / 2)
        {
            _in.AsSpan(_from.._to).CopyTo(_in);
            (_from, _to) = (0, _to - _from);
        }

        int received = stream.Receive(_in.AsSpan(_to));
        _to += received;
        return received > 0;
    }

    /// <summary>Bytes received and not yet taken as frames; for the opening handshake.</summary>
    public ReadOnlySpan<byte> Unread => _in.AsSpan(_from.._to);

    /// <summary>Takes bytes that were no frame.</summary>
    public void Skip(int bytes) => _from += bytes;

    /// <summary>The next whole frame, unmasked where it lies; it stands until the next receive.</summary>
    public bool TryReadFrame(out Opcode opcode, out ReadOnlySpan<byte> payload)
    {
        opcode = default;
        payload = default;
        Span<byte> rest = _in.AsSpan(_from.._to);
        if (rest.Length < 2)
            return false;
        int length = rest[1] & 0x7F;
        int header = length == 126 ? 8 : 6;
        IsBroken |= (rest[1] & 0x80) == 0 || length == 127 || (rest[0] & Final) == 0;
        if (IsBroken || rest.Length < header)
            return false;
        if (length == 126)
            length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
        if (rest.Length < header + length)
            return false;
        Span<byte> masked = rest.Slice(header, length);
        FrameMask.Apply(masked, BitConverter.ToUInt32(rest[(header - 4)..]));
        opcode = (Opcode)(rest[0] & 0x0F);
        payload = masked;
        _from += header + length;
        return true;
    }

    /// <summary>Room for the payload of the next frame; <see cref="EndFrame"/> closes it.</summary>
    public Span<byte> BeginFrame() => _out.AsSpan(OutBytes + LongestHeader);

    /// <summary>Closes the frame that was begun.</summary>
    public void EndFrame(int length, Opcode opcode = Opcode.Text)
    {
        Span<byte> frame = _out.AsSpan(OutBytes);
        frame[0] = (byte)(Final | (byte)opcode);
        if (length < 126)
        {
            frame[1] = (byte)length;
            frame.Slice(LongestHeader, length).CopyTo(frame[2..]);
            OutBytes += 2 + length;
            return;
        }

        frame[1] = 126;
        BinaryPrimitives.WriteUInt16BigEndian(frame[2..], checked((ushort)length));
        OutBytes += LongestHeader + length;
    }

    /// <summary>Sends what waits: one send call, unless the socket is full.</summary>
    public void Send()
    {
        stream.Send(_out.AsSpan(0, OutBytes));
        OutBytes = 0;
    }
}
