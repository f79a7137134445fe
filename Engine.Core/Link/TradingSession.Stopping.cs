using Engine.Core.Events;
using Engine.Core.Wire.Deribit.Sessions;

namespace Engine.Core.Link;

/// <content>
/// The clean stop: a latch in the engine, cancels, and then the venue's own word that nothing of ours is open. Bounded in time.
/// </content>
public sealed partial class TradingSession
{
    private const long VerifyPauseNs = 1_000_000_000;

    private bool _isVenueGone;
    private bool _isVerifying;
    private int _verifiedPasses;
    private long _stopNs;
    private long _verifyNs;

    /// <summary>
    /// Whether the session ends without a list of the venue and nothing can be open all the same: no order has ever left, since none does
    /// before a session is live, and no earlier process left one.
    /// </summary>
    private bool NothingIsLeft => !_wasLive && _beganClean;

    /// <summary>Whether the clean stop has begun; nothing ends that.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Begins the clean stop; asking again changes nothing.</summary>
    /// <param name="nowNs">Now.</param>
    /// <param name="isVenueGone">Whether the venue is known to be gone for good, so that a closed link is not connected again for a confirmation.</param>
    public void BeginStop(long nowNs, bool isVenueGone = false)
    {
        if (IsStopping)
            return;
        IsStopping = true;
        _isVenueGone = isVenueGone;
        _stopNs = nowNs + _options.StopNs;
        Command(CommandKind.Stop, nowNs);
    }

    /// <summary>
    /// While stopping: to be called before anything new is read, so that the engine has seen all that came with the turn before.
    /// </summary>
    public void AdvanceStop(long nowNs)
    {
        if (NothingIsLeft && (_quoting.HasNoOrders || !_quoting.IsCaughtUp))
            Ending ??= new TradingEnding(OrdersConfirmedGone: true, WasLive: false, _fault is null ? "stopped before trading began" : $"stopped before trading began: {_fault}");
        else if (nowNs >= _stopNs || (_isVenueGone && _link.State == LinkState.Closed))
            Ending ??= new TradingEnding(OrdersConfirmedGone: false, WasLive: _wasLive, Unconfirmed());
        else if (!_quoting.IsCaughtUp)
            return; // it may be about to send
        else if (!_quoting.HasNoOrders || _announced != SessionState.Live)
            _isVerifying = false;
        else if (!_isVerifying && Session.Phase == SessionPhase.Live && nowNs >= _verifyNs)
        {
            _isVerifying = true;
            _verifiedPasses = Session.Reconciliations;
            Session.AskEquity(); // so that the last figures are of the end
            Session.Reconcile();
        }
        else if (_isVerifying && Session.Reconciliations > _verifiedPasses)
            OnVerified(nowNs);
    }

    private void OnVerified(long nowNs)
    {
        if (Session.ElsewhereLeft == 0)
            Ending ??= new TradingEnding(OrdersConfirmedGone: true, WasLive: true, null);
        (_isVerifying, _verifyNs) = (false, nowNs + VerifyPauseNs); // one may have been on its way: it is looked for again
    }

    private string Unconfirmed() =>
        Session.ElsewhereLeft > 0 && _announced == SessionState.Live && _quoting.IsCaughtUp && _quoting.HasNoOrders
        ? $"{Session.ElsewhereLeft} order(s) of earlier sessions may still be open on instruments that this one does not trade: look at the venue"
        : _announced == SessionState.Live
        ? $"the venue did not confirm within {_options.StopNs / 1e9:0.#} s that no order is open"
        : $"there is no session with the venue to confirm that no order is open: {_fault ?? "none was made in time"}";
}
