using Engine.Core.Events;
using Engine.Core.Link.Feed;
using Engine.Core.Link.Sending;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Trading;
using Engine.Core.Wire.Deribit;

namespace Engine.Core.Link.Stages;

/// <summary>
/// A whole trader on one thread and on time handed in: decoder, session, event ring, engine, facts. Its owner moves the link's
/// messages; a turn is what the trading process's duty cycle does between two receives, in the same order.
/// </summary>
/// <remarks>
/// <code>
/// trader.BeginTurn(nowNs);
/// while (a message is there) trader.Take(message, nowNs);
/// trader.EndTurn(nowNs, hasRead);        // what it sends stands in the link's output
/// trader.Sent(nowNs);                    // once that has left
/// </code>
/// </remarks>
/// <typeparam name="TQuoter">The quoting model.</typeparam>
public sealed class Trader<TQuoter> : IRingDrain, IRareFrames
    where TQuoter : struct, IQuoter
{
    private readonly ILink _link;
    private readonly FrameIntake _intake;
    private readonly BatchLog _batches = new();
    private readonly SentLog _sent = new();

    /// <summary>A trader on a closed link; its first turn begins to connect.</summary>
    public Trader(
        LinkOptions options, ILink link, DeribitSession session, InstrumentTable instruments, ReadOnlySpan<DeskOptions<TQuoter>> desks, EngineOptions engine,
        RingBuffer<Fact> facts, ulong seed, int eventSlots = 4096)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(instruments);
        _link = link;
        RingBuffer<EngineEvent> events = new(eventSlots);
        RingPoller<EngineEvent> poller = new(events);
        _intake = new FrameIntake(new DeribitDecoder(instruments), new EventFeed(events, this), session.Ages);
        IntentWriter writer = new(link.Output, instruments, session, _sent);
        Quoting = new QuoteStage<TQuoter, DirectGateway>(poller, instruments, desks, engine, facts, new DirectGateway(writer), long.MaxValue);
        Trading = new TradingSession(options, link, session, instruments, _intake, Quoting, seed);
    }

    /// <summary>The session on the link.</summary>
    public TradingSession Trading { get; }

    /// <summary>The quoting stage.</summary>
    public QuoteStage<TQuoter, DirectGateway> Quoting { get; }

    /// <summary>The engine.</summary>
    public TradingEngine<TQuoter, DirectGateway> Engine => Quoting.Engine;

    /// <summary>Sends what stands in the link's output, in the middle of a turn: what was decided does not wait for a slow frame. None waits.</summary>
    public Action? SendNow { get; init; }

    /// <summary>Order requests written.</summary>
    public long OrderRequests => _sent.Total;

    /// <summary>A turn begins: nothing of it has been read yet.</summary>
    public void BeginTurn(long nowNs)
    {
        if (Trading.IsStopping)
            Trading.AdvanceStop(nowNs);
    }

    /// <summary>Takes in one message of this turn.</summary>
    public void Take(ReadOnlySpan<byte> message, long nowNs)
    {
        if (!_batches.IsOpen)
        {
            _batches.Begin(kernelNs: 0, nowNs);
            _batches.Framed(nowNs);
        }

        _intake.Take(message, nowNs, this);
    }

    /// <summary>All that was there has been read: decides, and writes what is to be sent.</summary>
    public void EndTurn(long nowNs, bool hasRead)
    {
        if (hasRead)
            Trading.AfterRead(_link.State == LinkState.Open, nowNs);
        if (nowNs >= Trading.TimerNs)
            Trading.OnTimer(nowNs);
        Publish(nowNs);
        Quoting.Poll();
        Trading.WriteRequests(nowNs);
    }

    /// <summary>What was written has left, or its link is not open any more; the engine learns of it in the next turn.</summary>
    public void Sent(long nowNs)
    {
        if (_link.State != LinkState.Open)
            _sent.Drop();
        else if (!_sent.Batch.IsEmpty)
            SentReport.Write(_intake.Feed, _sent, _batches, nowNs, nowNs);
    }

    /// <summary>The last turn is over: what was read is taken in, facts set aside are handed on.</summary>
    public void Finish(long nowNs)
    {
        Publish(nowNs);
        Quoting.Poll();
        Quoting.Finish(nowNs);
    }

    /// <inheritdoc/>
    public void Drain() => Quoting.Poll();

    /// <inheritdoc/>
    public void BeforeSlow(long nowNs)
    {
        Trading.BeforeDecision(nowNs);
        _intake.Feed.EndBatch();
        Quoting.Poll();
        SendNow?.Invoke();
    }

    /// <inheritdoc/>
    public void OnRare(in DecodeResult result, ReadOnlySpan<byte> message, long nowNs) => Trading.OnRare(result, message, nowNs);

    private void Publish(long nowNs)
    {
        _intake.Feed.EndBatch();
        if (_batches.IsOpen)
            _batches.Published(nowNs);
    }
}
