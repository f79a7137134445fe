namespace Engine.Native.Linux;

/// <summary>Hints about the pages behind a block of native memory, such as a ring's slots.</summary>
public static unsafe class MemoryPages
{
    private const int HugePage = 14, PopulateWrite = 23;

    /// <summary>The page size assumed for alignment, in bytes.</summary>
    public static nuint PageBytes => (nuint)Environment.SystemPageSize;

    /// <summary>Asks for transparent huge pages behind a block, so that it costs fewer TLB entries.</summary>
    /// <param name="address">Start of the block; a partial page at either end is left alone.</param>
    /// <param name="bytes">Its length.</param>
    public static HostResult AdviseHuge(void* address, nuint bytes) => Advise("madvise(MADV_HUGEPAGE)", address, bytes, HugePage, outcome => outcome switch
    {
        HostOutcome.OutOfRange => "the kernel is built without transparent huge pages or they are off: `echo madvise > /sys/kernel/mm/transparent_hugepage/enabled`",
        _ => "",
    });

    /// <summary>Brings every page of a block into memory, writable, before the hot path touches it (Linux 5.14 or later).</summary>
    /// <param name="address">Start of the block; a partial page at either end is left alone.</param>
    /// <param name="bytes">Its length.</param>
    public static HostResult Prefault(void* address, nuint bytes) => Advise("madvise(MADV_POPULATE_WRITE)", address, bytes, PopulateWrite, outcome => outcome switch
    {
        HostOutcome.OutOfRange => "this kernel is older than 5.14: write to the memory once instead",
        _ => "",
    });

    private static HostResult Advise(string call, void* address, nuint bytes, int advice, Func<HostOutcome, string> help)
    {
        var start = ((nuint)address + PageBytes - 1) / PageBytes * PageBytes;
        var end = ((nuint)address + bytes) / PageBytes * PageBytes;
        if (end <= start) return new HostResult(call, HostOutcome.Done, 0, "");
        return HostResult.From(call, HostCalls.madvise((void*)start, end - start, advice), help);
    }
}
