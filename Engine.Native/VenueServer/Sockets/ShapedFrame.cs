using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Native.VenueServer.Sockets;

/// <summary>The bytes of a message that is not to leave as usual.</summary>
internal static class ShapedFrame
{
    private const byte Final = 0x80;
    private const byte Text = 0x1;
    private const byte Binary = 0x2;
    private const byte Continuation = 0x0;

    /// <summary>Writes a message in its form. Cork the stream first.</summary>
    public static void Write(CorkedStream stream, ReadOnlyMemory<byte> message, FrameForm form)
    {
        byte kind = form.IsBinary ? Binary : Text;
        if (form.FragmentBytes > 0 && form.FragmentBytes < message.Length)
        {
            Fragments(stream, message, form.FragmentBytes, kind);
            return;
        }

        byte[] frame = Frame((byte)(Final | kind), message.Span);
        int length = form.CutAfterBytes > 0 ? Math.Min(form.CutAfterBytes, frame.Length - 1) : frame.Length;
        stream.WriteTorn(frame.AsMemory(0, length), form.SegmentBytes > 0 ? form.SegmentBytes : length, form.PauseMs);
    }

    private static void Fragments(CorkedStream stream, ReadOnlyMemory<byte> message, int size, byte kind)
    {
        for (int at = 0; at < message.Length; at += size)
        {
            bool isLast = at + size >= message.Length;
            byte first = (byte)((isLast ? Final : 0) | (at == 0 ? kind : Continuation));
            byte[] frame = Frame(first, message.Span[at..Math.Min(at + size, message.Length)]);
            stream.WriteTorn(frame, frame.Length, 0);
        }
    }

    private static byte[] Frame(byte first, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[FrameHead.MaxBytes];
        int length = FrameHead.WriteText(head, payload.Length);
        head[0] = first;
        return [.. head[..length], .. payload];
    }
}
