using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Risk.Modes;
using Engine.Core.Trading.Desks;

namespace Engine.Core.Trading;

/// <content>The venue's market-maker protection: when it has fired, quoting pauses, then it is reset, and quoting goes on.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private const int ProtectionHasFired = 13030;
    private const long ResetNs = 1_000_000_000; // orders that overtook the reset would be refused

    private OrderFlags _placeFlags = Passive;
    private long _protectedUntilNs;
    private bool _isResetAsked;

    private void FollowProtection(bool isProtected) => _placeFlags = isProtected ? Passive | OrderFlags.Protected : Passive;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnProtectionTold(Desk<TQuoter> desk, long frozenUntilNs, long nowNs)
    {
        OnProtection(nowNs);
        _protectedUntilNs = Math.Max(_protectedUntilNs, frozenUntilNs);
        _facts.Notice(NoticeKind.Protection, desk.Id, _protectedUntilNs - nowNs, nowNs);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnProtection(long nowNs)
    {
        _protectedUntilNs = Math.Max(_protectedUntilNs, nowNs + _options.ProtectionPauseNs);
        _isResetAsked = false;
        SetCause(ModeCause.Protection, holds: true, nowNs);
    }

    private void EndProtection(long nowNs)
    {
        if ((_mode.Causes & ModeCause.Protection) == 0 || nowNs < _protectedUntilNs)
            return;
        if (!_isResetAsked)
            _isResetAsked = Ask(IntentKind.ResetProtection, EngineEvent.NoInstrument, nowNs);
        else if (nowNs >= _protectedUntilNs + ResetNs)
            SetCause(ModeCause.Protection, holds: false, nowNs);
    }
}
