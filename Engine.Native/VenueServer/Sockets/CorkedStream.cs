namespace Engine.Native.VenueServer.Sockets;

/// <summary>
/// A connection's stream whose writes are gathered in memory and go out as one: the exchange corks it for a turn, and whatever was
/// framed meanwhile leaves in one write. A writer never waits; what a slow reader leaves unread is counted in <see cref="PendingBytes"/>.
/// Each write is a whole frame.
/// </summary>
internal sealed class CorkedStream(Stream inner) : Stream
{
    // A buffer that a burst has made larger than this is given back when everything has left.
    private const int KeptBytes = 256 * 1024;
    private const int FirstBytes = 4096;

    private readonly object _gate = new();
    private byte[] _pending = new byte[FirstBytes];
    private byte[] _sending = new byte[FirstBytes];
    private TaskCompletionSource? _drained;
    private int _pendingBytes;
    private bool _isCorked;
    private bool _isDraining;
    private bool _isBroken;
    private volatile bool _isFrozen;
    private TornBytes? _pendingTorn;
    private TornBytes? _sendingTorn;

    /// <summary>Bytes that wait behind those on their way.</summary>
    public int PendingBytes => Volatile.Read(ref _pendingBytes);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Gathers writes until <see cref="Uncork"/>.</summary>
    public void Cork() => _isCorked = true;

    /// <summary>Lets what was gathered go.</summary>
    public void Uncork()
    {
        _isCorked = false;
        Start();
    }

    /// <summary>Forgets what waits behind the bytes on their way; whole frames only, so the stream stays well formed.</summary>
    public void DropPending()
    {
        lock (_gate)
        {
            _pendingBytes = 0;
            _pendingTorn = null;
        }
    }

    /// <summary>Whether <see cref="Freeze"/> was called.</summary>
    public bool IsFrozen => _isFrozen;

    /// <summary>From now on nothing is read or written, and the connection stays.</summary>
    public void Freeze() => _isFrozen = true;

    /// <summary>Writes bytes that leave in pieces, whatever is before and behind them. Cork first.</summary>
    public void WriteTorn(ReadOnlyMemory<byte> bytes, int segmentBytes, int pauseMs)
    {
        lock (_gate)
            (_pendingTorn ??= new TornBytes()).Add(_pendingBytes, bytes.Length, segmentBytes, pauseMs);
        Finish(WriteAsync(bytes));
    }

    /// <summary>Ends when everything written has left, or when nothing can leave any more.</summary>
    public Task Drained()
    {
        lock (_gate)
        {
            if (_isBroken || (_pendingBytes == 0 && !_isDraining))
                return Task.CompletedTask;
            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    /// <summary>Writes a text message as the one frame of a server: no mask, no compression. Cork first.</summary>
    public void WriteText(ReadOnlySpan<byte> message)
    {
        if (_isFrozen)
            return;
        lock (_gate)
        {
            if (_isBroken)
                return;
            Span<byte> to = Reserve(FrameHead.MaxBytes + message.Length);
            int head = FrameHead.WriteText(to, message.Length);
            message.CopyTo(to[head..]);
            _pendingBytes += head + message.Length;
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isFrozen)
            return ValueTask.CompletedTask;
        lock (_gate)
        {
            if (_isBroken)
                return ValueTask.CompletedTask;
            buffer.Span.CopyTo(Reserve(buffer.Length));
            _pendingBytes += buffer.Length;
        }

        if (!_isCorked)
            Start();
        return ValueTask.CompletedTask;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _isFrozen ? Never(cancellationToken) : inner.ReadAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private static async ValueTask<int> Never(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
        return 0;
    }

    /// <summary>A write into memory has ended when it returns.</summary>
    private static void Finish(ValueTask written) => written.GetAwaiter().GetResult();

    private void Start()
    {
        lock (_gate)
        {
            if (_isDraining || _isBroken || _pendingBytes == 0)
                return;
            _isDraining = true;
        }

        _ = Drain();
    }

    private Span<byte> Reserve(int count)
    {
        if (_pending.Length - _pendingBytes < count)
            Array.Resize(ref _pending, Math.Max(_pending.Length * 2, _pendingBytes + count));
        return _pending.AsSpan(_pendingBytes);
    }

    private async Task Drain()
    {
        try
        {
            while (TryTake(out int count))
            {
                if (_sendingTorn is not null)
                    await _sendingTorn.Write(inner, _sending.AsMemory(0, count)).ConfigureAwait(false);
                else
                    await inner.WriteAsync(_sending.AsMemory(0, count)).ConfigureAwait(false);
                await inner.FlushAsync().ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The peer is gone; the reading side notices and ends the connection.
            lock (_gate)
            {
                _isBroken = true;
                _pendingBytes = 0;
                _drained?.TrySetResult();
            }
        }
    }

    private bool TryTake(out int count)
    {
        lock (_gate)
        {
            count = _pendingBytes;
            if (count == 0)
            {
                if (_sending.Length > KeptBytes)
                    _sending = new byte[FirstBytes];
                if (_pending.Length > KeptBytes)
                    _pending = new byte[FirstBytes];
                _isDraining = false;
                _drained?.TrySetResult();
                return false;
            }

            (_pending, _sending) = (_sending, _pending);
            (_sendingTorn, _pendingTorn) = (_pendingTorn, null);
            _pendingBytes = 0;
            return true;
        }
    }
}
