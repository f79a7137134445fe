using System.Text;
using Engine.Core.Primitives;

namespace Engine.Core.Wire.Deribit;

/// <summary>
/// The conversation around trading as a state machine without I/O: greet, authenticate, subscribe, reconcile, keep alive,
/// refresh, ask again from time to time. The owner feeds it decoded frames and writes out the requests it has due. Each phase
/// sends all its requests at once, so that a reconnection takes three round trips. Belongs to the thread that reads the socket.
/// </summary>
public sealed class DeribitSession
{
    private const double RefreshAt = 0.8;

    private readonly SessionOptions _options;
    private readonly InstrumentTable _instruments;
    private readonly SessionRequests _requests;
    private readonly PendingRequests _pending;
    private readonly Queue<SessionRequest> _due;
    private long _count;
    private long _refreshNs;
    private long _positionNs;
    private long _tradesNs;

    /// <summary>A session that is down.</summary>
    public DeribitSession(SessionOptions options, InstrumentTable instruments)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(instruments);
        _options = options;
        _instruments = instruments;
        _requests = new SessionRequests(options, instruments);
        int room = 16 + (12 * instruments.Count); // everything that one instrument may have on its way at once
        _pending = new PendingRequests(room);
        _due = new Queue<SessionRequest>(room);
    }

    /// <summary>Where it stands.</summary>
    public SessionPhase Phase { get; private set; }

    /// <summary>Why it failed, for people; null while it has not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether the failure would repeat with a new connection: wrong keys, an unknown instrument, a refused channel.</summary>
    public bool IsFatal { get; private set; }

    /// <summary>Completed reconciliations since the process began.</summary>
    public int Reconciliations { get; private set; }

    /// <summary>Says up to which trade sequence an instrument's fills are stored already.</summary>
    public void SetTradesFrom(int instrument, long tradeSequence) => _requests.TradesFrom[instrument] = tradeSequence;

    /// <summary>The connection is open: begins with the greeting.</summary>
    public void OnConnected()
    {
        Reset(SessionPhase.LoggingIn);
        Ask(SessionAsk.Hello);
        Ask(SessionAsk.Heartbeat);
        for (int i = 0; i < _instruments.Count; i++)
            Ask(SessionAsk.Instrument, i);
        Ask(SessionAsk.Auth);
    }

    /// <summary>The connection is gone: nothing is pending any more.</summary>
    public void OnDisconnected() => Reset(SessionPhase.Down);

    /// <summary>
    /// Asks open orders, trades and positions again; <see cref="Reconciliations"/> counts up when all have answered. While an
    /// earlier pass is under way its end is put off, so that who asks always gets a list made after the question.
    /// </summary>
    public void Reconcile()
    {
        if (Phase is not (SessionPhase.Live or SessionPhase.Reconciling))
            return;
        Phase = SessionPhase.Reconciling;
        AskAccountState();
    }

    /// <summary>Gets a fresh snapshot of a book: subscribing again gives none, so it is unsubscribed first.</summary>
    public void ResubscribeBook(int instrument)
    {
        if (IsSubscribed && !IsAsked(SessionAsk.UnsubscribeBook, instrument) && !IsAsked(SessionAsk.SubscribeBook, instrument))
            Ask(SessionAsk.UnsubscribeBook, instrument);
    }

    /// <summary>Asks trades and position of an instrument now.</summary>
    public void QueryAccount(int instrument)
    {
        if (Phase != SessionPhase.Live || IsAsked(SessionAsk.Trades, instrument))
            return;
        Ask(SessionAsk.Trades, instrument);
        Ask(SessionAsk.Position, instrument);
    }

    /// <summary>Takes in one decoded frame; <paramref name="message"/> is its text.</summary>
    public void OnFrame(in DecodeResult frame, ReadOnlySpan<byte> message, long nowNs)
    {
        if (frame.Kind == FrameKind.TestRequest)
            Ask(SessionAsk.Test);
        else if (frame.Kind == FrameKind.Reply && _pending.TryTake(frame.RequestId, out SessionRequest request))
            OnReply(request, frame, message, nowNs);
        else if (frame.Kind == FrameKind.Malformed && frame.Channel is ChannelKind.None or >= ChannelKind.UserOrders)
            Fail($"the venue sent a message that cannot be read ({frame.Fault}): {Excerpt(message)}", fatal: false);
        else if (frame.Kind == FrameKind.Malformed && frame.Channel == ChannelKind.Book && frame.Instrument < _instruments.Count
            && !IsAsked(SessionAsk.Instrument, frame.Instrument))
            Ask(SessionAsk.Instrument, frame.Instrument); // the grid may have changed; the engine asks for the book itself
    }

    /// <summary>
    /// Writes the next due request; false when there is none. <paramref name="destination"/> must hold <see cref="NextLength"/> bytes.
    /// </summary>
    public bool TryWrite(Span<byte> destination, long nowNs, out int length)
    {
        length = 0;
        if (!_due.TryDequeue(out SessionRequest request))
            return false;
        long id = RequestId.Create(++_count, request.Kind);
        length = _requests.Write(request, id, destination);
        if (!_pending.TryAdd(id, request, nowNs))
            Fail("too many requests are unanswered", fatal: false);
        return true;
    }

    /// <summary>Whether a request is due.</summary>
    public bool HasDue => _due.Count > 0;

    /// <summary>Bytes the next due request may need; 0 when there is none.</summary>
    public int NextLength => _due.TryPeek(out SessionRequest request) ? _requests.MaxLength(request) : 0;

    /// <summary>Periodic duties: time-outs, token refresh, position and trade queries.</summary>
    public void Tick(long nowNs)
    {
        if (Phase is SessionPhase.Down or SessionPhase.Failed)
            return;
        if (_pending.TryOlder(nowNs - _options.RequestTimeoutNs, out SessionRequest unanswered))
            Fail($"the venue has not answered {unanswered.Method} for {_options.RequestTimeoutNs / 1_000_000} ms", fatal: false);
        if (Phase != SessionPhase.Live)
            return;
        if (nowNs >= _refreshNs)
        {
            _refreshNs = long.MaxValue;
            Ask(SessionAsk.Refresh);
        }

        if (nowNs - _positionNs >= _options.PositionPeriodNs)
        {
            _positionNs = nowNs;
            AskEach(SessionAsk.Position);
        }

        if (nowNs - _tradesNs >= _options.TradesPeriodNs)
        {
            _tradesNs = nowNs;
            AskEach(SessionAsk.Trades);
        }
    }

    private void OnReply(SessionRequest request, in DecodeResult frame, ReadOnlySpan<byte> message, long nowNs)
    {
        if (frame.ErrorCode != 0)
        {
            OnError(request, frame, message);
            return;
        }

        if (request.Kind == RequestKind.Auth)
            TakeToken(message, nowNs);
        else if (request.Ask == SessionAsk.UnsubscribeBook)
            Ask(SessionAsk.SubscribeBook, request.Index);
        else if (request.Kind == RequestKind.Subscribe)
            CheckAccepted(request, message);
        else if (request.Ask == SessionAsk.Instrument)
            OnInstrument(request, message);
        else if (request.Ask == SessionAsk.Trades)
            OnTrades(request, frame);
        if (_pending.Count == 0 && _due.Count == 0)
            Advance(nowNs);
    }

    private void OnInstrument(SessionRequest request, ReadOnlySpan<byte> message)
    {
        if (_instruments[request.Index] is null)
            Fail($"the venue's answer does not describe {Name(request.Index)}: {Excerpt(message)}", fatal: true);
        string currency = SessionReplies.SettlementCurrency(message);
        if (currency.Length > 0 && !_requests.Currencies.Contains(currency))
            _requests.Currencies.Add(currency);
    }

    private void OnTrades(SessionRequest request, in DecodeResult frame)
    {
        long before = _requests.TradesFrom[request.Index];
        _requests.TradesFrom[request.Index] = Math.Max(before, frame.LastTradeSequence);
        if (frame.HasMore && frame.LastTradeSequence > before)
            Ask(SessionAsk.Trades, request.Index);
        else if (frame.HasMore)
            Fail($"the venue says that {Name(request.Index)} has more trades behind {before} and does not send them", fatal: false);
    }

    private void Advance(long nowNs)
    {
        switch (Phase)
        {
            case SessionPhase.LoggingIn:
                Phase = SessionPhase.Subscribing;
                Ask(SessionAsk.CancelOnDisconnect);
                for (int i = 0; i < _requests.Currencies.Count; i++)
                    Ask(SessionAsk.Account, i);
                Ask(SessionAsk.SubscribePublic);
                Ask(SessionAsk.SubscribePrivate);
                break;
            case SessionPhase.Subscribing:
                Phase = SessionPhase.Reconciling;
                AskAccountState();
                break;
            case SessionPhase.Reconciling:
                Phase = SessionPhase.Live;
                Reconciliations++;
                _positionNs = nowNs;
                _tradesNs = nowNs;
                break;
            default:
                break;
        }
    }

    private void OnError(SessionRequest request, in DecodeResult frame, ReadOnlySpan<byte> message)
    {
        string text = _requests.HoldsSecret(message) ? "" : SessionReplies.ErrorText(message);
        switch (request.Ask)
        {
            case SessionAsk.Auth:
                Fail($"the venue refused the API key ({frame.ErrorCode} {text}): check DERIBIT_API_KEY and DERIBIT_API_SECRET and that they are of this environment",
                    fatal: frame.ErrorCode is DeribitErrors.InvalidCredentials or DeribitErrors.Unauthorized);
                break;
            case SessionAsk.Instrument:
                Fail($"the venue does not know the instrument {Name(request.Index)} ({frame.ErrorCode} {text})", fatal: frame.ErrorCode == DeribitErrors.InvalidParams);
                break;
            case SessionAsk.CancelOnDisconnect:
                Fail($"the venue refused cancel-on-disconnect ({frame.ErrorCode} {text})", fatal: false);
                break;
            default:
                Fail($"the venue refused {request.Method} ({frame.ErrorCode} {text})", fatal: false);
                break;
        }
    }

    private void CheckAccepted(SessionRequest request, ReadOnlySpan<byte> message)
    {
        string? missing = SessionReplies.FirstMissing(_requests.ChannelsOf(request), message);
        if (missing is not null)
            Fail($"the venue did not accept the channel {missing}: check the instrument's name and the key's scopes", fatal: Reconciliations == 0);
    }

    private void TakeToken(ReadOnlySpan<byte> message, long nowNs)
    {
        if (!SessionReplies.TryToken(message, out byte[] refresh, out long seconds))
        {
            Fail($"the venue's answer to public/auth holds no token: {Excerpt(message)}", fatal: false);
            return;
        }

        _requests.SetRefreshToken(refresh);
        _refreshNs = nowNs + (long)(Math.Min(seconds, 1L << 31) * RefreshAt * 1e9);
    }

    private void AskAccountState()
    {
        AskEach(SessionAsk.OpenOrders);
        AskEach(SessionAsk.Trades);
        AskEach(SessionAsk.Position);
    }

    private void AskEach(SessionAsk ask)
    {
        for (int i = 0; i < _instruments.Count; i++)
            Ask(ask, i);
    }

    private bool IsSubscribed => Phase is SessionPhase.Subscribing or SessionPhase.Reconciling or SessionPhase.Live;

    private bool IsAsked(SessionAsk ask, int index)
    {
        SessionRequest wanted = new(ask, index);
        if (_pending.Has(wanted))
            return true;
        foreach (SessionRequest request in _due)
        {
            if (request == wanted)
                return true;
        }

        return false;
    }

    private void Ask(SessionAsk ask, int index = 0) => _due.Enqueue(new SessionRequest(ask, index));

    private void Reset(SessionPhase phase)
    {
        _due.Clear();
        _pending.Clear();
        _refreshNs = long.MaxValue;
        Phase = phase;
        Failure = null;
        IsFatal = false;
    }

    private void Fail(string failure, bool fatal)
    {
        if (Phase == SessionPhase.Failed)
            return;
        Phase = SessionPhase.Failed;
        Failure = failure;
        IsFatal = fatal;
    }

    private string Name(int instrument) => Encoding.UTF8.GetString(_instruments.Name(instrument));

    private string Excerpt(ReadOnlySpan<byte> message) =>
        _requests.HoldsSecret(message) ? $"{message.Length} bytes" : Encoding.UTF8.GetString(message[..Math.Min(message.Length, 200)]);
}
