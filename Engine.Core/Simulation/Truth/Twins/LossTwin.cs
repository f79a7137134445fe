using Engine.Core.Risk;

namespace Engine.Core.Simulation.Truth.Twins;

/// <summary>
/// A plain twin of the loss limits: every figure of the window is kept and looked at. It sees the profit less often than the engine,
/// so that what it finds too much the engine has found before.
/// </summary>
internal sealed class LossTwin(AccountLimits limits)
{
    private readonly List<(long AtNs, double Usd)> _recent = [];
    private double _peakUsd;

    /// <summary>A new session: nothing is lost yet.</summary>
    public void Begin()
    {
        _recent.Clear();
        _peakUsd = 0;
    }

    /// <summary>Takes in the profit; says which limit it passes by more than a tolerance, null for none.</summary>
    public string? Judge(double usd, double toleranceUsd, long nowNs)
    {
        _peakUsd = Math.Max(_peakUsd, usd);
        _recent.RemoveAll(figure => nowNs - figure.AtNs > limits.EquityDropNs || figure.Usd <= usd); // lower and older ones do not count any more
        _recent.Add((nowNs, usd));
        if (IsOver(-usd, limits.SessionLossUsd, toleranceUsd))
            return $"{-usd:0.0000} USD are lost since the start, {limits.SessionLossUsd:0.0000} are allowed";
        if (IsOver(_peakUsd - usd, limits.DrawdownUsd, toleranceUsd))
            return $"{_peakUsd - usd:0.0000} USD are lost since the best moment, {limits.DrawdownUsd:0.0000} are allowed";
        double drop = _recent[0].Usd - usd;
        return IsOver(drop, limits.EquityDropUsd, toleranceUsd) ? $"{drop:0.0000} USD are lost within {limits.EquityDropNs / 1e9} s, {limits.EquityDropUsd:0.0000} are allowed" : null;
    }

    private static bool IsOver(double lossUsd, double limitUsd, double toleranceUsd) => limitUsd > 0 && lossUsd > limitUsd + toleranceUsd;
}
