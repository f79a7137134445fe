using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Engine.Core.Wire.WebSocket;

/// <summary>
/// Writes a client's frames: final, without extensions, masked with a key that the caller hands in, the length in as few
/// bytes as it needs. This client never fragments what it sends.
/// </summary>
public static class FrameWriter
{
    /// <summary>The longest header of a masked frame.</summary>
    public const int MaxHeaderBytes = 14;

    private const byte Final = 0x80;
    private const byte Masked = 0x80;

    /// <summary>Header bytes of a frame with so many payload bytes.</summary>
    public static int HeaderBytes(int payloadBytes) => payloadBytes < 126 ? 6 : payloadBytes <= ushort.MaxValue ? 8 : MaxHeaderBytes;

    /// <summary>
    /// Turns payload bytes that already lie behind room for the header into a frame: writes the header and masks in place.
    /// </summary>
    /// <param name="frame">Exactly <see cref="HeaderBytes"/> bytes of room, then the payload.</param>
    /// <param name="payloadBytes">Length of the payload.</param>
    /// <param name="opcode">The frame's kind.</param>
    /// <param name="maskKey">A fresh key.</param>
    public static void Seal(Span<byte> frame, int payloadBytes, Opcode opcode, uint maskKey)
    {
        int headerBytes = HeaderBytes(payloadBytes);
        FrameMask.Apply(frame.Slice(headerBytes, payloadBytes), maskKey);
        frame[0] = (byte)(Final | (byte)opcode);
        if (headerBytes == 6)
        {
            frame[1] = (byte)(Masked | payloadBytes);
        }
        else if (headerBytes == 8)
        {
            frame[1] = Masked | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)payloadBytes);
        }
        else
        {
            frame[1] = Masked | 127;
            BinaryPrimitives.WriteUInt64BigEndian(frame[2..], (ulong)payloadBytes);
        }
        Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(frame.Slice(headerBytes - sizeof(uint), sizeof(uint))), maskKey);
    }
}
