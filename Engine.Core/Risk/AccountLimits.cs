namespace Engine.Core.Risk;

/// <summary>
/// Limits of everything the process trades together; a zero switches one off. What happens when a limit is passed:
/// <code>
/// limit                                      when passed
/// SessionLossUsd, DrawdownUsd, EquityDropUsd the kill switch latches: all orders are cancelled, only the operator clears it
/// LossWarning                                mode Reducing until the loss has shrunk
/// MaxMaintenanceMargin, MaxInitialMargin     mode Reducing until the use has shrunk
/// MaxNotionalUsd                             the intent is refused, unless its side can only reduce the position
/// MaxOpenOrders                              a new order is refused
/// </code>
/// Losses are judged twice, by our own profit at mark and by the venue's equity; the worse of the two counts. Money
/// paid in is no profit; money paid out is a loss wherever it may be one. Those of one instrument are in <see cref="RiskLimits"/>.
/// </summary>
public sealed record AccountLimits
{
    /// <summary>Loss since the start that latches the kill switch, USD.</summary>
    public double SessionLossUsd { get; init; }

    /// <summary>Loss since the session's best moment that latches the kill switch, USD.</summary>
    public double DrawdownUsd { get; init; }

    /// <summary>Loss within <see cref="EquityDropNs"/> that latches the kill switch, USD.</summary>
    public double EquityDropUsd { get; init; }

    /// <summary>Window of <see cref="EquityDropUsd"/>, ns.</summary>
    public long EquityDropNs { get; init; } = 10_000_000_000;

    /// <summary>Part of a loss or drawdown limit from which on only reducing orders are allowed, fraction.</summary>
    public double LossWarning { get; init; }

    /// <summary>Largest maintenance margin, fraction of the margin balance.</summary>
    public double MaxMaintenanceMargin { get; init; }

    /// <summary>Largest initial margin, fraction of the margin balance.</summary>
    public double MaxInitialMargin { get; init; }

    /// <summary>Most that positions and open orders of all instruments may be worth together, signs left out, USD.</summary>
    public double MaxNotionalUsd { get; init; }

    /// <summary>Most orders that may be open at once, those of unknown outcome included.</summary>
    public int MaxOpenOrders { get; init; }
}
