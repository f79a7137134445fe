using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Risk.Losses;
using Engine.Core.Risk.Modes;
using Engine.Core.Trading.Desks;

namespace Engine.Core.Trading;

/// <content>Limits of the account, the mode and its causes, and what the gate is told of all orders together.</content>
public sealed partial class TradingEngine<TQuoter, TGateway>
{
    private const long MarginHoldNs = 10_000_000_000;
    private const long LongestMarginHoldNs = 320_000_000_000;
    private const double MarginRelief = 0.9; // as with losses: no flutter around one figure

    private ModeState _mode = new();
    private LossMeter _ownLoss;
    private LossMeter _venueLoss;
    private CreditReserves _reserves;
    private int _wantedReserve;
    private bool _isMarginTight;
    private long _marginUntilNs; // own orders need margin, too: pulling them must not be what lets them in again at once
    private long _marginHoldNs;
    private bool _watchesLoss;
    private bool _countsNotional;

    /// <summary>The cause that decides on the mode; none while quoting.</summary>
    public ModeCause ModeCause => _mode.Cause;

    /// <summary>How the rate credits are kept apart.</summary>
    public CreditReserves Reserves => _reserves;

    /// <summary>Says that something keeps the engine from quoting, or no longer does.</summary>
    private void SetCause(ModeCause cause, bool holds, long nowNs, double value = 0, double bound = 0)
    {
        TradingMode before = _mode.Mode;
        if (!_mode.Set(cause, holds))
            return;
        _facts.Notice(NoticeKind.Mode, EngineEvent.NoInstrument, (long)_mode.Mode | ((long)_mode.Cause << 8), nowNs, value: value, bound: bound);
        Touch();
        if (before != TradingMode.Reducing)
            return;
        foreach (Desk<TQuoter> desk in _desks)
            desk.Reprice.Force(); // what was clipped is wanted again
    }

    private void PrepareRisk(ReadOnlySpan<DeskOptions<TQuoter>> desks)
    {
        AccountLimits limits = _options.Limits;
        _ownLoss = new LossMeter(limits);
        _venueLoss = new LossMeter(limits);
        _watchesLoss = LossMeter.IsNeeded(limits) && !Lacks(Guard.LossLimits);
        _countsNotional = limits.MaxNotionalUsd > 0;
        foreach (DeskOptions<TQuoter> desk in desks)
            _wantedReserve = Lacks(Guard.RateReserve) ? 0 : Math.Max(_wantedReserve, desk.Limits.RateReserve);
        _reserves = CreditReserves.Fit(_wantedReserve, _options.OrderBurst);
    }

    /// <summary>The venue has told its burst: the reserves are fitted into it.</summary>
    private void FitReserves(int burst, long nowNs)
    {
        CreditReserves fitted = CreditReserves.Fit(_wantedReserve, burst);
        if (fitted == _reserves)
            return;
        _reserves = fitted;
        if (fitted.Cancels < _wantedReserve)
            _facts.Notice(NoticeKind.SmallBurst, EngineEvent.NoInstrument, burst, nowNs, value: fitted.Cancels, bound: _wantedReserve);
    }

    /// <summary>A mark or a position has changed: our own profit is another.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void JudgeOwnLoss(Desk<TQuoter> changed, long nowNs)
    {
        changed.LossMark = changed.Mark;
        if (!changed.HasUnrealizedBase && changed is { IsAdopted: true, Mark: > 0, Instrument: { } instrument })
            (changed.UnrealizedBase, changed.HasUnrealizedBase) = (changed.Position.Unrealized(changed.Mark, instrument), true);
        changed.OwnProfitUsd = DeskPnl.Own(changed);
        double usd = 0;
        foreach (Desk<TQuoter> desk in _desks)
            usd += desk.OwnProfitUsd;
        Act(_ownLoss.Judge(usd, nowNs), ref _ownLoss, nowNs);
    }

    private void JudgeVenueLoss(long nowNs)
    {
        if (!_watchesLoss)
            return;
        double usd = 0;
        foreach (VenueAccount? account in _accounts)
        {
            if (account is not null)
                usd += account.Change * UsdPerUnit(account.Currency);
        }

        Act(_venueLoss.Judge(usd, nowNs), ref _venueLoss, nowNs);
    }

