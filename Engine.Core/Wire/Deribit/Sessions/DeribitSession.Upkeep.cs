using Engine.Core.Wire.Deribit.Channels;
using Engine.Core.Wire.Deribit.Decoding;

namespace Engine.Core.Wire.Deribit.Sessions;

/// <content>What a session does as time passes: time-outs, token refresh, periodic questions, the watch over its channels, the venue's own state.</content>
public sealed partial class DeribitSession
{
    private const double RefreshAt = 0.8;
    private const int MostRemarks = 16;
    private const long UnknownPauseNs = 60_000_000_000;

    private readonly Queue<string> _remarks = new();
    private long _refreshNs = long.MaxValue;
    private long _positionNs;
    private long _tradesNs;
    private long _instrumentsNs;
    private long _unknownNs = long.MinValue;

    /// <summary>Whether the venue takes no orders now: maintenance, it has just said so to one, or it does not let what is open be reconciled.</summary>
    public bool IsHeld => IsPassLate || IsVenueHeld;

    /// <summary>Whether the venue takes no orders now, by its own word.</summary>
    public bool IsVenueHeld => _venue.IsHeld(_nowNs);

    /// <summary>Whether the venue's last word was that it takes no orders.</summary>
    public bool IsVenueRefusing => _venue.IsRefusing;

    /// <summary>Whether a reconciliation has been open for so long that nothing may be quoted until it is done.</summary>
    public bool IsPassLate => _isPassLate;

    /// <summary>Whether the venue has locked the price index of an instrument.</summary>
    public bool IsLocked(int instrument) => _venue.IsLocked(instrument);

    /// <summary>Takes a sentence for people about something that was noticed and dealt with; null when there is none.</summary>
    public string? TakeRemark() => _remarks.TryDequeue(out string? remark) ? remark : null;

    /// <summary>Periodic duties: time-outs, token refresh, questions, silent channels.</summary>
    public void Tick(long nowNs)
    {
        _nowNs = nowNs;
        if (Phase is SessionPhase.Down or SessionPhase.Failed)
            return;
        if (_pending.TryOlder(nowNs - _options.RequestTimeoutNs, out SessionRequest unanswered))
            Fail($"the venue has not answered {unanswered.MethodName} for {_options.RequestTimeoutNs / 1_000_000} ms", fatal: false);
        if (_laterCount > 0)
            AskWhatWasPutOff(nowNs);
        if (Phase == SessionPhase.Reconciling)
            JudgePass(nowNs);
        if (Phase is SessionPhase.Live or SessionPhase.Reconciling)
            AskPeriodically(nowNs);
        if (Phase is SessionPhase.Live or SessionPhase.Reconciling)
            WatchChannels(nowNs);
    }

    /// <summary>Nothing at all has come for a while: the venue is asked to answer, and a connection that does not is given up.</summary>
    public void Probe()
    {
        if (Phase is not (SessionPhase.Down or SessionPhase.Failed))
            AskOnce(SessionAsk.Test, 0);
    }

    private void AskPeriodically(long nowNs)
    {
        if (nowNs >= _refreshNs)
        {
            _refreshNs = long.MaxValue;
            Ask(SessionAsk.Refresh);
        }

        bool compares = Phase == SessionPhase.Live && nowNs - _tradesNs >= _options.TradesPeriodNs;
        if (compares || nowNs - _positionNs >= _options.PositionPeriodNs)
        {
            _positionNs = nowNs;
            for (int i = 0; i < _instruments.Count && !compares; i++)
                AskOnce(SessionAsk.Position, i);
            AskEquity();
        }

        if (compares)
        {
            _tradesNs = nowNs;
            Reconcile(); // positions are part of it
        }

        for (int i = 0; i < _instruments.Count; i++)
        {
            if (!_venue.IsTraded(i))
                AskInstrument(i, DoubtPauseNs); // nothing has to tell that it is open again
        }

        if (nowNs - _marksNs >= _options.TradesPeriodNs)
            AskMarks();
        if (nowNs - _instrumentsNs >= _options.InstrumentPeriodNs)
        {
            _instrumentsNs = nowNs;
            AskInstruments(pauseNs: 0);
        }
    }

