using Engine.Core.Events;
using Engine.Core.Memory;
using Engine.Core.Primitives;

namespace Engine.Core.Journal;

/// <summary>
/// What the journal thread does again and again: takes facts from the ring, shows them to the observer, writes them in
/// batches and tells the observer how far it is. Without a thread or a clock of its own, so that tests can turn it by hand.
/// </summary>
public sealed class JournalPump
{
    private const long PublishNs = 250_000_000;

    private readonly RingPoller<Fact> _poller;
    private readonly InstrumentTable _instruments;
    private readonly IFactObserver? _observer;
    private readonly FactStoreOptions _options;
    private long _publishAtNs = long.MinValue;
    private long _nowNs;
    private bool _isKillTold;

    /// <summary>A pump from a reader of the ring to a database.</summary>
    public JournalPump(RingPoller<Fact> poller, InstrumentTable instruments, IFactDatabase database, FactStoreOptions options, IFactObserver? observer)
    {
        _poller = poller;
        _instruments = instruments;
        _observer = observer;
        _options = options;
        Store = new FactStore(database, options, observer);
    }

    /// <summary>The facts on their way to the disk.</summary>
    public FactStore Store { get; }

    /// <summary>Facts published to the ring and not yet committed.</summary>
    public long Backlog => _poller.Backlog + Store.Health.Backlog;

    /// <summary>
    /// Whether so much waits, or so long, that the engine should only reduce; readable by any thread. The time is that of <see cref="Turn"/>.
    /// </summary>
    public bool IsBehind(long nowNs)
    {
        long oldestNs = Store.Health.OldestUnwrittenNs;
        return Backlog > _options.BehindFacts || (oldestNs != 0 && nowNs - oldestNs > _options.BehindNs);
    }

    /// <summary>One turn; false when there was nothing to do. The time is monotonic.</summary>
    public bool Turn(long nowNs, bool hurry)
    {
        _nowNs = nowNs;
        var intake = new Intake(this);
        int taken = _poller.Poll(ref intake, Store.Free);
        bool written = Store.Flush(nowNs, hurry);
        if (nowNs >= _publishAtNs)
            Publish(nowNs);
        return taken > 0 || written;
    }

    /// <summary>Tells the observer how far the journal is.</summary>
    public void Publish(long nowNs)
    {
        _publishAtNs = nowNs + PublishNs;
        _observer?.OnProgress(Store.Health, Backlog, nowNs);
    }

    /// <summary>Takes a fact that did not come through the ring; on the thread that turns.</summary>
    public void Add(in Fact fact) => Take(in fact);

    private void Take(in Fact fact)
    {
        if (fact is { Kind: FactKind.Notice, Notice.What: NoticeKind.Kill } && !TryTellKill())
            return;
        Instrument? instrument = fact.Instrument < _instruments.Count ? _instruments[fact.Instrument] : null;
        _observer?.OnFact(in fact, instrument);
        Store.Add(in fact, instrument, _nowNs);
    }

    /// <summary>The thread that latches the kill switch tells of it, and so does the engine, once it can: who is first has the figures.</summary>
    private bool TryTellKill()
    {
        bool isFirst = !_isKillTold;
        _isKillTold = true;
        return isFirst;
    }

    private readonly struct Intake(JournalPump pump) : IRingReader<Fact>
    {
        public void OnSlot(ref Fact slot, bool last) => pump.Take(in slot);
    }
}
