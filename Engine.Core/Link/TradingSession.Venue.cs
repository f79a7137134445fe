using Engine.Core.Events;
using Engine.Core.Wire.Deribit;

namespace Engine.Core.Link;

/// <content>What the session learns of the venue and the engine has to know: holds, late market data, locked instruments.</content>
public sealed partial class TradingSession
{
    private readonly bool[] _lockTold;
    private bool _holdTold;
    private bool _isLate;
    private long _judgedNs;

    /// <summary>How long after it happened the newest change of a market was read, ns; by the venue's clock as far as it is known.</summary>
    public long DelayNs { get; private set; }

    private void FollowVenue(long nowNs)
    {
        if (_intake.ChangedNs != _judgedNs)
            JudgeDelay();
        if ((Session.IsHeld || _isLate) != _holdTold)
            TellHold(nowNs);
        while (Session.TakeAnew() is >= 0 and int anew)
            Command(CommandKind.TradesAnew, (ushort)anew, nowNs);
        while (Session.TakeProtection(out long frozenUntilNs) is >= 0 and int frozen)
            Command(CommandKind.Protection, (ushort)frozen, nowNs, frozenUntilNs);
        for (int i = 0; i < _lockTold.Length; i++)
        {
            if (Session.IsLocked(i) == _lockTold[i])
                continue;
            _lockTold[i] = !_lockTold[i];
            Command(_lockTold[i] ? CommandKind.Hold : CommandKind.Release, (ushort)i, nowNs);
        }
    }

    private void TellHold(long nowNs)
    {
        _holdTold = !_holdTold;
        Troubles.Add(!_holdTold ? "quoting goes on"
            : Session.IsHeld ? "the venue takes no orders: quoting is held"
            : $"the market is seen {DelayNs / 1_000_000} ms late: quoting is held");
        Command(_holdTold ? CommandKind.Hold : CommandKind.Release, nowNs);
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
