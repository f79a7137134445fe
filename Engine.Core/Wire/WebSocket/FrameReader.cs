using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Engine.Core.Wire.WebSocket;

/// <summary>
/// Reads the frames of a server (RFC 6455, section 5) out of a pipe's buffer. Sans-I/O: bytes in, messages, control
/// frames and violations out. Owned by one thread.
/// <para>A message that is one frame in one segment is returned where it lies, without a copy. A frame that straddles
/// segments and a message in fragments are joined in a scratch buffer, allocated up front and grown only for messages
/// larger than it. Text is validated as it arrives, also inside a frame that is not complete.</para>
/// </summary>
public sealed class FrameReader
{
    /// <summary>Scratch bytes allocated up front where the message limit is no smaller.</summary>
    public const int DefaultScratchBytes = 4 * 1024 * 1024;

    /// <summary>The largest message limit a reader can be given.</summary>
    public const int LargestLimitBytes = 1024 * 1024 * 1024;

    private const byte FinalText = 0x80 | (byte)Opcode.Text;
    private const byte FinalBinary = 0x80 | (byte)Opcode.Binary;
    private const int MaxControlBytes = 125;

    private readonly int _maxMessageBytes;
    private readonly byte[] _control = new byte[MaxControlBytes];
    private byte[] _scratch;
    private int _scratchBytes;

    // Nothing is in progress: the next byte begins a message, and the fast path may take it.
    private bool _atRest = true;
    private Utf8Run _utf8;
    // Payload bytes of the incomplete frame at the front of the input that were validated where they lie.
    private int _validatedBytes;
    private FrameRead _joining;
    private bool _insideFrame;
    private bool _frameIsFinal;
    private int _frameBytesLeft;

    /// <summary>A reader that refuses messages above <paramref name="maxMessageBytes"/>.</summary>
    public FrameReader(int maxMessageBytes, int scratchBytes = DefaultScratchBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessageBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxMessageBytes, LargestLimitBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(scratchBytes, 1);
        _maxMessageBytes = maxMessageBytes;
        _scratch = GC.AllocateUninitializedArray<byte>(Math.Min(maxMessageBytes, scratchBytes));
    }

    /// <summary>What the server did, once <see cref="Read"/> has returned <see cref="FrameRead.Violation"/>.</summary>
    public FrameViolation Violation { get; private set; }

    /// <summary>The code of the close frame last read; 1005 when it had none.</summary>
    public int PeerCloseCode { get; private set; }

    /// <summary>Frames that had to be copied because they straddled two segments.</summary>
    public long Straddles { get; private set; }

    /// <summary>Messages that arrived in more than one frame.</summary>
    public long FragmentedMessages { get; private set; }

    /// <summary>Ready for a new connection; keeps the scratch buffer and the counters.</summary>
    public void Reset()
    {
        Rest();
        Violation = FrameViolation.None;
        PeerCloseCode = 0;
    }

