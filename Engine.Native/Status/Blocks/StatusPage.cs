using System.Runtime.InteropServices;

namespace Engine.Native.Status.Blocks;

/// <summary>
/// The status file's only page, fixed for a version: a header and two blocks, each written by one thread under a version of
/// its own that is odd meanwhile. Blocks begin on cache lines of their own.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
public struct StatusPage
{
    /// <summary>Bytes of the page: two pages of memory.</summary>
    public const int SizeBytes = 8192;

    /// <summary>Written at the start and the end.</summary>
    [FieldOffset(0)]
    public StatusHeader Header;

    /// <summary>The version of <see cref="Hot"/>.</summary>
    [FieldOffset(512)]
    public long HotVersion;

    /// <summary>The hot thread's block.</summary>
    [FieldOffset(576)]
    public HotStatus Hot;

    /// <summary>The version of <see cref="Journal"/>.</summary>
    [FieldOffset(4096)]
    public long JournalVersion;

    /// <summary>The journal thread's block.</summary>
    [FieldOffset(4160)]
    public JournalStatus Journal;
}
