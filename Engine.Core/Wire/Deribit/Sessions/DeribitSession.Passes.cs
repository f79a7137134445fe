namespace Engine.Core.Wire.Deribit.Sessions;

/// <content>
/// The age of a reconciliation that was asked for while live: quoting goes on during it, so it may not stay open. One whose questions the
/// venue keeps refusing holds the quotes first, and then costs the connection. Before the first of a connection nothing is quoted.
/// </content>
public sealed partial class DeribitSession
{
    private const int TimeoutsToHold = 2;
    private const int TimeoutsToFail = 4;

    private SessionRequest _putOff;
    private int _putOffCode;
    private long _passNs; // when it was asked for while live; 0 while none is open
    private bool _isPassLate;

    /// <summary>Whether nothing has been quoted on this connection yet: who waits for it wants to know what for.</summary>
    private bool IsBeginning => Phase is SessionPhase.LoggingIn or SessionPhase.Subscribing || (Phase == SessionPhase.Reconciling && _passNs == 0);

    private void JudgePass(long nowNs)
    {
        if (_passNs == 0)
            return;
        if (_venue.IsHeld(nowNs))
        {
            _passNs = nowNs; // in maintenance everything is refused and nothing is quoted: its age counts from the end of that
            return;
        }

        long ageNs = nowNs - _passNs;
        if (ageNs > TimeoutsToFail * _options.RequestTimeoutNs)
            Fail($"reconciliation has been open for {ageNs / 1_000_000_000} s{LastPutOff()}", fatal: false);
        else if (ageNs > TimeoutsToHold * _options.RequestTimeoutNs && !_isPassLate)
        {
            _isPassLate = true;
            Remark($"reconciliation has been open for {ageNs / 1_000_000_000} s{LastPutOff()}: quoting is held until it is done");
        }
    }

    private void EndPass()
    {
        _passNs = 0;
        _isPassLate = false;
        _putOffCode = 0;
    }

    private string LastPutOff() => _putOffCode == 0 ? "" : $", the venue keeps refusing {_putOff.MethodName} ({_putOffCode})";

    /// <summary>Whether nothing that a reconciliation stands on is still to be answered.</summary>
    private bool IsPassAnswered()
    {
        for (int i = 0; i < _laterCount; i++)
        {
            if (IsOfPass(_later[i].Request))
                return false;
        }

        foreach (SessionRequest request in _due)
        {
            if (IsOfPass(request))
                return false;
        }

        return !_pending.Any(IsOfPass);
    }

    private static bool IsOfPass(SessionRequest request) =>
        request.Ask is not (SessionAsk.Equity or SessionAsk.Refresh or SessionAsk.Test or SessionAsk.ResetProtection);
}
