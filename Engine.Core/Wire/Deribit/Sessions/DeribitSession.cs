using System.Text;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Channels;
using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit.Sessions;

/// <summary>
/// The conversation around trading as a state machine without I/O: greet, authenticate, subscribe, reconcile, keep alive,
/// refresh, ask again from time to time. The owner feeds it decoded frames and writes out the requests it has due. Each phase
/// sends all its requests at once, so that a reconnection takes three round trips. Belongs to the thread that reads the socket.
/// </summary>
public sealed partial class DeribitSession
{
    private readonly SessionOptions _options;
    private readonly InstrumentTable _instruments;
    private readonly SessionRequests _requests;
    private readonly PendingRequests _pending;
    private readonly Queue<SessionRequest> _due;
    private readonly VenueState _venue;
    private readonly ChannelWatch _watch;
    private long _count;
    private long _nowNs;

    /// <summary>A session that is down.</summary>
    public DeribitSession(SessionOptions options, InstrumentTable instruments)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(instruments);
        _options = options;
        _instruments = instruments;
        _requests = new SessionRequests(options, instruments);
        _isAnew = new bool[instruments.Count];
        _frozenUntilNs = new long[instruments.Count];
        _specifiedNs = new long[instruments.Count];
        int room = 16 + (12 * instruments.Count); // everything that one instrument may have on its way at once
        _pending = new PendingRequests(room);
        _due = new Queue<SessionRequest>(room);
        _later = new (SessionRequest, long)[room];
        _venue = new VenueState(instruments.Count);
        Ages = new ChannelAges(instruments.Count);
        _isElsewhereGone = new bool[options.Elsewhere.Count];
        _wasElsewhereCancelled = new bool[options.Elsewhere.Count];
        ElsewhereLeft = options.Elsewhere.Count;
        _watch = new ChannelWatch(Ages, instruments.Count, options.Patience);
    }

    /// <summary>Where it stands.</summary>
    public SessionPhase Phase { get; private set; }

    /// <summary>Why it failed, for people; null while it has not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether the failure would repeat with a new connection: wrong keys, an unknown instrument, a refused channel.</summary>
    public bool IsFatal { get; private set; }

    /// <summary>Completed reconciliations since the process began.</summary>
    public int Reconciliations { get; private set; }

    /// <summary>Lists of open orders asked for since the process began, with the trades and positions that go with them.</summary>
    public int ListsBegun { get; private set; }

    /// <summary>When each channel last brought something; whoever decodes marks it.</summary>
    public ChannelAges Ages { get; }

    /// <summary>How far the venue's clock is from ours.</summary>
    public VenueClock Clock { get; } = new();

    /// <summary>Says up to which trade sequence an instrument's fills are stored already, and which id that trade has where it is known.</summary>
    public void SetTradesFrom(int instrument, long tradeSequence, string? tradeId = null) =>
        (_requests.TradesFrom[instrument], _requests.MarkIds[instrument]) = (tradeSequence, tradeId);

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
        if (Phase == SessionPhase.Live)
            _passNs = _nowNs;
        Phase = SessionPhase.Reconciling;
        AskAccountState();
    }

    /// <summary>Gets a fresh snapshot of a book: subscribing again gives none, so it is unsubscribed first.</summary>
    public void ResubscribeBook(int instrument) => Resubscribe(ChannelKind.Book, instrument);

    /// <summary>Asks trades and position of an instrument now.</summary>
    public void QueryAccount(int instrument)
    {
        if (Phase is not (SessionPhase.Live or SessionPhase.Reconciling) || IsAsked(SessionAsk.Trades, instrument))
            return;
        Ask(SessionAsk.Trades, instrument);
        Ask(SessionAsk.Position, instrument);
    }

    /// <summary>Takes in one decoded frame; <paramref name="message"/> is its text.</summary>
    public void OnFrame(in DecodeResult frame, ReadOnlySpan<byte> message, long nowNs)
    {
        _nowNs = nowNs;
        switch (frame.Kind)
        {
            case FrameKind.TestRequest:
                Ask(SessionAsk.Test);
                break;
            case FrameKind.Reply when _pending.TryTake(frame.RequestId, out SessionRequest request, out long sentNs):
                Clock.Add(sentNs, nowNs, frame.VenueInUs, frame.VenueUs);
                OnReply(request, frame, message, nowNs);
                break;
            case FrameKind.Reply:
                OnOrderReply(frame);
                break;
            case FrameKind.Platform:
                OnPlatform(frame);
                break;
            case FrameKind.Protection:
                OnProtection(frame);
                break;
            case FrameKind.InstrumentState:
                AskOnce(SessionAsk.Instrument, frame.Instrument);
                break;
            case FrameKind.Malformed when frame.Channel is ChannelKind.None or (>= ChannelKind.UserOrders and <= ChannelKind.UserPortfolio):
                Fail($"the venue sent a message that cannot be read ({frame.Fault}): {Excerpt(message)}", fatal: false);
                break;
            case FrameKind.Malformed when frame.Channel == ChannelKind.Book && frame.Instrument < _instruments.Count:
                AskInstrument(frame.Instrument, GridPauseNs); // it may have changed; the engine asks for the book itself
                break;
            case FrameKind.Unknown:
                OnUnknown(message);
                break;
            default:
                break;
        }
    }

    private void OnReply(SessionRequest request, in DecodeResult frame, ReadOnlySpan<byte> message, long nowNs)
    {
        if (frame.ErrorCode != 0)
        {
            OnError(request, frame, message);
            return;
        }

        if (_laterCount == 0 && request.Kind is (RequestKind.OpenOrders or RequestKind.Position or RequestKind.Trades or RequestKind.Account or RequestKind.Instrument))
            _venue.OnCarriedOut(isNewTerms: false);
        if (request.Kind == RequestKind.Auth)
            TakeToken(message, nowNs);
        else if (request.Ask == SessionAsk.Unsubscribe)
            AskOf(request with { Ask = SessionAsk.Subscribe });
        else if (request.Kind == RequestKind.Subscribe)
            OnSubscribed(request, message, nowNs);
        else if (request.Ask == SessionAsk.Instrument)
            OnInstrument(request, message);
        else if (request.Ask == SessionAsk.OpenOrders)
            OnListed(request.Index);
        else if (request.Ask is SessionAsk.Trades or SessionAsk.TradesInHistory)
            OnTrades(request, frame, message);
        else if (request.Ask is SessionAsk.Mark or SessionAsk.MarkInHistory)
            OnMark(request, message);
        else if (request.Ask == SessionAsk.Protect)
            _protected++;
        else if (request.Ask is SessionAsk.CancelElsewhere or SessionAsk.ListElsewhere)
            OnElsewhere(request, message);
        else if (request.Ask == SessionAsk.VerifyCancelOnDisconnect && !SessionReplies.IsEnabled(message))
            Fail($"the venue says that cancel-on-disconnect is off, though it had agreed to switch it on: {Excerpt(message)}", fatal: false);
        AdvanceIfAnswered();
    }

    private void AdvanceIfAnswered()
    {
        if (Phase == SessionPhase.Reconciling ? IsPassAnswered() : _pending.Count == 0 && _due.Count == 0 && _laterCount == 0)
            Advance(_nowNs);
    }

    private void OnInstrument(SessionRequest request, ReadOnlySpan<byte> message)
    {
        if (_instruments[request.Index] is null)
            Fail($"the venue's answer does not describe {Name(request.Index)}: {Excerpt(message)}", fatal: true);
        _venue.SetTraded(request.Index, message.IndexOf("\"state\":\"open\""u8) >= 0);
        if (Phase != SessionPhase.LoggingIn)
            return;
        string index = SessionReplies.Text(message, "price_index"u8);
        _venue.SetIndex(request.Index, index);
        if (index.Length > 0 && !_requests.Channels.Indices.Contains(index))
            _requests.Channels.Indices.Add(index);
        string currency = SessionReplies.Text(message, "settlement_currency"u8);
        if (currency.Length > 0 && !_requests.Channels.Currencies.Contains(currency))
            _requests.Channels.Currencies.Add(currency);
    }

    private void OnTrades(SessionRequest request, in DecodeResult frame, ReadOnlySpan<byte> message)
    {
        long before = _requests.TradesFrom[request.Index];
        if (frame.LastTradeSequence > before)
            (_requests.TradesFrom[request.Index], _requests.MarkIds[request.Index]) = (frame.LastTradeSequence, SessionReplies.LastTradeId(message));
        if (frame.HasMore && frame.LastTradeSequence > before)
            AskOf(request);
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
                _protected = 0;
                for (int i = 0; i < _requests.Channels.Indices.Count && _options.Protection is not null; i++)
                    Ask(SessionAsk.Protect, i);
                for (int i = 0; i < _requests.Channels.Currencies.Count; i++)
                    Ask(SessionAsk.Account, i);
                AskMarks();
                Ask(SessionAsk.SubscribePublic);
                Ask(SessionAsk.SubscribePrivate);
                break;
            case SessionPhase.Subscribing:
                Phase = SessionPhase.Reconciling;
                BeginPeriods(nowNs);
                Ask(SessionAsk.VerifyCancelOnDisconnect);
                AskAccountState();
                break;
            case SessionPhase.Reconciling:
                Phase = SessionPhase.Live;
                EndPass();
                Reconciliations++;
                BeginPeriods(nowNs);
                break;
            default:
                break;
        }
    }

    private void AskAccountState()
    {
        ListsBegun++;
        AskEach(SessionAsk.OpenOrders);
        AskEach(SessionAsk.Trades);
        AskEach(SessionAsk.Position);
        if (ElsewhereLeft > 0 && !IsElsewhereAsked())
            AskElsewhere(0);
    }

    private void Reset(SessionPhase phase)
    {
        _due.Clear();
        _pending.Clear();
        _laterCount = 0;
        _refreshNs = long.MaxValue;
        _quietNs = long.MinValue; // the pause before a new connection has let the credits come back
        _venue.Forget();
        EndPass();
        _toldRefusals.Clear();
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
