using System.Runtime.CompilerServices;

namespace Engine.Core.Risk.Killing;

/// <summary>
/// The kill switch's way out of the process: a record that is stored once it is latched, so that a new process finds it so. Any thread may
/// latch, and the first does; it holds in this process at once, and nobody waits for a disk with orders to cancel. The memory is its owner's
/// and is not given back before the last use.
/// </summary>
public sealed unsafe class KillLatch
{
    private readonly KillRecord* _record;
    private readonly int _processId;
    private readonly int _sessionId;
    private readonly IKillStore? _store;

    /// <summary>A latch on a record.</summary>
    /// <param name="record">The record's address; aligned to eight.</param>
    /// <param name="processId">The process that may latch it.</param>
    /// <param name="sessionId">The session that may.</param>
    /// <param name="store">Brings the record out of the process; none where its memory is outside already.</param>
    public KillLatch(nint record, int processId, int sessionId, IKillStore? store = null)
    {
        _record = (KillRecord*)record;
        _store = store;
        _processId = processId;
        _sessionId = sessionId;
    }

    /// <summary>The window of an equity drop, ns: told with one.</summary>
    public long EquityDropNs { get; set; }

    /// <summary>Whether it is latched.</summary>
    public bool IsLatched => Volatile.Read(ref State) != (int)LatchState.Armed;

    /// <summary>Latches in memory and asks for it to be stored; true when this call did it. It waits for nothing.</summary>
    public bool Latch(KillReason reason, long atNs, double value = 0, double bound = 0)
    {
        if (Interlocked.CompareExchange(ref State, (int)LatchState.Writing, (int)LatchState.Armed) != (int)LatchState.Armed)
            return false;
        _record->Reason = reason;
        _record->ProcessId = _processId;
        _record->SessionId = _sessionId;
        _record->AtNs = atNs;
        _record->Value = value;
        _record->Bound = bound;
        _record->WindowNs = reason == KillReason.EquityDrop ? EquityDropNs : 0;
        Volatile.Write(ref State, (int)LatchState.Latched);
        _store?.Ask();
        return true;
    }

    /// <summary>Stores what is latched, by this very thread: for one that may wait for a disk.</summary>
    public void Store()
    {
        if (IsLatched)
            _store?.Store();
    }

    /// <summary>What it was latched with; false while it is not, and while a thread is about to say it.</summary>
    public bool TryRead(out KillRecord record)
    {
        bool isSaid = Volatile.Read(ref State) == (int)LatchState.Latched;
        record = isSaid ? *_record : default;
        return isSaid;
    }

    private ref int State => ref Unsafe.AsRef<int>(&_record->State);
}
