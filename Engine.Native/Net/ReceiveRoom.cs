using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Engine.Native.Net;

/// <summary>
/// Where received bytes lie while their frames are read, and where the beginning of an incomplete frame waits for its rest. What ends
/// with a whole frame is read where it was received and never enters the pipe. One thread; allocates nothing after <see cref="Reset"/>.
/// </summary>
internal sealed class ReceiveRoom
{
    private const int Blocks = 4;
    private const int SmallestBytes = 2048;

    private readonly int _blockBytes;
    private readonly Pipe _pipe;
    private Memory<byte> _free;
    private ReadOnlySequence<byte> _bytes;
    // The bytes lie in the room that they were received into; otherwise in the pipe.
    private bool _areInFree;
    // The pipe holds the beginning of a frame.
    private bool _pipeHolds;

    /// <summary>A room of four blocks.</summary>
    /// <param name="blockBytes">The most that one receive brings.</param>
    public ReceiveRoom(int blockBytes)
    {
        _blockBytes = blockBytes;
        // No pause threshold: a flush completes at once; back-pressure is that nothing is received before all is read.
        _pipe = new Pipe(new PipeOptions(new ReceivePool(blockBytes, Blocks), PipeScheduler.Inline, PipeScheduler.Inline, pauseWriterThreshold: 0,
            resumeWriterThreshold: 0, minimumSegmentSize: blockBytes, useSynchronizationContext: false));
    }

    /// <summary>Whether there are bytes to be read: then nothing is received before <see cref="Release"/>.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The bytes to be read; who reads them moves it on.</summary>
    public ref ReadOnlySequence<byte> Bytes => ref _bytes;

    /// <summary>Room for the next receive.</summary>
    public Span<byte> Free()
    {
        if (_free.IsEmpty)
            _free = _pipe.Writer.GetMemory(SmallestBytes);
        return _free.Span;
    }

    /// <summary>So many bytes were received into <see cref="Free"/>, and no more for now: they are open to be read.</summary>
    public void Take(int bytes)
    {
        if (_pipeHolds)
        {
            Add(bytes);
            Open();
            return;
        }
        _bytes = new ReadOnlySequence<byte>(_free[..bytes]);
        _areInFree = IsOpen = true;
    }

    /// <summary>So many bytes were received into <see cref="Free"/>, and more may follow before <see cref="Open"/>.</summary>
    public void Add(int bytes)
    {
        _pipe.Writer.Advance(bytes);
        _free = default;
    }

    /// <summary>Opens what was added to be read.</summary>
    public void Open()
    {
        ValueTask<FlushResult> flush = _pipe.Writer.FlushAsync();
        _free = default;
        if (!flush.IsCompletedSuccessfully || flush.Result.IsCompleted || !_pipe.Reader.TryRead(out ReadResult result))
            throw new InvalidOperationException("The receive pipe did not hand on what was written to it.");
        _bytes = result.Buffer;
        IsOpen = true;
    }

    /// <summary>Releases what was read; the beginning of an incomplete frame stays and meets its rest.</summary>
    public void Release()
    {
        if (_areInFree)
        {
            _areInFree = false;
            if (!_bytes.IsEmpty)
                KeepInPipe();
        }
        else
        {
            _pipeHolds = !_bytes.IsEmpty;
            _pipe.Reader.AdvanceTo(_bytes.Start, _bytes.End);
        }
        Forget();
    }

    /// <summary>Throws away what was not read.</summary>
    public void Skip()
    {
        _bytes = _bytes.Slice(_bytes.End);
        Release();
    }

    /// <summary>There is nothing to be read any more; <see cref="Reset"/> follows before the next receive.</summary>
    public void Forget()
    {
        _bytes = default;
        IsOpen = false;
    }

    /// <summary>
    /// Empties all of it for another connection, and passes every block through the pipe once: its segment objects are made now, and not
    /// when a first backlog asks for them.
    /// </summary>
    public void Reset()
    {
        _pipe.Writer.Complete();
        _pipe.Reader.Complete();
        _pipe.Reset();
        _areInFree = _pipeHolds = false;
        for (int i = 0; i < Blocks; i++)
        {
            _pipe.Writer.GetMemory(_blockBytes);
            _pipe.Writer.Advance(_blockBytes);
        }
        Open();
        Skip();
    }

    /// <summary>The beginning of an incomplete frame goes into the pipe, where its rest will stand behind it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void KeepInPipe()
    {
        int bytes = (int)_bytes.Length;
        _bytes.FirstSpan.CopyTo(_free.Span); // the two may overlap
        Add(bytes);
        Open();
        _pipe.Reader.AdvanceTo(_bytes.Start, _bytes.End);
        _pipeHolds = true;
    }
}
