using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit.Sessions;

/// <content>
/// What the venue refuses: what passes is asked again later, a login that has ended is made anew on the same connection, the rest ends
/// the session with a sentence.
/// </content>
public sealed partial class DeribitSession
{
    private const long LoginPauseNs = 10_000_000_000;
    private const long DoubtPauseNs = 5_000_000_000; // after orders were refused for their terms
    private const long GridPauseNs = 1_000_000_000; // while a book does not fit the grid

    private readonly (SessionRequest Request, long DueNs)[] _later;
    private readonly HashSet<(SessionAsk Ask, int Code)> _toldRefusals = []; // of a connection
    private int _laterCount;
    private long _quietNs = long.MinValue;
    private long _loginNs = long.MinValue;
    private readonly long[] _specifiedNs; // when each instrument was last asked about

    /// <summary>When the venue last said that there were too many requests, Unix ns; 0 for never. It ends the connection after that.</summary>
    public long ThrottledNs { get; private set; }

    private void OnError(SessionRequest request, in DecodeResult frame, ReadOnlySpan<byte> message)
    {
        if (request.Ask == SessionAsk.TradesBefore)
            request = request with { Ask = SessionAsk.Trades };
        if (frame.ErrorCode == DeribitErrors.TooManyRequests)
            Throttle();
        if (DeribitErrors.MeansHold(frame.ErrorCode))
            _venue.HoldUntil(_nowNs + _options.HoldNs, frame.ErrorCode == DeribitErrors.SystemMaintenance);
        string text = _requests.HoldsSecret(message) ? "" : SessionReplies.ErrorText(message);
        if (DeribitErrors.IsPassing(frame.ErrorCode))
        {
            if ((IsBeginning || request.Ask == SessionAsk.ResetProtection) && _toldRefusals.Add((request.Ask, frame.ErrorCode)))
                Remark($"the venue refuses {request.MethodName} for now ({frame.ErrorCode} {text}): it is asked again until it answers");
            (_putOff, _putOffCode) = (request, frame.ErrorCode);
            PutOff(request, Math.Max(_nowNs + _options.RetryNs, _quietNs));
        }
        else if (DeribitErrors.MeansLogin(frame.ErrorCode) && request.Kind != RequestKind.Auth && TryLogin())
            Remark($"the venue has ended the login ({frame.ErrorCode} {text} to {request.MethodName}); logging in again");
        else if (frame.ErrorCode == DeribitErrors.RawNeedsLogin && request.Ask == SessionAsk.SubscribePublic && _requests.Channels.Interval != _options.FallbackInterval)
            FallBack(text);
        else
            Refuse(request, frame.ErrorCode, text);
    }

    private void Refuse(SessionRequest request, int code, string text)
    {
        switch (request.Ask)
        {
            case SessionAsk.Auth:
                Fail($"the venue refused the API key ({code} {text}): check DERIBIT_API_KEY and DERIBIT_API_SECRET and that they are of this environment",
                    fatal: code is DeribitErrors.InvalidCredentials or DeribitErrors.Unauthorized);
                break;
            case SessionAsk.Instrument:
                Fail($"the venue does not know the instrument {Name(request.Index)} ({code} {text})", fatal: code == DeribitErrors.InvalidParams);
                break;
            case SessionAsk.Protect when !_options.Protection!.IsRequired:
                Remark($"the venue refused market-maker protection ({code} {text}): orders go without it");
                AdvanceIfAnswered();
                break;
            case SessionAsk.Protect:
                Fail($"the venue refused market-maker protection ({code} {text}): have it switched on for the account, or set risk.mmp_required to false", fatal: true);
                break;
            case SessionAsk.CancelElsewhere or SessionAsk.ListElsewhere:
                RefuseElsewhere(request, code, text);
                break;
            case SessionAsk.ResetProtection:
                Remark($"the venue refused to reset market-maker protection ({code} {text})");
                break;
            case SessionAsk.CancelOnDisconnect:
                Fail($"the venue refused cancel-on-disconnect ({code} {text})", fatal: false);
                break;
            default:
                Fail($"the venue refused {request.MethodName} ({code} {text})", fatal: false);
                break;
        }
    }

