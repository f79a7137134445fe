using System.Buffers;

namespace Engine.Native.Net;

/// <summary>
/// The blocks that a connection's pipe receives into: allocated and touched up front, pinned, and reused last in, first out,
/// so that a connection which keeps up receives into the same cache-warm block for ever. Used by one thread.
/// </summary>
internal sealed class ReceivePool : MemoryPool<byte>
{
    private readonly Stack<Block> _free;
    private readonly int _blockBytes;

    /// <summary>A pool of so many blocks to begin with; a backlog that needs more grows it for good.</summary>
    public ReceivePool(int blockBytes, int blocks)
    {
        _blockBytes = blockBytes;
        _free = new Stack<Block>(blocks * 2);
        for (int i = 0; i < blocks; i++)
            _free.Push(new Block(this));
    }

    /// <inheritdoc/>
    public override int MaxBufferSize => _blockBytes;

    /// <inheritdoc/>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => _free.TryPop(out Block? block) ? block : new Block(this);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }

    private sealed class Block : IMemoryOwner<byte>
    {
        private readonly ReceivePool _pool;

        public Block(ReceivePool pool)
        {
            _pool = pool;
            byte[] bytes = GC.AllocateArray<byte>(pool._blockBytes, pinned: true);
            // Touching each page now keeps the faults off the first messages.
            Array.Fill(bytes, (byte)0);
            Memory = bytes;
        }

        public Memory<byte> Memory { get; }

        public void Dispose() => _pool._free.Push(this);
    }
}
