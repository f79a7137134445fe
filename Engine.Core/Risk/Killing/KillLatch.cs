using System.Runtime.CompilerServices;

namespace Engine.Core.Risk.Killing;

/// <summary>
/// The kill switch's way out of the process: a record that its owner stores each time it changes, so that a new process finds it latched.
/// Any thread may latch, and the first does. The memory is its owner's and is not given back before the last use.
/// </summary>
public sealed unsafe class KillLatch
{
    private readonly KillRecord* _record;
    private readonly int _processId;
    private readonly int _sessionId;
    private readonly Action? _store;

    /// <summary>A latch on a record.</summary>
    /// <param name="record">The record's address; aligned to eight.</param>
    /// <param name="processId">The process that may latch it.</param>
    /// <param name="sessionId">The session that may.</param>
    /// <param name="store">Brings the record out of the process, by the latching thread, and never throws; none where its memory is outside already.</param>
    public KillLatch(nint record, int processId, int sessionId, Action? store = null)
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

    /// <summary>Latches; true when this call did it.</summary>
    public bool Latch(KillReason reason, long atNs, double value = 0, double bound = 0)
    {
        if (Interlocked.CompareExchange(ref State, (int)LatchState.Writing, (int)LatchState.Armed) != (int)LatchState.Armed)
            return false;
        _store?.Invoke(); // a process that is killed now is latched, without a reason
        _record->Reason = reason;
        _record->ProcessId = _processId;
        _record->SessionId = _sessionId;
        _record->AtNs = atNs;
        _record->Value = value;
        _record->Bound = bound;
        _record->WindowNs = reason == KillReason.EquityDrop ? EquityDropNs : 0;
        Volatile.Write(ref State, (int)LatchState.Latched);
        _store?.Invoke();
        return true;
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
