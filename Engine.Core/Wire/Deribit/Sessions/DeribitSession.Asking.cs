using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit.Sessions;

/// <content>Questions: which are due, which are under way already, and how they are written.</content>
public sealed partial class DeribitSession
{
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

    private void AskEach(SessionAsk ask)
    {
        for (int i = 0; i < _instruments.Count; i++)
            Ask(ask, i);
    }

    private bool IsSubscribed => Phase is SessionPhase.Subscribing or SessionPhase.Reconciling or SessionPhase.Live;

    private void Resubscribe(ChannelKind kind, int index)
    {
        SessionRequest unsubscribe = new(SessionAsk.Unsubscribe, index, kind);
        if (IsSubscribed && !IsAsked(unsubscribe) && !IsAsked(unsubscribe with { Ask = SessionAsk.Subscribe }))
            AskOf(unsubscribe);
    }

    private bool IsAsked(SessionAsk ask, int index) => IsAsked(new SessionRequest(ask, index));

    private bool IsAsked(SessionRequest wanted)
    {
        if (_pending.Has(wanted) || IsPutOff(wanted))
            return true;
        foreach (SessionRequest request in _due)
        {
            if (request == wanted)
                return true;
        }

        return false;
    }

    private void AskOnce(SessionAsk ask, int index)
    {
        if (!IsAsked(ask, index))
            Ask(ask, index);
    }

    private void Ask(SessionAsk ask, int index = 0) => AskOf(new SessionRequest(ask, index));

    private void AskOf(SessionRequest request)
    {
        if (request.Ask == SessionAsk.Trades && !_options.AsksTrades)
            return;
        if (_nowNs < _quietNs && !IsUrgent(request))
            PutOff(request, _quietNs);
        else
            _due.Enqueue(request);
    }
}
