using Engine.Core.Wire.WebSocket;

namespace Engine.Tests.Wire.WebSocket;

/// <summary>Reads frames of a client the plain way: unmasked, and checked to be masked and minimal.</summary>
internal static class ClientFrames
{
    public static List<(Opcode Opcode, byte[] Payload)> Parse(ReadOnlySpan<byte> bytes)
    {
        List<(Opcode, byte[])> frames = [];
        while (!bytes.IsEmpty)
        {
            if ((bytes[0] & 0x70) != 0 || (bytes[0] & 0x80) == 0 || (bytes[1] & 0x80) == 0)
                throw new InvalidDataException("a client frame must be final, masked, and without reserved bits");
            Opcode opcode = (Opcode)(bytes[0] & 0x0F);
            int shortLength = bytes[1] & 0x7F;
            int width = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
            long length = width == 0 ? shortLength : 0;
            for (int i = 0; i < width; i++)
                length = (length << 8) | bytes[2 + i];
            if ((width == 2 && length < 126) || (width == 8 && length < 65536))
                throw new InvalidDataException("a client frame must have the shortest length form");
            byte[] payload = bytes.Slice(6 + width, (int)length).ToArray();
            for (int i = 0; i < payload.Length; i++)
                payload[i] ^= bytes[2 + width + (i % 4)];
            frames.Add((opcode, payload));
            bytes = bytes[(6 + width + (int)length)..];
        }
        return frames;
    }
}
