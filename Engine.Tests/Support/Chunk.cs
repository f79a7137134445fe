using System.Buffers;

namespace Engine.Tests.Support;

/// <summary>One segment of a sequence under test.</summary>
internal sealed class Chunk : ReadOnlySequenceSegment<byte>
{
    public Chunk(ReadOnlyMemory<byte> memory, long start)
    {
        Memory = memory;
        RunningIndex = start;
    }

    public Chunk Append(ReadOnlyMemory<byte> memory)
    {
        var next = new Chunk(memory, RunningIndex + Memory.Length);
        Next = next;
        return next;
    }
}
