using Engine.Core.Primitives;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Hosting;
using Engine.Native.Latency.Figures;
using Engine.Native.Latency.Rounds;
using Engine.Native.Time;

namespace Engine.Native.Latency.FarSide;

/// <summary>
/// The exchange at the far side of the measured connection: logs the engine in, plays book frames to it, checks and answers its
/// orders. The sender's thread is its only one; in the steady loop it allocates nothing.
/// </summary>
internal sealed class FarVenue : Conversation
{
    private const long AmountE9 = LatencyMarket.SizeUsd * Decimals.One;

    private readonly FarConnection _connection;
    private readonly FarOrders _orders;
    private readonly SessionScript _script;
    private readonly ITickSource _ticks;
    private readonly StageJoin _stages;
    private readonly SystemClock _clock;
    private readonly Spin _spin;
    private readonly StopSignal _stop;
    private readonly long _answerLimitNs;
    private QuoteExpectation _expectation;
    private long _tickCount;
    private long _exchanges;
    private long _tickBytes;
    private long _orderBytes;
    private long _replyBytes;
    private long _firstNs;
    private long _lastNs;
    private long _lastId;
    private long _sentNs;
    private int _sentBytes;
    private bool _awaitsBid;
    private bool _awaitsAsk;
    private bool _hasFailed;
    private bool _isClosed;

    /// <summary>An exchange of one instrument over an accepted connection.</summary>
    public FarVenue(FarConnection connection, ITickSource ticks, StageJoin stages, SystemClock clock, Spin spin, StopSignal stop, long answerLimitNs)
    {
        _connection = connection;
        _orders = new FarOrders(ticks.Terms);
        _ticks = ticks;
        _script = new SessionScript(_orders, ticks);
        _stages = stages;
        _clock = clock;
        _spin = spin;
        _stop = stop;
        _answerLimitNs = answerLimitNs;
        _expectation = new QuoteExpectation(LatencyMarket.Spread, LatencyMarket.ThresholdUsd, ticks.Terms.TickE9);
    }

    /// <summary>Whether the answers are right.</summary>
    public AnswerChecks Checks { get; } = new();

    /// <summary>Whether the engine is still there and a run with it can still be a good one.</summary>
    public override bool IsAlive => !_connection.Stream.HasEnded && !_connection.IsBroken && !_hasFailed && !_isClosed;

    /// <summary>Bytes of an exchange on average.</summary>
    public ExchangeSizes Sizes => _exchanges == 0 ? default
        : new ExchangeSizes((int)(_tickBytes / _exchanges), (int)(_orderBytes / _exchanges), (int)(_replyBytes / _exchanges));

    /// <summary>Ticks that had to move no quote.</summary>
    public long Quiet { get; private set; }

    /// <summary>Answers whatever comes until both quotes stand (or, at the end, until the engine is gone), at most until a time.</summary>
    public bool Serve(bool untilQuoted, long deadlineNs)
    {
        _expectation.OnTouch(_ticks.BidE9, _ticks.AskE9);
        while (_clock.NowNs < deadlineNs && !_connection.Stream.HasEnded && !_connection.IsBroken && !_isClosed)
        {
            if (untilQuoted && _orders.AreBothOpen)
                return true;
            if (_connection.Receive())
            {
                while (_connection.TryReadFrame(out Opcode opcode, out ReadOnlySpan<byte> message))
                    Take(opcode, message, isChecked: false, _clock.NowNs);
                _connection.Send();
            }
            else
                _spin.Once();
            _stages.Poll();
        }

        if (_isClosed)
            _connection.Stream.Dispose(); // the server ends TCP first (RFC 6455, section 7.1.1)
        return !untilQuoted;
    }

    /// <inheritdoc/>
    public override void Prepare()
    {
        _connection.EndFrame(_ticks.WriteNext(_connection.BeginFrame(), _clock.NowNs));
        _expectation.OnTouch(_ticks.BidE9, _ticks.AskE9);
    }

    /// <inheritdoc/>
    public override void Send()
    {
        (_firstNs, _lastNs, _lastId) = (0, 0, 0);
        (_awaitsBid, _awaitsAsk) = (_expectation.MovesBid, _expectation.MovesAsk);
        Quiet += _awaitsBid || _awaitsAsk ? 0 : 1;
        _tickCount++;
        _sentBytes = _connection.OutBytes;
        _sentNs = _clock.NowNs;
        _connection.Send();
    }

