using Engine.Native.Status.Blocks;

namespace Engine.Native.Status.View;

/// <summary>One copy of the page, drawn as a whole.</summary>
internal sealed class StatusSnapshot
{
    private HotStatus _hot;
    private JournalStatus _journal;
    private StatusHeader _header;

    public ref HotStatus Hot => ref _hot;

    public ref JournalStatus Journal => ref _journal;

    public ref StatusHeader Header => ref _header;

    /// <summary>The time it is drawn at, Unix ns.</summary>
    public long NowNs { get; set; }

    /// <summary>Copies the page; a block that is being written keeps its last copy.</summary>
    public void Refresh(StatusReader reader, long nowNs)
    {
        NowNs = nowNs;
        _header = reader.Header;
        if (reader.TryReadHot(out HotStatus hot))
            _hot = hot;
        if (reader.TryReadJournal(out JournalStatus journal))
            _journal = journal;
    }
}
