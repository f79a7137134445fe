using System.Buffers.Binary;

namespace Engine.Native.VenueServer.Sockets;

/// <summary>The head of a server's frame (RFC 6455, section 5.2).</summary>
internal static class FrameHead
{
    /// <summary>The longest head.</summary>
    public const int MaxBytes = 10;

    private const byte FinalText = 0x81;
    private const int LongestShort = 125;
    private const byte TwoBytes = 126;
    private const byte EightBytes = 127;

    /// <summary>Writes the head of a text message in one frame; returns its length.</summary>
    public static int WriteText(Span<byte> to, int length)
    {
        to[0] = FinalText;
        if (length <= LongestShort)
        {
            to[1] = (byte)length;
            return 2;
        }

        if (length <= ushort.MaxValue)
        {
            to[1] = TwoBytes;
            BinaryPrimitives.WriteUInt16BigEndian(to[2..], (ushort)length);
            return 4;
        }

        to[1] = EightBytes;
        BinaryPrimitives.WriteInt64BigEndian(to[2..], length);
        return MaxBytes;
    }
}
