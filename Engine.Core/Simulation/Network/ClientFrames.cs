using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Engine.Core.Wire.WebSocket;

namespace Engine.Core.Simulation.Network;

/// <summary>The frames of a client as a server reads them: final, masked, whole or not yet. Plain, as a twin of the writer.</summary>
internal static class ClientFrames
{
    /// <summary>Length of the frame that begins here, header included; 0 while it is not there in full.</summary>
    public static int WholeLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
            return 0;
        int header = HeaderLength(bytes);
        if (bytes.Length < header)
            return 0;
        long payload = PayloadLength(bytes);
        return bytes.Length - header >= payload ? header + (int)payload : 0;
    }

    /// <summary>Takes the mask off a whole frame and gives its payload, in place.</summary>
    public static Span<byte> Open(Span<byte> frame, out Opcode opcode)
    {
        opcode = (Opcode)(frame[0] & 0x0F);
        int header = HeaderLength(frame);
        uint key = Unsafe.ReadUnaligned<uint>(ref frame[header - sizeof(uint)]);
        Span<byte> payload = frame[header..];
        FrameMask.Apply(payload, key);
        return payload;
    }

    private static int HeaderLength(ReadOnlySpan<byte> bytes) => (bytes[1] & 0x7F) switch
    {
        126 => 8,
        127 => 14,
        _ => 6,
    };

    private static long PayloadLength(ReadOnlySpan<byte> bytes) => (bytes[1] & 0x7F) switch
    {
        126 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
        127 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
        int length => length,
    };
}
