using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Native.Storage.Journal;
using Xunit;

namespace Engine.Tests.Storage.Journal;

/// <summary>Ring, pump and journal, turned by hand.</summary>
internal sealed class JournalHarness : IDisposable
{
    private readonly RingBuffer<Fact> _ring = new(1024);

    public JournalHarness(string path, JournalOptions? options = null, InstrumentTable? table = null, IFactObserver? observer = null, SessionRecord? session = null)
    {
        Options = options ?? new JournalOptions { BufferFacts = 1024, BusyMs = 1 };
        Table = table ?? SampleFacts.Table();
        Journal = TradeJournal.Open(path, session ?? SampleFacts.Session, Options);
        Poller = new RingPoller<Fact>(_ring);
        Pump = new JournalPump(Poller, Table, Journal, Options, observer);
    }

    public JournalOptions Options { get; }

    public InstrumentTable Table { get; }

    public TradeJournal Journal { get; }

    public RingPoller<Fact> Poller { get; }

    public JournalPump Pump { get; }

    public JournalHealth Health => Pump.Store.Health;

    public bool TryPublish(in Fact fact)
    {
        if (!_ring.TryClaim(out long sequence))
            return false;
        _ring[sequence] = fact;
        _ring.Publish();
        return true;
    }

    public void Publish(params ReadOnlySpan<Fact> facts)
    {
        foreach (ref readonly Fact fact in facts)
            Assert.True(TryPublish(in fact));
    }

    /// <summary>Publishes and writes at once.</summary>
    public void Write(params ReadOnlySpan<Fact> facts)
    {
        Publish(facts);
        Pump.Turn(0, hurry: true);
    }

    public void Dispose() => Journal.Dispose();
}