    /// <summary>
    /// Takes the next message or control frame off the front of <paramref name="input"/>, which is moved past what was
    /// consumed. The payload stands until the next call, or until the input's memory is released. After
    /// <see cref="FrameRead.NeedsMore"/> the rest of the input must stay, and come back with bytes behind it.
    /// </summary>
    public FrameRead Read(ref ReadOnlySequence<byte> input, out ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<byte> first = input.FirstSpan;
        if (_atRest && first.Length >= 4)
        {
            byte opening = first[0];
            int payloadBytes = first[1];
            int headerBytes = 2;
            if (payloadBytes == 126)
            {
                payloadBytes = BinaryPrimitives.ReadUInt16BigEndian(first[2..]);
                headerBytes = 4;
            }
            // The lower bound turns away long, masked and non-minimal lengths: all of them go the careful way.
            if (opening is FinalText or FinalBinary && (headerBytes == 2) == (payloadBytes < 126)
                && payloadBytes <= _maxMessageBytes && payloadBytes <= first.Length - headerBytes)
            {
                payload = first.Slice(headerBytes, payloadBytes);
                if (opening == FinalText && !Utf8.IsValid(payload))
                {
                    payload = default;
                    return Fail(FrameViolation.InvalidUtf8);
                }
                input = input.Slice(headerBytes + payloadBytes);
                return opening == FinalText ? FrameRead.Text : FrameRead.Binary;
            }
        }
        return ReadCarefully(ref input, out payload);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private FrameRead ReadCarefully(ref ReadOnlySequence<byte> input, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (Violation != FrameViolation.None)
            return FrameRead.Violation;
        while (true)
        {
            if (_insideFrame)
            {
                FrameRead joined = JoinArrived(ref input, out payload);
                if (joined != FrameRead.NeedsMore || _insideFrame)
                    return joined;
            }
            if (!TryReadHeader(in input, out FrameHeader header, out FrameViolation violation))
                return violation == FrameViolation.None ? FrameRead.NeedsMore : Fail(violation);
            if (header.IsControl)
                return ReadControl(ref input, header, out payload);
            violation = CheckOrder(header);
            if (violation != FrameViolation.None)
                return Fail(violation);
            if (header.IsFinal && _joining == FrameRead.NeedsMore && input.FirstSpan.Length >= header.Bytes
                && (input.IsSingleSegment || input.FirstSpan.Length - header.Bytes >= header.PayloadBytes))
                return ReadInPlace(ref input, header, out payload);
            BeginJoin(ref input, header);
        }
    }

    private static bool TryReadHeader(in ReadOnlySequence<byte> input, out FrameHeader header, out FrameViolation violation)
    {
        ReadOnlySpan<byte> bytes = input.FirstSpan;
        if (bytes.Length >= FrameHeader.MaxBytes || input.IsSingleSegment)
            return FrameHeader.TryParse(bytes, out header, out violation);
        Span<byte> joined = stackalloc byte[FrameHeader.MaxBytes];
        int count = (int)Math.Min(input.Length, FrameHeader.MaxBytes);
        input.Slice(0, count).CopyTo(joined);
        return FrameHeader.TryParse(joined[..count], out header, out violation);
    }

    private FrameViolation CheckOrder(in FrameHeader header)
    {
        bool continues = header.Opcode == Opcode.Continuation;
        if (continues && _joining == FrameRead.NeedsMore)
            return FrameViolation.ContinuationWithoutStart;
        if (!continues && _joining != FrameRead.NeedsMore)
            return FrameViolation.StartInsideMessage;
        return header.PayloadBytes > _maxMessageBytes - _scratchBytes ? FrameViolation.MessageTooLarge : FrameViolation.None;
    }

    private FrameRead ReadControl(ref ReadOnlySequence<byte> input, FrameHeader header, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        int payloadBytes = (int)header.PayloadBytes;
        if (input.Length < header.Bytes + payloadBytes)
            return FrameRead.NeedsMore;
        ReadOnlySequence<byte> body = input.Slice(header.Bytes, payloadBytes);
        if (body.IsSingleSegment)
        {
            payload = body.FirstSpan;
        }
        else
        {
            body.CopyTo(_control);
            payload = _control.AsSpan(0, payloadBytes);
            Straddles++;
        }
        input = input.Slice(body.End);
        if (header.Opcode != Opcode.Close)
            return header.Opcode == Opcode.Ping ? FrameRead.Ping : FrameRead.Pong;
        FrameViolation violation = CheckClose(payload);
        return violation == FrameViolation.None ? FrameRead.Close : Fail(violation);
    }

    private FrameViolation CheckClose(ReadOnlySpan<byte> payload)
    {
        if (payload.Length == 1)
            return FrameViolation.ClosePayloadTruncated;
        PeerCloseCode = payload.IsEmpty ? CloseCode.NoStatus : BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (!payload.IsEmpty && !CloseCode.MayBeSent(PeerCloseCode))
            return FrameViolation.CloseCodeForbidden;
        return payload.IsEmpty || Utf8.IsValid(payload[2..]) ? FrameViolation.None : FrameViolation.CloseReasonInvalidUtf8;
    }

    /// <summary>An unfragmented frame of which all that has arrived lies in one segment.</summary>
    private FrameRead ReadInPlace(ref ReadOnlySequence<byte> input, FrameHeader header, out ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<byte> first = input.FirstSpan;
        bool isText = header.Opcode == Opcode.Text;
        bool isWhole = first.Length - header.Bytes >= header.PayloadBytes;
        ReadOnlySpan<byte> arrived = isWhole ? first.Slice(header.Bytes, (int)header.PayloadBytes) : first[header.Bytes..];
        payload = default;
        if (isText && !_utf8.TryFeed(arrived[_validatedBytes..]))
            return Fail(FrameViolation.InvalidUtf8);
        if (!isWhole)
        {
            _atRest = false;
            _validatedBytes = arrived.Length;
            return FrameRead.NeedsMore;
        }
        if (!_utf8.IsComplete)
            return Fail(FrameViolation.InvalidUtf8);
        payload = arrived;
        input = input.Slice(header.Bytes + arrived.Length);
        Rest();
        return isText ? FrameRead.Text : FrameRead.Binary;
    }

    /// <summary>From here on the frame's bytes are moved into the scratch buffer as they arrive.</summary>
    private void BeginJoin(ref ReadOnlySequence<byte> input, in FrameHeader header)
    {
        if (header.Opcode != Opcode.Continuation)
        {
            _joining = header.Opcode == Opcode.Text ? FrameRead.Text : FrameRead.Binary;
            // What was validated where it lay is validated again: at most one segment, once a straddling frame.
            _utf8 = default;
            _validatedBytes = 0;
            if (header.IsFinal)
                Straddles++;
            else
                FragmentedMessages++;
        }
        _atRest = false;
        _insideFrame = true;
        _frameIsFinal = header.IsFinal;
        _frameBytesLeft = (int)header.PayloadBytes;
        input = input.Slice(header.Bytes);
    }

    private FrameRead JoinArrived(ref ReadOnlySequence<byte> input, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        int count = (int)Math.Min(input.Length, _frameBytesLeft);
        if (_scratch.Length - _scratchBytes < count)
            GrowScratch(_scratchBytes + count);
        Span<byte> arrived = _scratch.AsSpan(_scratchBytes, count);
        input.Slice(0, count).CopyTo(arrived);
        input = input.Slice(count);
        _scratchBytes += count;
        _frameBytesLeft -= count;
        if (_joining == FrameRead.Text && !_utf8.TryFeed(arrived))
            return Fail(FrameViolation.InvalidUtf8);
        if (_frameBytesLeft != 0)
            return FrameRead.NeedsMore;
        _insideFrame = false;
        if (!_frameIsFinal)
            return FrameRead.NeedsMore;
        if (!_utf8.IsComplete)
            return Fail(FrameViolation.InvalidUtf8);
        payload = _scratch.AsSpan(0, _scratchBytes);
        FrameRead kind = _joining;
        Rest();
        return kind;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void GrowScratch(int neededBytes)
    {
        long doubled = Math.Max(neededBytes, _scratch.Length * 2L);
        byte[] larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(doubled, _maxMessageBytes));
        _scratch.AsSpan(0, _scratchBytes).CopyTo(larger);
        _scratch = larger;
    }

    private void Rest()
    {
        _atRest = true;
        _utf8 = default;
        _validatedBytes = 0;
        _joining = FrameRead.NeedsMore;
        _insideFrame = false;
        _scratchBytes = 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private FrameRead Fail(FrameViolation violation)
    {
        Violation = violation;
        _atRest = false;
        return FrameRead.Violation;
    }
}
