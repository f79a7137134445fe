using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Engine.Core.Wire.WebSocket;

/// <summary>
/// Frames on their way out, contiguous, so that one send carries a batch. An encoder writes its payload directly behind
/// room reserved for the header; committing writes the header and masks in place. Owned by one thread; allocates nothing
/// after construction.
/// <para>Control frames have a reserve of their own at the end, so that a full buffer can still answer a ping and close.</para>
/// </summary>
public sealed class OutputBuffer
{
    private const int MaxControlBytes = 125;
    private const int ControlFrameBytes = 6 + MaxControlBytes;
    private const int ControlReserveBytes = 2 * ControlFrameBytes;

    private readonly byte[] _bytes;
    private readonly int _dataLimit;
    private MaskKeys _keys;
    private int _head;
    private int _tail;
    private int _payloadStart = -1;
    private int _payloadRoom;
    private bool _isShut;

    /// <summary>A buffer for frames of together <paramref name="capacityBytes"/> bytes, headers included.</summary>
    public OutputBuffer(int capacityBytes, MaskKeys keys)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacityBytes, FrameWriter.MaxHeaderBytes);
        _dataLimit = capacityBytes;
        _bytes = GC.AllocateUninitializedArray<byte>(checked(capacityBytes + ControlReserveBytes), pinned: true);
        _keys = keys;
    }

    /// <summary>Committed bytes that the socket has not taken yet, in order.</summary>
    public ReadOnlySpan<byte> Pending => _bytes.AsSpan(_head, _tail - _head);

    /// <summary>How many they are.</summary>
    public int PendingBytes => _tail - _head;

    /// <summary>Frames committed since construction.</summary>
    public long Frames { get; private set; }

    /// <summary>
    /// Room for a payload of at most <paramref name="maxBytes"/>. Where granted, the message must be committed or abandoned
    /// before anything else is written.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public OutputRoom BeginMessage(int maxBytes, out Span<byte> payload)
    {
        int headerRoom = FrameWriter.HeaderBytes(maxBytes);
        bool fits = (uint)maxBytes <= (uint)_dataLimit && headerRoom + maxBytes <= _dataLimit - _tail;
        if (!fits || _isShut || _payloadStart >= 0)
            return BeginCarefully(maxBytes, out payload);
        _payloadStart = _tail + headerRoom;
        _payloadRoom = maxBytes;
        payload = MemoryMarshal.CreateSpan(ref At(_payloadStart), maxBytes);
        return OutputRoom.Granted;
    }

    /// <summary>Frames the first <paramref name="length"/> bytes of the room granted.</summary>
    public void CommitMessage(int length, Opcode opcode)
    {
        if (_payloadStart < 0 || (uint)length > (uint)_payloadRoom)
            RefuseCommit(length);
        int headerBytes = FrameWriter.HeaderBytes(length);
        int gap = _payloadStart - _tail - headerBytes;
        if (gap != 0)
            CloseGap(gap, length);
        FrameWriter.Seal(ref At(_tail), length, opcode, _keys.Next());
        _tail += headerBytes + length;
        _payloadStart = -1;
        Frames++;
    }

    /// <summary>Gives the room back; nothing is sent.</summary>
    public void AbandonMessage() => _payloadStart = -1;

    /// <summary>
    /// Frames a control payload of at most 125 bytes. A close always fits once a connection; a pong may have to wait.
    /// </summary>
    public OutputRoom WriteControl(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, MaxControlBytes);
        ThrowIfOpen();
        if (_isShut)
            return OutputRoom.Shut;
        int frameBytes = FrameWriter.HeaderBytes(payload.Length) + payload.Length;
        int limit = opcode == Opcode.Close ? _bytes.Length : _bytes.Length - ControlFrameBytes;
        if (frameBytes > limit - _tail)
            return OutputRoom.Full;
        payload.CopyTo(_bytes.AsSpan(_tail + frameBytes - payload.Length));
        FrameWriter.Seal(ref At(_tail), payload.Length, opcode, _keys.Next());
        _tail += frameBytes;
        Frames++;
        return OutputRoom.Granted;
    }

    /// <summary>The socket took the first <paramref name="count"/> pending bytes.</summary>
    public void Consume(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)PendingBytes);
        _head += count;
        if (_head == _tail && _payloadStart < 0)
            _head = _tail = 0;
    }

    /// <summary>Empties and opens the buffer for a new connection.</summary>
    public void Reset()
    {
        DropPending();
        _isShut = false;
    }

    /// <summary>Takes no more frames, as after a close frame; what is pending stays.</summary>
    public void Shut() => _isShut = true;

    /// <summary>Forgets what is pending, for a socket that will not take it any more.</summary>
    public void DropPending()
    {
        _head = _tail = 0;
        _payloadStart = -1;
    }

    /// <summary>Asked for more than there is, or at the wrong time: makes room, or names the reason.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private OutputRoom BeginCarefully(int maxBytes, out Span<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        ThrowIfOpen();
        int headerRoom = FrameWriter.HeaderBytes(maxBytes);
        payload = default;
        if (_isShut)
            return OutputRoom.Shut;
        if (maxBytes > _dataLimit - headerRoom)
            return OutputRoom.NeverFits;
        return TryCompact(headerRoom + maxBytes) ? BeginMessage(maxBytes, out payload) : OutputRoom.Full;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RefuseCommit(int length)
    {
        if (_payloadStart < 0)
            throw new InvalidOperationException("No message was begun in the output buffer.");
        throw new ArgumentOutOfRangeException(nameof(length), length, "The message is longer than the room it was given.");
    }

    // Places lie within the buffer by the checks that set them; the span made of one is as long as was granted.
    private ref byte At(int offset) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), offset);

    /// <summary>
    /// The payload needed a shorter header than was reserved. With nothing pending the frame just begins later; else the
    /// payload moves up, so that the frames stay contiguous.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CloseGap(int gap, int length)
    {
        if (_head == _tail)
            _head = _tail += gap;
        else
            _bytes.AsSpan(_payloadStart, length).CopyTo(_bytes.AsSpan(_payloadStart - gap));
    }

    /// <summary>Moves the pending bytes to the front, but only where at least as many become free: the cost stays linear.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryCompact(int neededBytes)
    {
        int pendingBytes = PendingBytes;
        if (pendingBytes > _head || neededBytes > _dataLimit - pendingBytes)
            return false;
        Pending.CopyTo(_bytes);
        _head = 0;
        _tail = pendingBytes;
        return true;
    }

    private void ThrowIfOpen()
    {
        if (_payloadStart >= 0)
            throw new InvalidOperationException("A message is already open in the output buffer: commit or abandon it first.");
    }
}
