using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Engine.Core.Journal.Intents;
using Engine.Core.Primitives;

namespace Engine.Core.Simulation.Trader;

/// <summary>What outlives the trading process: its database, the memory of its intent log, and its kill switch. What a start does with them is done here.</summary>
internal sealed class ModelDisk(ModelJournal journal)
{
    private readonly List<int> _sessions = [];
    private byte[]? _log;
    private int _instruments;

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

    /// <summary>The process is killed while it writes its newest intent, which was not sent: a part of it stands there, between any two stores.</summary>
    public void TearNewest(ulong seed)
    {
        Span<IntentRecord> records = MemoryMarshal.Cast<byte, IntentRecord>(
            _log.AsSpan(IntentLayout.HeaderBytes(_instruments), _instruments * IntentLayout.Lanes * IntentLayout.LaneRecords * IntentRecord.SizeBytes));
        int newest = 0;
        for (int i = 1; i < records.Length; i++)
            newest = records[i].Sequence > records[newest].Sequence ? i : newest;
        Prng random = new(seed);
        Span<ulong> words = MemoryMarshal.Cast<IntentRecord, ulong>(records.Slice(newest, 1));
        for (int i = 1 + random.Below(random.Chance(0.5) ? 1 : words.Length - 1); i < words.Length; i++)
            words[i] = random.Next();
        if (random.Chance(0.5))
            records[newest].Sequence = 0; // it is written last
    }

    /// <summary>Begins the log of a process in the same memory.</summary>
    public unsafe IntentLog BeginLog(int sessionId, string[] instruments, long nowNs)
    {
        _sessions.Add(sessionId);
        _instruments = instruments.Length;
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
