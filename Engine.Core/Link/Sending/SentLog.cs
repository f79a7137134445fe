using Engine.Core.Events;

namespace Engine.Core.Link.Sending;

/// <summary>The order requests of a batch between their encoding and the send, so that each can be stamped when it has left.</summary>
public sealed class SentLog
{
    private readonly SentRequest[] _batch = new SentRequest[64];
    private int _count;

    /// <summary>Order requests sent.</summary>
    public long Total { get; private set; }

    /// <summary>When the first of them left, Unix ns; 0 while none has.</summary>
    public long FirstNs { get; private set; }

    /// <summary>The requests that were encoded and have not been taken note of.</summary>
    public ReadOnlySpan<SentRequest> Batch => _batch.AsSpan(0, _count);

    /// <summary>Remembers an encoded request; beyond the room of a batch it goes unstamped.</summary>
    public void Add(in OrderIntent intent, long decidedNs)
    {
        Total++;
        if (_count == _batch.Length)
            return;
        ref SentRequest request = ref _batch[_count++];
        request.Intent = intent;
        request.DecidedNs = decidedNs;
    }

    /// <summary>The first so many of them have left and were taken note of; others may have joined meanwhile.</summary>
    public void Clear(int count, long sentNs)
    {
        FirstNs = FirstNs == 0 ? sentNs : FirstNs;
        _batch.AsSpan(count, _count - count).CopyTo(_batch);
        _count -= count;
    }

    /// <summary>They will never leave: the connection they were written to is gone.</summary>
    public void Drop() => _count = 0;
}
