using System.Runtime.InteropServices;

namespace Engine.Tests.Deribit.Shapes;

/// <summary>A stretch of pages between two that may not be touched: a byte read beyond either end ends the process.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int Page = 65_536;

    private readonly byte* _start;
    private readonly int _length;

    public GuardedMemory(int pages)
    {
        _length = pages * Page;
        _start = (byte*)Map(0, (nuint)(_length + (2 * Page)), 3, 0x22, -1, 0) + Page;
        if (Protect(_start - Page, Page, 0) != 0 || Protect(_start + _length, Page, 0) != 0)
            throw new InvalidOperationException("the guard pages cannot be protected");
    }

    /// <summary>The bytes at the very end.</summary>
    public ReadOnlySpan<byte> AtEnd(ReadOnlySpan<byte> bytes) => Place(bytes, _length - bytes.Length);

    /// <summary>The bytes at the very beginning.</summary>
    public ReadOnlySpan<byte> AtStart(ReadOnlySpan<byte> bytes) => Place(bytes, 0);

    public void Dispose() => _ = Unmap(_start - Page, (nuint)(_length + (2 * Page)));

    private ReadOnlySpan<byte> Place(ReadOnlySpan<byte> bytes, int at)
    {
        Span<byte> place = new(_start + at, bytes.Length);
        bytes.CopyTo(place);
        return place;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(byte* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(byte* address, nuint length);
}
