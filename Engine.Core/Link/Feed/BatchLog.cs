namespace Engine.Core.Link.Feed;

/// <summary>
/// Stamps each receive batch at its stages and remembers the last of them, so that an order can be told the way of the tick that
/// caused it, on whichever thread it was decided. Belongs to the thread that reads the socket; allocates nothing.
/// </summary>
public sealed class BatchLog
{
    private const int Remembered = 64;

    private readonly BatchStamps[] _batches = new BatchStamps[Remembered];
    private int _current;
    private bool _isOpen;

    /// <summary>Whether a batch has begun and is not published yet.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Bytes have been read: a batch begins. Its time of reading names it.</summary>
    public void Begin(long kernelNs, long readNs)
    {
        _current = (_current + 1) & (Remembered - 1);
        _isOpen = true;
        _batches[_current] = new BatchStamps { KernelNs = kernelNs, ReadNs = readNs };
    }

    /// <summary>The batch's first frame was found.</summary>
    public void Framed(long nowNs) => _batches[_current].FramedNs = nowNs;

    /// <summary>The batch's last frame was decoded.</summary>
    public void Decoded(long nowNs)
    {
        if (_isOpen)
            _batches[_current].DecodedNs = nowNs;
    }

    /// <summary>The batch's events were published; nothing for what no receive began.</summary>
    public void Published(long nowNs)
    {
        if (!_isOpen)
            return;
        _isOpen = false;
        ref BatchStamps batch = ref _batches[_current];
        batch.PublishedNs = nowNs;
        if (batch.DecodedNs == 0)
            batch.DecodedNs = batch.PublishedNs; // acted on before its last frame
    }

    /// <summary>The stamps of a batch that is not long ago; false for another cause, such as a timer.</summary>
    public bool TryFind(long readNs, out BatchStamps stamps)
    {
        for (int i = 0; i < Remembered; i++)
        {
            stamps = _batches[(_current - i) & (Remembered - 1)];
            if (stamps.ReadNs == readNs)
                return true;
            if (stamps.ReadNs < readNs)
                break; // times only grow
        }

        stamps = default;
        return false;
    }
}