    /// <inheritdoc/>
    public override bool TryTakeAnswer(out Arrival arrival)
    {
        int orderBytes = 0;
        while (_awaitsBid || _awaitsAsk)
        {
            if (_connection.Receive())
            {
                long nowNs = _clock.NowNs;
                orderBytes += _connection.Unread.Length;
                while (_connection.TryReadFrame(out Opcode opcode, out ReadOnlySpan<byte> message))
                    Take(opcode, message, isChecked: true, nowNs);
                orderBytes -= _connection.Unread.Length;
            }
            else if (!IsAlive || _clock.NowNs - _sentNs > _answerLimitNs)
            {
                _hasFailed = true;
                Checks.AddUnanswered($"tick {_tickCount} got no {(_awaitsBid ? "new bid" : "new ask")} within {_answerLimitNs / 1_000_000} ms");
                arrival = default;
                return false;
            }
            else
                _spin.Once();
        }

        arrival = new Arrival(_firstNs, _lastNs);
        if (_lastNs != 0)
            Count(orderBytes);
        return true;
    }

    /// <inheritdoc/>
    public override void Finish(long plannedNs, long sentNs, in Arrival arrival, bool counts)
    {
        if (_connection.OutBytes > 0)
            _connection.Send();
        if (counts && arrival.LastNs != 0)
            _stages.Add(new TickTimes(_lastId, plannedNs, sentNs, arrival.LastNs));
        _stages.Poll();
    }

    private void Count(int orderBytes)
    {
        _exchanges++;
        _tickBytes += _sentBytes;
        _orderBytes += orderBytes;
        _replyBytes += _connection.OutBytes;
    }

    private void Take(Opcode opcode, ReadOnlySpan<byte> message, bool isChecked, long nowNs)
    {
        if (opcode is Opcode.Ping or Opcode.Close)
        {
            message.CopyTo(_connection.BeginFrame());
            _connection.EndFrame(message.Length, opcode == Opcode.Ping ? Opcode.Pong : Opcode.Close);
            _isClosed |= opcode == Opcode.Close;
        }
        else if (opcode == Opcode.Text && OrderRequest.TryRead(message, out OrderRequest request))
            TakeOrder(request, isChecked, nowNs);
        else if (opcode == Opcode.Text)
            _script.Answer(message, _connection, nowNs);
    }

    private void TakeOrder(in OrderRequest request, bool isChecked, long nowNs)
    {
        FarOrder? order = _orders.Find(request);
        if (order is null || !_orders.TryApply(request))
        {
            _hasFailed = true;
            Checks.AddWrong($"tick {_tickCount}: a {request.Verb} that cannot be carried out (order {request.OrderId})");
            return;
        }

        if (isChecked && request.Verb == OrderVerb.Cancel && _stop.IsRequested)
            (_awaitsBid, _awaitsAsk, _firstNs, _lastNs) = (false, false, 0, 0); // the stop came first: this tick does not count
        else if (isChecked)
            Check(request, order.Side, nowNs);
        _connection.EndFrame(_orders.WriteReply(request.Id, order, request.Verb == OrderVerb.Cancel, _connection.BeginFrame(), nowNs));
    }

    private void Check(in OrderRequest request, Side side, long nowNs)
    {
        bool isBuy = side == Side.Buy;
        long priceE9 = isBuy ? _expectation.BidE9 : _expectation.AskE9;
        if (request.Verb == OrderVerb.Edit && request.PriceE9 == priceE9 && request.AmountE9 == AmountE9 && (isBuy ? _awaitsBid : _awaitsAsk))
            Checks.Right();
        else
            AddWrong(request, side, priceE9);
        if (isBuy)
            _awaitsBid = false;
        else
            _awaitsAsk = false;
        _firstNs = _firstNs == 0 ? nowNs : _firstNs;
        (_lastNs, _lastId) = (nowNs, request.Id);
    }

    private void AddWrong(in OrderRequest request, Side side, long priceE9) => Checks.AddWrong(
        $"tick {_tickCount}: {request.Verb} of the {(side == Side.Buy ? "bid" : "ask")} to {request.AmountE9 / 1e9} at {request.PriceE9 / 1e9}, expected an edit to {AmountE9 / 1e9} at {priceE9 / 1e9}");
}