    private void Act(LossVerdict verdict, ref LossMeter meter, long nowNs)
    {
        if (verdict <= LossVerdict.Near)
        {
            SetCause(ModeCause.Loss, _ownLoss.IsNear || _venueLoss.IsNear, nowNs, meter.Figure.LossUsd, meter.Figure.LimitUsd);
            return;
        }

        KillReason reason = verdict switch
        {
            LossVerdict.Session => KillReason.SessionLoss,
            LossVerdict.Drawdown => KillReason.Drawdown,
            _ => KillReason.EquityDrop,
        };
        Kill(reason, nowNs, meter.Figure.LossUsd, meter.Figure.LimitUsd);
    }

    private void JudgeMargin(long nowNs)
    {
        AccountLimits limits = _options.Limits;
        double relief = _isMarginTight ? MarginRelief : 1;
        bool isTight = false;
        (double use, double limit) = (0, 0);
        foreach (VenueAccount? account in _accounts)
        {
            if (account is null)
                continue;
            if (IsOver(account.MaintenanceUse, limits.MaxMaintenanceMargin * relief))
                (isTight, use, limit) = (true, account.MaintenanceUse, limits.MaxMaintenanceMargin * relief);
            else if (IsOver(account.InitialUse, limits.MaxInitialMargin * relief))
                (isTight, use, limit) = (true, account.InitialUse, limits.MaxInitialMargin * relief);
        }

        if (isTight && !_isMarginTight)
        {
            bool again = _marginUntilNs != 0 && nowNs - _marginUntilNs < LongestMarginHoldNs;
            _marginHoldNs = again ? Math.Min(2 * _marginHoldNs, LongestMarginHoldNs) : MarginHoldNs;
            _marginUntilNs = nowNs + _marginHoldNs;
        }
        else if (!isTight && nowNs < _marginUntilNs)
            return;
        _isMarginTight = isTight;
        SetCause(ModeCause.Margin, isTight, nowNs, use, limit);
    }

    private static bool IsOver(double use, double limit) => limit > 0 && use > limit;

    /// <summary>What the gate has to know of the other orders, for an intent of a side.</summary>
    private void Survey(Desk<TQuoter> desk, Side side, IntentKind kind, ref GateView view)
    {
        ref readonly WorkingOrder own = ref desk.Orders[(int)side];
        view.OrderPrice = kind == IntentKind.Edit ? own.Price : Price.None;
        view.OwnOpposite = OwnQuotes.Nearest(desk.Orders[(int)side.Opposite()], side.Opposite());
        if (_countsNotional)
            view.OtherNotionalUsd = OtherNotionalUsd(desk, own);
        if (kind == IntentKind.Place)
            view.OpenOrders = CountOrders();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private double OtherNotionalUsd(Desk<TQuoter> own, in WorkingOrder order)
    {
        double usd = 0;
        foreach (Desk<TQuoter> desk in _desks)
        {
            long leftE9 = _left.Unresolved == 0 ? 0 : _left.UnprovenE9(desk.Id);
            usd += desk.IsAdopted ? desk.GrossUsd(desk == own ? order.Exposure.Lots : 0, leftE9) : double.PositiveInfinity; // what it holds is not known yet
        }

        return usd;
    }

    private int CountOrders()
    {
        int count = _left.Unresolved == 0 ? 0 : _left.CountUnproven();
        foreach (Desk<TQuoter> desk in _desks)
        {
            count += desk.Strays.Total;
            count += (OrderTransitions.MayFill(desk.Orders[0].State) ? 1 : 0) + (OrderTransitions.MayFill(desk.Orders[1].State) ? 1 : 0);
        }

        return count;
    }

    /// <summary>Whether an instrument is held back has changed: told once each time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void NoteHold(Desk<TQuoter> desk, bool isTrusted, long nowNs)
    {
        desk.WasTrusted = isTrusted;
        _facts.Notice(NoticeKind.Hold, desk.Id, (long)desk.HoldReason(nowNs), nowNs);
    }
}
