using Engine.Core.Events;
using Engine.Core.Wire.Deribit;
using Engine.Native.Net;

namespace Engine.Native.Hosting;

/// <content>
/// The clean stop: a latch in the engine, cancels, and then the venue's own word that nothing of ours is open. Bounded in time.
/// </content>
public sealed partial class HotLoop<TQuoter>
{
    private const long HangUpNs = 500_000_000;

    private HotEnding? _ending;
    private bool _isStopping;
    private bool _isVerifying;
    private int _verifiedPasses;
    private long _stopNs;

    private void BeginStop(long nowNs)
    {
        _isStopping = true;
        _stopNs = nowNs + _options.StopNs;
        Command(CommandKind.Stop, nowNs);
    }

    /// <summary>Looked at before anything new is read, so that the engine has seen all that came with the turn before.</summary>
    private void AdvanceStop(long nowNs)
    {
        if (!_wasLive)
            _ending ??= new HotEnding(OrdersConfirmedGone: true, WasLive: false, _fault is null ? "stopped before trading began" : $"stopped before trading began: {_fault}");
        else if (nowNs >= _stopNs || (_stop.Reason == StopReason.Failure && Connection.State == WsState.Closed))
            _ending ??= new HotEnding(OrdersConfirmedGone: false, WasLive: true, Unconfirmed());
        else if (!Quoting.IsCaughtUp)
            return; // it may be about to send
        else if (!Engine.HasNoOrders || _announced != SessionState.Live)
            _isVerifying = false;
        else if (!_isVerifying && Session.Phase == SessionPhase.Live)
        {
            _isVerifying = true;
            _verifiedPasses = Session.Reconciliations;
            Session.Reconcile();
        }
        else if (_isVerifying && Session.Reconciliations > _verifiedPasses)
            _ending ??= new HotEnding(OrdersConfirmedGone: true, WasLive: true, null);
    }

    private string Unconfirmed() => _announced == SessionState.Live
        ? $"the venue did not confirm within {_options.StopNs / 1e9:0.#} s that no order is open"
        : $"there is no session with the venue to confirm that no order is open: {_fault ?? "none was made in time"}";

    private void HangUp()
    {
        _wire.Publish();
        if (_quoteThread is null)
            Quoting.Poll();
        Connection.Close(_clock.NowNs);
        for (long untilNs = _clock.NowNs + HangUpNs; Connection.State != WsState.Closed && _clock.NowNs < untilNs;)
        {
            Connection.Poll(_clock.NowNs);
            while (Connection.TryReadMessage(out _, out _))
            {
                // Nothing that still comes is of use: every fill was asked for before.
            }

            Connection.WaitReadable(1);
        }

        // A quoting thread that does not end keeps the engine, and the last profit is not told.
        if (_quoteThread?.TryEnd(QuoteEndLimit) ?? true)
            Quoting.Finish(_clock.NowNs);
    }
}
