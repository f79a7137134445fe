using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Core.Journal.Intents;

namespace Engine.Core.Simulation.Trader;

/// <summary>What outlives the trading process: its database, the memory of its intent log, and its kill switch. What a start does with them is done here.</summary>
internal sealed class ModelDisk(ModelJournal journal)
{
    private readonly List<int> _sessions = [];
    private byte[]? _log;

    /// <summary>The database.</summary>
    public ModelJournal Journal => journal;

    /// <summary>The kill switch.</summary>
    public ModelKillFile Kill { get; } = new();

    /// <summary>Numbers of the sessions that have begun here.</summary>
    public IReadOnlyCollection<int> Sessions => [.. _sessions];

    /// <summary>Stores what the last process may have left open, and gives everything whose end is not known.</summary>
    public IReadOnlyList<LeftOrder> Recover()
    {
        if (_log is not null && IntentScan.TryRead(_log, out IntentScan? scan, out _) && scan is not null)
        {
            foreach (LeftOrder order in scan.Left)
                journal.StoreLeft(order);
        }

        return journal.Unresolved();
    }

    /// <summary>Begins the log of a process in the same memory.</summary>
    public unsafe IntentLog BeginLog(int sessionId, string[] instruments, long nowNs)
    {
        _sessions.Add(sessionId);
        int bytes = IntentLayout.SizeBytes(instruments.Length);
        _log ??= GC.AllocateArray<byte>(bytes, pinned: true);
        return new IntentLog((nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_log)), bytes, new IntentOrigin
        {
            SessionId = sessionId,
            StartedNs = nowNs,
            Database = "model",
            Account = "model",
            Environment = "simulation",
            Url = "memory",
            Instruments = instruments,
        });
    }
}