    private void BeginPeriods(long nowNs)
    {
        _positionNs = nowNs;
        _tradesNs = nowNs;
        if (_instrumentsNs == 0)
            _instrumentsNs = nowNs;
    }

    private void WatchChannels(long nowNs)
    {
        if (_venue.IsHeld(nowNs))
        {
            _watch.Rest(nowNs);
            return;
        }

        for (int i = 0; i < _watch.Count; i++)
        {
            (ChannelKind kind, int index) = _watch[i];
            bool isMarket = kind is ChannelKind.Book or ChannelKind.Ticker;
            if (isMarket && !_venue.IsTraded(index))
            {
                _watch.Rest(i, nowNs);
                continue;
            }

            switch (_watch.Look(i, nowNs))
            {
                case ChannelVerdict.Silent:
                    Remark($"{_requests.Channels.Of(kind, index)} is silent: subscribing to it again");
                    Resubscribe(kind, index);
                    break;
                case ChannelVerdict.Dead:
                    Fail($"{_requests.Channels.Of(kind, index)} brings nothing, not even after it was subscribed to again", fatal: false);
                    return;
                default:
                    break;
            }
        }
    }

    private void OnSubscribed(SessionRequest request, ReadOnlySpan<byte> message, long nowNs)
    {
        string? missing = SessionReplies.FirstMissing(_requests.Channels.Of(request), message);
        if (missing is not null && missing.StartsWith("instrument.state", StringComparison.Ordinal))
            Remark($"the venue has no channel {missing}: changes of instruments are seen each {_options.InstrumentPeriodNs / 1_000_000_000} s");
        else if (missing is not null && missing.StartsWith("user.mmp_trigger", StringComparison.Ordinal))
            Remark($"the venue has no channel {missing}: that its protection has fired is seen from cancelled and refused orders alone");
        else if (missing is not null)
            Fail($"the venue did not accept the channel {missing}: check the instrument's name and the key's scopes", fatal: Reconciliations == 0);
        if (request.Ask == SessionAsk.SubscribePublic)
            _watch.Restart(nowNs);
    }

    /// <summary>Prices of an index are locked or free, or the whole platform is in maintenance or back: told often, mostly to say that nothing has changed.</summary>
    private void OnPlatform(in DecodeResult frame)
    {
        if (frame.IsMaintenance)
        {
            _venue.SetMaintenance(frame.Locked);
            return;
        }

        for (int i = 0; i < _instruments.Count; i++)
        {
            if (_venue.TryLock(i, frame.PriceIndex, frame.Locked))
                AskOnce(SessionAsk.Instrument, i);
        }
    }

    private void OnUnknown(ReadOnlySpan<byte> message)
    {
        if (_unknownNs != long.MinValue && _nowNs - _unknownNs < UnknownPauseNs)
            return;
        _unknownNs = _nowNs;
        Remark($"the venue sent what was not asked for: {Excerpt(message)}");
    }

    private void TakeToken(ReadOnlySpan<byte> message, long nowNs)
    {
        if (!SessionReplies.TryToken(message, out byte[] refresh, out long seconds))
        {
            Fail($"the venue's answer to public/auth holds no token: {Excerpt(message)}", fatal: false);
            return;
        }

        if (SessionReplies.ScopeWithoutTrading(message) is { } scope)
        {
            Fail($"the API key may not trade (its scope: {scope}): give it trade:read_write at the venue", fatal: true);
            return;
        }

        _requests.SetRefreshToken(refresh);
        _refreshNs = nowNs + (long)(Math.Min(seconds, 1L << 31) * RefreshAt * 1e9);
    }

    private void Remark(string sentence)
    {
        if (_remarks.Count < MostRemarks)
            _remarks.Enqueue(sentence);
    }

    /// <summary>Asks what the account is worth.</summary>
    public void AskEquity()
    {
        for (int i = 0; i < _requests.Channels.Currencies.Count; i++)
            AskOnce(SessionAsk.Equity, i);
    }
}
