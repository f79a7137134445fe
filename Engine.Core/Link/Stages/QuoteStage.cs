using Engine.Core.Events;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;

namespace Engine.Core.Link.Stages;

/// <summary>
/// The quoting stage: polls the event ring, runs the engine, hands on its intents and facts. Which thread polls is a choice of
/// deployment that the stage does not know; it is one thread, and all of the engine's state is that thread's.
/// </summary>
/// <typeparam name="TQuoter">The quoting model.</typeparam>
/// <typeparam name="TGateway">Where intents go.</typeparam>
public sealed class QuoteStage<TQuoter, TGateway> : IQuoting
    where TQuoter : struct, IQuoter
    where TGateway : struct, IBatchGateway
{
    private readonly RingPoller<EngineEvent> _poller;
    private readonly long _observeEveryNs;
    private EngineReader<TQuoter, TGateway> _reader;
    private long _observeNs;

    /// <summary>A stage behind a reader of the event ring.</summary>
    public QuoteStage(
        RingPoller<EngineEvent> events, InstrumentTable instruments, ReadOnlySpan<DeskOptions<TQuoter>> desks, EngineOptions options, RingBuffer<Fact> facts,
        TGateway gateway, long observeEveryNs)
    {
        ArgumentNullException.ThrowIfNull(options);
        _poller = events;
        Latch = options.Latch;
        _observeEveryNs = observeEveryNs;
        Facts = new FactLog(facts, (options.Without & Guard.FillsAside) != 0 ? 0 : FactLog.UsualAside);
        Engine = new TradingEngine<TQuoter, TGateway>(instruments, desks, options, Facts, gateway);
        _reader = new EngineReader<TQuoter, TGateway>(Engine);
    }

    /// <summary>The engine. The polling thread only, or after it has ended.</summary>
    public TradingEngine<TQuoter, TGateway> Engine { get; }

    /// <summary>Facts on their way to the journal. The polling thread only.</summary>
    public FactLog Facts { get; }

    /// <summary>Who copies the state out for others, on the polling thread; set before it starts.</summary>
    public IHotObserver? Observer { get; set; }

    /// <summary>How far it is in the event ring. Any thread.</summary>
    public long Position => _poller.Position;

    /// <inheritdoc/>
    public bool IsCaughtUp => _poller.Backlog == 0;

    /// <inheritdoc/>
    public bool HasNoOrders => Engine.HasNoOrders;

    /// <inheritdoc/>
    public KillLatch? Latch { get; }

    /// <inheritdoc/>
    public bool IsKilled => Engine.KillReason != KillReason.None;

    /// <inheritdoc/>
    public Exception? Failure => _reader.Failure;

    /// <summary>Takes in what is published; returns how many events that was.</summary>
    public int Poll()
    {
        int events = _poller.Poll(ref _reader);
        if (_reader.TimerNs >= _observeNs)
            Look();
        return events;
    }

    /// <summary>What the stage still owes others when its thread has ended: the last profit, the last look, facts set aside.</summary>
    public void Finish(long nowNs)
    {
        Engine.RecordPnl(nowNs);
        Observer?.Observe(nowNs);
        Facts.BringBack();
    }

    private void Look()
    {
        _observeNs = _reader.TimerNs + _observeEveryNs;
        Observer?.Observe(_reader.TimerNs);
    }
}
