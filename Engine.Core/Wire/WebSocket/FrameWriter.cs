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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int HeaderBytes(int payloadBytes) => payloadBytes < 126 ? 6 : payloadBytes <= ushort.MaxValue ? 8 : MaxHeaderBytes;

    /// <summary>
    /// Turns payload bytes that already lie behind room for the header into a frame: writes the header and masks in place.
    /// </summary>
    /// <param name="frame">The first of <see cref="HeaderBytes"/> bytes of room and the payload; the caller answers for both.</param>
    /// <param name="payloadBytes">Length of the payload.</param>
    /// <param name="opcode">The frame's kind.</param>
    /// <param name="maskKey">A fresh key.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Seal(ref byte frame, int payloadBytes, Opcode opcode, uint maskKey)
    {
        int headerBytes = HeaderBytes(payloadBytes);
        FrameMask.Apply(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref frame, headerBytes), payloadBytes), maskKey);
        if (headerBytes == 8 && BitConverter.IsLittleEndian)
        {
            // The header of nearly all frames in one store.
            uint opening = (uint)(Final | (byte)opcode) | ((Masked | 126) << 8) | ((uint)BinaryPrimitives.ReverseEndianness((ushort)payloadBytes) << 16);
            Unsafe.WriteUnaligned(ref frame, opening | ((ulong)maskKey << 32));
        }
        else
        {
            WriteHeader(MemoryMarshal.CreateSpan(ref frame, headerBytes), payloadBytes, opcode, maskKey);
        }
    }

    /// <summary>A header of any length, member by member.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteHeader(Span<byte> header, int payloadBytes, Opcode opcode, uint maskKey)
    {
        header[0] = (byte)(Final | (byte)opcode);
        if (header.Length == 6)
        {
            header[1] = (byte)(Masked | payloadBytes);
        }
        else if (header.Length == 8)
        {
            header[1] = Masked | 126;
            BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)payloadBytes);
        }
        else
        {
            header[1] = Masked | 127;
            BinaryPrimitives.WriteUInt64BigEndian(header[2..], (ulong)payloadBytes);
        }

        Unsafe.WriteUnaligned(ref header[^sizeof(uint)], maskKey);
    }
}
