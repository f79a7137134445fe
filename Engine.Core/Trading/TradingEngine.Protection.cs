using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Risk.Modes;
using Engine.Core.Trading.Desks;

namespace Engine.Core.Trading;

/// <content>
/// The venue's market-maker protection: where it has fired, the instruments of its index are held, then it is reset, and quoting goes on.
/// Others are quoted meanwhile; when all are held, so is the engine.
/// </content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private const int ProtectionHasFired = 13030;
    private const long ResetNs = 1_000_000_000; // orders that overtook the reset would be refused

    private OrderFlags _placeFlags = Passive;
    private bool _isAnyProtected;

    private void FollowProtection(bool isProtected) => _placeFlags = isProtected ? Passive | OrderFlags.Protected : Passive;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnProtectionTold(Desk<TQuoter> desk, long frozenUntilNs, long nowNs)
    {
        OnProtection(desk, nowNs, frozenUntilNs);
        _facts.Notice(NoticeKind.Protection, desk.Id, desk.ProtectedUntilNs - nowNs, nowNs);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnProtection(Desk<TQuoter> desk, long nowNs, long frozenUntilNs = 0)
    {
        desk.ProtectedUntilNs = Math.Max(Math.Max(desk.ProtectedUntilNs, frozenUntilNs), nowNs + _options.ProtectionPauseNs);
        desk.ResetAskedNs = 0;
        _isAnyProtected = true;
        HoldIfAllAre(nowNs);
    }

    private void EndProtection(long nowNs)
    {
        if (!_isAnyProtected)
            return;
        _isAnyProtected = false;
        foreach (Desk<TQuoter> desk in _desks)
        {
            if (desk.ProtectedUntilNs == 0)
                continue;
            if (desk.ResetAskedNs == 0 && nowNs >= desk.ProtectedUntilNs && Session == SessionState.Live)
                desk.ResetAskedNs = Ask(IntentKind.ResetProtection, desk.Id, nowNs) ? nowNs : 0;
            else if (desk.ResetAskedNs != 0 && nowNs >= desk.ResetAskedNs + ResetNs)
                (desk.ProtectedUntilNs, desk.ResetAskedNs) = (0, 0);
            _isAnyProtected |= desk.ProtectedUntilNs != 0;
        }

        HoldIfAllAre(nowNs);
    }

    private void HoldIfAllAre(long nowNs)
    {
        bool isAll = true;
        foreach (Desk<TQuoter> desk in _desks)
            isAll &= desk.ProtectedUntilNs != 0;
        SetCause(ModeCause.Protection, isAll, nowNs);
        Touch();
    }
}
