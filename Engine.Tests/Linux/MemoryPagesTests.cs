using System.Runtime.InteropServices;
using Engine.Native.Linux;
using Xunit;

namespace Engine.Tests.Linux;

public unsafe class MemoryPagesTests
{
    private const int Bytes = 1 << 20;

    [Fact]
    public void Hints_leave_the_contents_alone()
    {
        var block = (byte*)NativeMemory.AlignedAlloc(Bytes, MemoryPages.PageBytes);
        try
        {
            new Span<byte>(block, Bytes).Fill(0x5A);
            var huge = MemoryPages.AdviseHuge(block, Bytes);
            var prefault = MemoryPages.Prefault(block, Bytes);
            // Kernels without the feature answer EINVAL; anything else would be our mistake.
            Assert.True(huge.Outcome is HostOutcome.Done or HostOutcome.OutOfRange, huge.ToString());
            Assert.True(prefault.Outcome is HostOutcome.Done or HostOutcome.OutOfRange, prefault.ToString());
            Assert.Equal(-1, new Span<byte>(block, Bytes).IndexOfAnyExcept((byte)0x5A));
        }
        finally
        {
            NativeMemory.AlignedFree(block);
        }
    }

    [Fact]
    public void A_block_without_a_whole_page_is_left_alone()
    {
        var word = 0L;
        Assert.True(MemoryPages.AdviseHuge(&word, sizeof(long)).Succeeded);
        Assert.True(MemoryPages.Prefault(&word, sizeof(long)).Succeeded);
    }
}
