namespace Engine.Core.Risk.Losses;

/// <summary>What a loss does.</summary>
public enum LossVerdict : byte
{
    /// <summary>It is within its limits.</summary>
    Fine = 0,

    /// <summary>It is near one of them.</summary>
    Near,

    /// <summary>More than the session's limit is lost.</summary>
    Session,

    /// <summary>More than allowed is lost since the best moment.</summary>
    Drawdown,

    /// <summary>More than allowed was lost within the window.</summary>
    Drop,
}

/// <summary>
/// One measure of the session's profit against the limits: since the start, since its best moment, and within a window. A mutable struct:
/// never a readonly field.
/// </summary>
public struct LossMeter(AccountLimits limits)
{
    private const double Relief = 0.9; // a warning ends at less than it began at: no flutter around one figure

    private readonly AccountLimits _limits = limits;
    private RecentPeak _recent = new(limits.EquityDropNs);

    /// <summary>Whether the last verdict was that a limit is near.</summary>
    public bool IsNear { get; private set; }

    /// <summary>The best profit of the session so far, USD; it begins at zero.</summary>
    public double PeakUsd { get; private set; }

    /// <summary>The newest profit, USD.</summary>
    public double ProfitUsd { get; private set; }

    /// <summary>The figure that the last verdict is about, USD, and its limit.</summary>
    public (double LossUsd, double LimitUsd) Figure { get; private set; }

    /// <summary>Whether any limit is on.</summary>
    public static bool IsNeeded(AccountLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return limits.SessionLossUsd > 0 || limits.DrawdownUsd > 0 || limits.EquityDropUsd > 0;
    }

    /// <summary>Judges the profit as it stands now.</summary>
    public LossVerdict Judge(double profitUsd, long nowNs)
    {
        ProfitUsd = profitUsd;
        PeakUsd = Math.Max(PeakUsd, profitUsd);
        double drop = _recent.Add(profitUsd, nowNs) - profitUsd;
        if (IsOver(-profitUsd, _limits.SessionLossUsd))
            return LossVerdict.Session;
        if (IsOver(PeakUsd - profitUsd, _limits.DrawdownUsd))
            return LossVerdict.Drawdown;
        if (IsOver(drop, _limits.EquityDropUsd))
            return LossVerdict.Drop;
        double part = _limits.LossWarning * (IsNear ? Relief : 1);
        IsNear = part > 0 && (IsOver(-profitUsd, part * _limits.SessionLossUsd) || IsOver(PeakUsd - profitUsd, part * _limits.DrawdownUsd));
        return IsNear ? LossVerdict.Near : LossVerdict.Fine;
    }

    private bool IsOver(double lossUsd, double limitUsd)
    {
        if (!(limitUsd > 0) || !(lossUsd > limitUsd))
            return false;
        Figure = (lossUsd, limitUsd);
        return true;
    }
}
