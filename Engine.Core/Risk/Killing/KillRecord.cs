using System.Runtime.InteropServices;

namespace Engine.Core.Risk.Killing;

/// <summary>Where a latch that outlives its process stands.</summary>
public enum LatchState
{
    /// <summary>Trading is allowed.</summary>
    Armed = 0,

    /// <summary>Latched; the record says when and why.</summary>
    Latched = 1,

    /// <summary>Latched, and the process was killed before it could say why: it was stored while it was written.</summary>
    Writing = 2,
}

/// <summary>The kill switch as it stands in its file: fixed size, native byte order, one machine.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
public struct KillRecord
{
    /// <summary>Bytes of a record.</summary>
    public const int SizeBytes = 128;

    /// <summary>"MMKILL01" in memory order.</summary>
    public const ulong ExpectedMagic = 0x31304C4C_494B4D4D;

    /// <summary><see cref="ExpectedMagic"/>.</summary>
    [FieldOffset(0)]
    public ulong Magic;

    /// <summary>Where it stands.</summary>
    [FieldOffset(8)]
    public LatchState State;

    /// <summary>Why.</summary>
    [FieldOffset(12)]
    public KillReason Reason;

    /// <summary>The process that latched it.</summary>
    [FieldOffset(16)]
    public int ProcessId;

    /// <summary>The session in its labels.</summary>
    [FieldOffset(20)]
    public int SessionId;

    /// <summary>When, Unix ns.</summary>
    [FieldOffset(24)]
    public long AtNs;

    /// <summary>The figure that passed its limit; 0 where there is none.</summary>
    [FieldOffset(32)]
    public double Value;

    /// <summary>The limit; 0 where there is none.</summary>
    [FieldOffset(40)]
    public double Bound;

    /// <summary>When the operator cleared it last, Unix ns; 0 for never.</summary>
    [FieldOffset(48)]
    public long ClearedNs;

    /// <summary>The window in which the figure was counted, ns; 0 where there is none.</summary>
    [FieldOffset(56)]
    public long WindowNs;
}
