using System.Buffers.Binary;

namespace Engine.Core.Wire.WebSocket;

/// <summary>The header of a frame from a server: what one can tell before any payload has arrived.</summary>
internal readonly struct FrameHeader
{
    /// <summary>Longest header of an unmasked frame.</summary>
    public const int MaxBytes = 10;

    public readonly long PayloadBytes;
    public readonly int Bytes;
    public readonly Opcode Opcode;
    public readonly bool IsFinal;

    private FrameHeader(byte opening, long payloadBytes, int bytes)
    {
        PayloadBytes = payloadBytes;
        Bytes = bytes;
        Opcode = (Opcode)(opening & 0x0F);
        IsFinal = (opening & 0x80) != 0;
    }

    public bool IsControl => ((byte)Opcode & 0x08) != 0;

    /// <summary>False with no violation: the header has not arrived in full.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out FrameHeader header, out FrameViolation violation)
    {
        header = default;
        violation = FrameViolation.None;
        if (bytes.Length < 2)
            return false;
        violation = CheckOpening(bytes[0], bytes[1]);
        if (violation != FrameViolation.None)
            return false;
        int shortLength = bytes[1];
        int headerBytes = shortLength < 126 ? 2 : shortLength == 126 ? 4 : MaxBytes;
        if (bytes.Length < headerBytes)
            return false;
        ulong payloadBytes = headerBytes switch
        {
            2 => (ulong)shortLength,
            4 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            _ => BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
        };
        if (payloadBytes > long.MaxValue)
            violation = FrameViolation.LengthOutOfRange;
        else if ((headerBytes == 4 && payloadBytes < 126) || (headerBytes == MaxBytes && payloadBytes <= ushort.MaxValue))
            violation = FrameViolation.NonMinimalLength;
        else
            header = new FrameHeader(bytes[0], (long)payloadBytes, headerBytes);
        return violation == FrameViolation.None;
    }

    private static FrameViolation CheckOpening(byte opening, byte length)
    {
        if ((opening & 0x70) != 0)
            return FrameViolation.ReservedBits;
        int opcode = opening & 0x0F;
        if (opcode is (> 0x2 and < 0x8) or > 0xA)
            return FrameViolation.ReservedOpcode;
        if ((length & 0x80) != 0)
            return FrameViolation.MaskedFrame;
        if ((opcode & 0x08) == 0)
            return FrameViolation.None;
        if ((opening & 0x80) == 0)
            return FrameViolation.FragmentedControl;
        return length > 125 ? FrameViolation.OversizedControl : FrameViolation.None;
    }
}
