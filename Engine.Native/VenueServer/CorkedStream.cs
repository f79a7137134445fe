namespace Engine.Native.VenueServer;

/// <summary>
/// A connection's stream whose writes are gathered in memory and go out as one: the exchange corks it for a turn, and whatever was
/// framed meanwhile leaves in one write. A writer never waits; what a slow reader leaves unread is counted in <see cref="PendingBytes"/>.
/// </summary>
internal sealed class CorkedStream(Stream inner) : Stream
{
    private readonly object _gate = new();
    private byte[] _pending = new byte[4096];
    private byte[] _sending = new byte[4096];
    private int _pendingBytes;
    private bool _isCorked;
    private bool _isDraining;

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
            _pendingBytes = 0;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_pending.Length - _pendingBytes < buffer.Length)
                Array.Resize(ref _pending, Math.Max(_pending.Length * 2, _pendingBytes + buffer.Length));
            buffer.Span.CopyTo(_pending.AsSpan(_pendingBytes));
            _pendingBytes += buffer.Length;
        }

        if (!_isCorked)
            Start();
        return ValueTask.CompletedTask;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

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

    private void Start()
    {
        lock (_gate)
        {
            if (_isDraining || _pendingBytes == 0)
                return;
            _isDraining = true;
        }

        _ = Drain();
    }

    private async Task Drain()
    {
        try
        {
            while (TryTake(out int count))
            {
                await inner.WriteAsync(_sending.AsMemory(0, count)).ConfigureAwait(false);
                await inner.FlushAsync().ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The peer is gone; the reading side notices and ends the connection.
        }
    }

    private bool TryTake(out int count)
    {
        lock (_gate)
        {
            count = _pendingBytes;
            if (count == 0)
            {
                _isDraining = false;
                return false;
            }

            (_pending, _sending) = (_sending, _pending);
            _pendingBytes = 0;
            return true;
        }
    }
}
