using System.Runtime.InteropServices;

namespace Engine.Native.Status.Blocks;

/// <summary>What of the status page is written once, at the start, and what marks its end.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
public struct StatusHeader
{
    /// <summary>Bytes of the header.</summary>
    public const int SizeBytes = 512;

    /// <summary>"MMSTATUS" in memory order: the mark of a page that is complete; written last.</summary>
    public const ulong ExpectedMagic = 0x535554415453_4D4D;

    /// <summary>The layout this program knows.</summary>
    public const int ExpectedVersion = 3;

    /// <summary><see cref="ExpectedMagic"/>.</summary>
    [FieldOffset(0)]
    public ulong Magic;

    /// <summary><see cref="ExpectedVersion"/>.</summary>
    [FieldOffset(8)]
    public int Version;

    /// <summary>Bytes of the whole page.</summary>
    [FieldOffset(12)]
    public int PageBytes;

    /// <summary>The trading process.</summary>
    [FieldOffset(16)]
    public int ProcessId;

    /// <summary>Its exit code, once <see cref="EndedNs"/> is set.</summary>
    [FieldOffset(20)]
    public int ExitCode;

    /// <summary>When the process was started, in the kernel's ticks since boot: with the id, it names one process for ever. 0 where not known.</summary>
    [FieldOffset(24)]
    public long ProcessStartTicks;

    /// <summary>When the session started, Unix ns.</summary>
    [FieldOffset(32)]
    public long StartedNs;

    /// <summary>When the session ended, Unix ns; 0 while it lasts.</summary>
    [FieldOffset(40)]
    public long EndedNs;

    /// <summary>The program's version.</summary>
    [FieldOffset(48)]
    public Text16 ProgramVersion;

    /// <summary>The environment: paper, test or prod.</summary>
    [FieldOffset(64)]
    public Text16 Environment;

    /// <summary>The venue's address.</summary>
    [FieldOffset(80)]
    public Text192 Url;

    /// <summary>The journal's file.</summary>
    [FieldOffset(272)]
    public Text192 Database;
}
