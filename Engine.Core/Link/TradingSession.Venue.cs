using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Wire.Deribit.Sessions;

namespace Engine.Core.Link;

/// <content>What the session learns of the venue and the engine has to know: holds, late market data, locked instruments.</content>
public sealed partial class TradingSession
{
    private readonly bool[] _lockTold;
    private int _holdsTold; // a bit for each cause
    private bool _isRefusalTold;
    private bool _isLate;
    private long _judgedNs;
    private long _mostAheadNs = long.MaxValue; // a change read by our clock so far ahead of the venue's stamp was late

    /// <summary>How long after it happened the newest change of a market was read, ns; by the venue's clock as far as it is known.</summary>
    public long DelayNs { get; private set; }

    /// <summary>Of what has just been read is decided next: what is late must be known before.</summary>
    public void BeforeDecision(long nowNs)
    {
        if (!_isLate && _intake.ChangeReadNs - _intake.ChangedNs > _mostAheadNs && _intake.ChangedNs != 0)
            FollowDelay(nowNs);
    }

    private void FollowVenue(long nowNs)
    {
        _mostAheadNs = _options.LateNs > 0 && Session.Clock.IsKnown ? _options.LateNs - Session.Clock.OffsetNs : long.MaxValue;
        FollowDelay(nowNs);
        while (Session.TakeAnew() is >= 0 and int anew)
            Command(CommandKind.TradesAnew, (ushort)anew, nowNs);
        while (Session.TakeProtection(out long frozenUntilNs) is >= 0 and int frozen)
            Command(CommandKind.Protection, (ushort)frozen, nowNs, untilNs: frozenUntilNs);
        for (int i = 0; i < _lockTold.Length; i++)
        {
            if (Session.IsLocked(i) == _lockTold[i])
                continue;
            _lockTold[i] = !_lockTold[i];
            Command(_lockTold[i] ? CommandKind.Hold : CommandKind.Release, (ushort)i, nowNs);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FollowDelay(long nowNs)
    {
        if (_intake.ChangedNs != _judgedNs)
            JudgeDelay();
        Follow(HoldCause.Venue, Session.IsVenueHeld, nowNs);
        Follow(HoldCause.LateMarket, _isLate, nowNs);
        Follow(HoldCause.LateReconciliation, Session.IsPassLate, nowNs);
        if (_isRefusalTold != Session.IsVenueRefusing)
            Tell(HoldCause.Venue, _isRefusalTold = !_isRefusalTold);
    }

    private void Follow(HoldCause cause, bool holds, long nowNs)
    {
        int bit = 1 << (int)cause;
        if ((_holdsTold & bit) != 0 == holds)
            return;
        _holdsTold ^= bit;
        if (cause != HoldCause.Venue) // its words follow what the venue says, and not each try
            Tell(cause, holds);
        Command(holds ? CommandKind.Hold : CommandKind.Release, EngineEvent.NoInstrument, nowNs, (byte)cause);
    }

    private void Tell(HoldCause cause, bool holds)
    {
        if (HoldWords(cause, holds) is { Length: > 0 } words)
            Troubles.Add(words);
    }

    private string HoldWords(HoldCause cause, bool holds)
    {
        if (holds)
        {
            return cause switch
            {
                HoldCause.Venue => "the venue takes no orders: quoting is held",
                HoldCause.LateMarket => $"the market is seen {DelayNs / 1_000_000} ms late: quoting is held",
                _ => "", // the session has said it, with what is open
            };
        }

        if (_announced is SessionState.Down or SessionState.LoggingIn)
            return ""; // forgotten with its connection: what holds on the next one is told anew
        string end = cause switch
        {
            HoldCause.Venue => "the venue takes orders again",
            HoldCause.LateMarket => "the market is seen in time again",
            _ => "the reconciliation is done",
        };
        return _holdsTold == 0 && _announced == SessionState.Live && !IsStopping && !_quoting.IsKilled && _quoting.Latch?.IsLatched != true ? $"{end}: quoting goes on" : end;
    }

    /// <summary>A way that is backed up brings an old market in good order: no gap, no silence, only its times tell.</summary>
    private void JudgeDelay()
    {
        _judgedNs = _intake.ChangedNs;
        VenueClock clock = Session.Clock;
        DelayNs = _judgedNs != 0 && clock.IsKnown ? clock.SinceNs(_judgedNs, _intake.ChangeReadNs) : 0;
        _isLate = _options.LateNs > 0 && DelayNs > (_isLate ? _options.LateNs / 2 : _options.LateNs);
    }
}
