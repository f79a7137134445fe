using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.Deribit.Decoding;
using Engine.Core.Wire.Deribit.Sessions;

namespace Engine.Core.Link.Pulling;

/// <summary>
/// The conversation by which a second connection pulls the quotes of a session whose thread stands still, without I/O: log in, list
/// the open orders, cancel by id those that carry the session's label, list again until none is left, and look again from time to
/// time. No other order is touched. Its owner moves bytes and time.
/// </summary>
public sealed class QuotePull
{
    private const long RefusedRestNs = 125_000_000; // orders stand there that nobody watches
    private const int MostDoublings = 4;
    private const int RoundsAtOnce = 2;

    private readonly SessionOptions _options;
    private readonly InstrumentTable _instruments;
    private readonly SessionRequests _requests;
    private readonly int _session;
    private readonly long _restNs;
    private readonly Queue<(long Id, SessionRequest? Request, string OrderId)> _due = new();
    private readonly Dictionary<long, string> _unanswered = [];
    private readonly List<string> _open = [];
    private long _count;
    private long _heardNs;
    private long _nextNs;
    private int _rounds; // of cancels since a list held none
    private int _rests; // of those that had to wait
    private bool _isRefused;
    private bool _isListRefused;

    /// <summary>A conversation that has not begun.</summary>
    /// <param name="options">Keys and patience.</param>
    /// <param name="instruments">What the session trades.</param>
    /// <param name="session">The session in the labels of the orders to be cancelled.</param>
    /// <param name="restNs">Time between two looks once none is open, ns.</param>
    public QuotePull(SessionOptions options, InstrumentTable instruments, int session, long restNs)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(instruments);
        _options = options;
        _instruments = instruments;
        _requests = new SessionRequests(options, instruments);
        _session = session;
        _restNs = restNs;
    }

    /// <summary>Where it stands.</summary>
    public PullPhase Phase { get; private set; }

    /// <summary>Why this connection is of no more use, for people; null while it is.</summary>
    public string? Failure { get; private set; }

    /// <summary>Orders that the venue has cancelled at its word.</summary>
    public int Cancelled { get; private set; }

    /// <summary>Lists that held no order of the session.</summary>
    public int Confirmations { get; private set; }

    /// <summary>Bytes the next due request may need; 0 when there is none.</summary>
    public int NextLength => !_due.TryPeek(out var next) ? 0 : next.Request is { } request ? _requests.MaxLength(request) : DeribitEncoder.MaxRequest;

    /// <summary>The connection is open.</summary>
    public void OnConnected(long nowNs)
    {
        Reset(PullPhase.LoggingIn, nowNs);
        Ask(new SessionRequest(SessionAsk.Auth, 0));
    }

    /// <summary>The connection is gone: nothing is pending any more.</summary>
    public void OnDisconnected(long nowNs) => Reset(PullPhase.Down, nowNs);

    /// <summary>Writes the next due request; false when there is none. The room holds <see cref="NextLength"/> bytes.</summary>
    public bool TryWrite(Span<byte> destination, out int length)
    {
        length = 0;
        if (!_due.TryDequeue(out (long Id, SessionRequest? Request, string OrderId) next))
            return false;
        if (next.Request is { } request)
        {
            length = _requests.Write(request, next.Id, destination);
            return true;
        }

        JsonText text = new(destination);
        text.Request(next.Id, "private/cancel"u8);
        text.Raw("\"order_id\":"u8);
        text.Quoted(next.OrderId);
        text.End();
        length = text.Length;
        return true;
    }

    /// <summary>Takes in one message of the venue; what answers nothing of ours is passed over.</summary>
    public void OnMessage(ReadOnlySpan<byte> message, long nowNs)
    {
        if (Phase is PullPhase.Down or PullPhase.Failed || !PullReply.TryRead(message, _session, out PullReply reply) || !_unanswered.Remove(reply.Id, out string? orderId))
            return;
        _heardNs = nowNs;
        if (orderId.Length > 0 && DeribitErrors.MeansLogin(reply.ErrorCode))
        {
            Fail($"the venue refused a cancel ({reply.ErrorCode})");
            return;
        }

        if (orderId.Length > 0)
            OnCancelled(reply.ErrorCode);
        else if (reply.ErrorCode == 0)
            _open.AddRange(reply.Orders);
        else if (Phase == PullPhase.Listing && DeribitErrors.IsPassing(reply.ErrorCode))
            _isListRefused = true;
        else
        {
            Fail($"the venue refused {(Phase == PullPhase.LoggingIn ? "the login" : "the list of open orders")} ({reply.ErrorCode})");
            return;
        }

        if (_unanswered.Count == 0)
            Advance(nowNs);
    }

    private void OnCancelled(int errorCode)
    {
        Cancelled += errorCode == 0 ? 1 : 0;
        _isRefused |= errorCode != 0 && !DeribitErrors.MeansGone(errorCode); // an order that is gone already will not be on the next list
    }

    /// <summary>Time passes: a look that is due, an answer that did not come.</summary>
    public void Tick(long nowNs)
    {
        if (Phase == PullPhase.Resting && nowNs >= _nextNs)
            List(nowNs);
        else if (_unanswered.Count > 0 && nowNs - _heardNs > _options.RequestTimeoutNs)
            Fail($"the venue has not answered for {_options.RequestTimeoutNs / 1_000_000} ms");
    }

    private void Advance(long nowNs)
    {
        if (Phase == PullPhase.Listing && _open.Count > 0)
            CancelOpen();
        else if (Phase == PullPhase.Listing && _isListRefused)
            Rest(RefusedRestNs << Math.Min(_rests++, MostDoublings), nowNs); // in maintenance, for instance
        else if (Phase == PullPhase.Listing)
            Confirm(nowNs);
        else if (Phase == PullPhase.Cancelling && (_isRefused || _rounds > RoundsAtOnce))
            Rest(RefusedRestNs << Math.Min(_rests++, MostDoublings), nowNs); // the venue may go on refusing, or listing them
        else
            List(nowNs);
    }

    private void CancelOpen()
    {
        Phase = PullPhase.Cancelling;
        _rounds++;
        _isRefused = false;
        foreach (string order in _open)
            Ask(null, order);
        _open.Clear();
    }

    private void Confirm(long nowNs)
    {
        Confirmations++;
        (_rounds, _rests) = (0, 0);
        Rest(_restNs, nowNs);
    }

    private void Rest(long forNs, long nowNs)
    {
        Phase = PullPhase.Resting;
        _nextNs = nowNs + forNs;
    }

    private void List(long nowNs)
    {
        Phase = PullPhase.Listing;
        _isListRefused = false;
        _heardNs = nowNs;
        for (int i = 0; i < _instruments.Count; i++)
            Ask(new SessionRequest(SessionAsk.OpenOrders, i));
    }

    private void Ask(SessionRequest? request, string orderId = "")
    {
        long id = RequestId.Create(++_count, request?.Kind ?? RequestKind.Cancel);
        _due.Enqueue((id, request, orderId));
        _unanswered.Add(id, orderId);
    }

    private void Reset(PullPhase phase, long nowNs)
    {
        _due.Clear();
        _unanswered.Clear();
        _open.Clear();
        _heardNs = nowNs;
        Failure = null;
        Phase = phase;
    }

    private void Fail(string failure)
    {
        Phase = PullPhase.Failed;
        Failure = failure;
    }
}
