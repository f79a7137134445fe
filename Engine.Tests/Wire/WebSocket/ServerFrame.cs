using System.Buffers.Binary;
using System.Text;
using Engine.Core.Wire.WebSocket;

namespace Engine.Tests.Wire.WebSocket;

/// <summary>Bytes of frames as a server sends them, rightly or wrongly.</summary>
internal static class ServerFrame
{
    public static byte[] Text(string text, bool final = true) => Build(Opcode.Text, Encoding.UTF8.GetBytes(text), final);

    public static byte[] Close(int code, string reason = "") => Build(Opcode.Close, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    public static byte[] Build(Opcode opcode, byte[] payload, bool final = true) => Raw((byte)opcode, payload, final);

    /// <summary>Any opcode, any reserved bits, any width of the length field (0: the least).</summary>
    public static byte[] Raw(int opcode, byte[] payload, bool final = true, int reserved = 0, int lengthWidth = 0, bool masked = false) =>
        [.. Header(opcode, payload.Length, final, reserved, lengthWidth, masked), .. payload];

    public static byte[] Header(int opcode, long payloadBytes, bool final = true, int reserved = 0, int lengthWidth = 0, bool masked = false)
    {
        int width = lengthWidth != 0 ? lengthWidth : payloadBytes < 126 ? 1 : payloadBytes <= ushort.MaxValue ? 2 : 8;
        byte opening = (byte)((final ? 0x80 : 0) | (reserved << 4) | opcode);
        int mark = masked ? 0x80 : 0;
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, payloadBytes);
        byte[] header = width switch
        {
            1 => [opening, (byte)(mark | (int)payloadBytes)],
            2 => [opening, (byte)(mark | 126), .. length[6..]],
            _ => [opening, (byte)(mark | 127), .. length],
        };
        return masked ? [.. header, 0, 0, 0, 0] : header;
    }
}