    /// <summary>The answer to an order is the engine's; what it says of the session is ours.</summary>
    private void OnOrderReply(in DecodeResult frame)
    {
        RequestKind kind = RequestId.KindOf(frame.RequestId);
        if (kind is not (RequestKind.Place or RequestKind.Edit or RequestKind.Cancel or RequestKind.CancelAll))
            return;
        int code = frame.ErrorCode;
        if (code == 0)
        {
            _watch.OnAnswered(frame.Instrument, _nowNs);
            _venue.OnCarriedOut(kind is RequestKind.Place or RequestKind.Edit);
        }
        else if (code == DeribitErrors.TooManyRequests)
            Throttle();
        else if (DeribitErrors.MeansHold(code))
            _venue.HoldUntil(_nowNs + _options.HoldNs, code == DeribitErrors.SystemMaintenance);
        else if (DeribitErrors.MeansLogin(code) && TryLogin())
            Remark($"the venue has ended the login ({code} to an order); logging in again");
        else if (DeribitErrors.MeansLogin(code))
            Fail($"the venue has ended the login again ({code} to an order)", fatal: false);
        else if (DeribitErrors.DoubtsSpecification(code))
            AskInstruments(DoubtPauseNs);
    }

    private void AskInstruments(long pauseNs)
    {
        for (int i = 0; i < _instruments.Count; i++)
            AskInstrument(i, pauseNs);
    }

    /// <summary>Asks about an instrument, unless it was asked about so shortly before: the venue may be slow to tell what it has changed.</summary>
    private void AskInstrument(int instrument, long pauseNs)
    {
        if (_nowNs - _specifiedNs[instrument] < pauseNs)
            return;
        _specifiedNs[instrument] = _nowNs;
        AskOnce(SessionAsk.Instrument, instrument);
    }

    /// <summary>
    /// Logs in again on this connection, whose orders and cancel-on-disconnect stay; all that follows a login follows once more. False
    /// when the last time was only just: then something else is wrong.
    /// </summary>
    private bool TryLogin()
    {
        if (!IsSubscribed)
            return Phase == SessionPhase.LoggingIn; // on its way
        if (_nowNs - _loginNs < LoginPauseNs && _loginNs != long.MinValue)
            return false;
        _loginNs = _nowNs;
        _due.Clear();
        _pending.Clear();
        _laterCount = 0;
        _refreshNs = long.MaxValue;
        EndPass();
        Phase = SessionPhase.LoggingIn;
        Ask(SessionAsk.Auth);
        return true;
    }

    /// <summary>Raw channels are not given to this account: the slower ones are subscribed to, and people are told.</summary>
    private void FallBack(string text)
    {
        Remark($"the venue gives this login no {_requests.Channels.Interval} channels ({DeribitErrors.RawNeedsLogin} {text}): book, ticker and trades come at {_options.FallbackInterval}");
        _requests.Channels.Interval = _options.FallbackInterval;
        Ask(SessionAsk.SubscribePublic);
    }

    /// <summary>The credits are gone: what orders need comes back the sooner the less is asked.</summary>
    private void Throttle()
    {
        ThrottledNs = _nowNs;
        _quietNs = _nowNs + _options.ThrottleNs;
        for (int count = _due.Count; count > 0; count--)
            AskOf(_due.Dequeue());
    }

    private void PutOff(SessionRequest request, long untilNs)
    {
        if (IsPutOff(request))
            return;
        if (_laterCount == _later.Length)
            Fail("too many requests wait for the venue", fatal: false);
        else
            _later[_laterCount++] = (request, untilNs);
    }

    private bool IsPutOff(SessionRequest request)
    {
        for (int i = 0; i < _laterCount; i++)
        {
            if (_later[i].Request == request)
                return true;
        }

        return false;
    }

    /// <summary>In the order in which they were put off: trades and position are those of after the list.</summary>
    private void AskWhatWasPutOff(long nowNs)
    {
        int kept = 0;
        for (int i = 0; i < _laterCount; i++)
        {
            if (nowNs < _later[i].DueNs)
                _later[kept++] = _later[i];
            else
                _due.Enqueue(_later[i].Request);
        }

        _laterCount = kept;
    }

    /// <summary>A list was told whose trades are there already: it was refused or held up meanwhile, and what was filled in between is in neither.</summary>
    private void OnListed(int instrument)
    {
        if (Phase != SessionPhase.Reconciling || IsAsked(SessionAsk.Trades, instrument))
            return;
        Ask(SessionAsk.Trades, instrument);
        Ask(SessionAsk.Position, instrument);
    }

    // The venue would end the connection without them.
    private static bool IsUrgent(SessionRequest request) => request.Kind == RequestKind.Auth || request.Ask is SessionAsk.Test or SessionAsk.Heartbeat or SessionAsk.Hello;
}
