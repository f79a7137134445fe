using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;

namespace Engine.Core.Simulation.Trader;

/// <summary>
/// The kill switch's memory beside the model database: it outlives every process, its room is taken before the first, so that a full
/// disk does not matter to it, and only the operator arms it again.
/// </summary>
internal sealed class ModelKillFile
{
    private readonly byte[] _record = GC.AllocateArray<byte>(KillRecord.SizeBytes, pinned: true);

    /// <summary>What stands in it.</summary>
    public ref readonly KillRecord Record => ref Own;

    /// <summary>Whether it is latched: no process starts then.</summary>
    public bool IsLatched => Own.State != LatchState.Armed;

    private ref KillRecord Own => ref MemoryMarshal.AsRef<KillRecord>(_record.AsSpan());

    /// <summary>The switch as a process has it.</summary>
    public unsafe KillLatch Attach(int sessionId) => new((nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_record)), sessionId, sessionId);

    /// <summary>The operator's word.</summary>
    public void Clear(long nowNs) => (Own.State, Own.Reason, Own.ClearedNs) = (LatchState.Armed, KillReason.None, nowNs);
}
