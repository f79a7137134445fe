using System.Buffers.Binary;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Wire.WebSocket;

namespace Engine.Core.Simulation.Network;

/// <summary>Writes a server's frames into a flow, in the form that the venue asks for.</summary>
internal sealed class ServerFrames
{
    private byte[] _frame = new byte[8192];

    /// <summary>Sends one message.</summary>
    public void Send(ByteFlow to, ReadOnlySpan<byte> message, FrameForm? form, long nowNs)
    {
        if (form is null)
        {
            to.Send(Frame(message, Opcode.Text, isFinal: true), nowNs);
            return;
        }

        Opcode opcode = form.IsBinary ? Opcode.Binary : Opcode.Text;
        if (form.CutAfterBytes > 0)
        {
            ReadOnlySpan<byte> frame = Frame(message, opcode, isFinal: true);
            to.Send(frame[..Math.Min(frame.Length, form.CutAfterBytes)], nowNs);
        }
        else if (form.SegmentBytes > 0)
            to.Send(Frame(message, opcode, isFinal: true), nowNs, form.SegmentBytes, form.PauseMs * 1_000_000L);
        else
            Fragments(to, message, opcode, form.FragmentBytes > 0 ? form.FragmentBytes : message.Length, nowNs);
    }

    /// <summary>Sends a control frame.</summary>
    public void Control(ByteFlow to, Opcode opcode, ReadOnlySpan<byte> payload, long nowNs) => to.Send(Frame(payload, opcode, isFinal: true), nowNs);

    private void Fragments(ByteFlow to, ReadOnlySpan<byte> message, Opcode opcode, int bytes, long nowNs)
    {
        do
        {
            int length = Math.Min(bytes, message.Length);
            to.Send(Frame(message[..length], opcode, isFinal: length == message.Length), nowNs);
            message = message[length..];
            opcode = Opcode.Continuation;
        }
        while (message.Length > 0);
    }

    private ReadOnlySpan<byte> Frame(ReadOnlySpan<byte> payload, Opcode opcode, bool isFinal)
    {
        int header = payload.Length < 126 ? 2 : payload.Length <= ushort.MaxValue ? 4 : 10;
        if (_frame.Length < header + payload.Length)
            _frame = new byte[(header + payload.Length) * 2];
        Span<byte> frame = _frame;
        frame[0] = (byte)((isFinal ? 0x80 : 0) | (byte)opcode);
        frame[1] = (byte)(header == 2 ? payload.Length : header == 4 ? 126 : 127);
        if (header == 4)
            BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)payload.Length);
        else if (header == 10)
            BinaryPrimitives.WriteInt64BigEndian(frame[2..], payload.Length);
        payload.CopyTo(frame[header..]);
        return frame[..(header + payload.Length)];
    }
}
