using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Trading;

/// <summary>The venue's figures of the account in one currency, and what they were at the start.</summary>
public sealed class VenueAccount(AsciiCode currency)
{
    private const double LargestFee = 0.005; // of the equity, between two updates
    private const double LargestMove = 0.2; // of what was paid: profit or loss at the same time

    private bool _hasStart;

    /// <summary>The currency.</summary>
    public AsciiCode Currency { get; } = currency;

    /// <summary>The newest figures.</summary>
    public PortfolioUpdate Latest { get; private set; }

    /// <summary>Equity when trading began, in the currency.</summary>
    public double StartEquity { get; private set; }

    /// <summary>Equity now, in the currency.</summary>
    public double Equity => Latest.EquityE9 / 1e9;

    /// <summary>Change of equity since the start, in the currency; 0 until trading has begun.</summary>
    public double Change => _hasStart ? Equity - StartEquity : 0;

    /// <summary>Maintenance margin as a fraction of the margin balance; endless without a balance.</summary>
    public double MaintenanceUse => UseOf(Latest.MaintenanceMarginE9);

    /// <summary>Initial margin as a fraction of the margin balance; endless without a balance.</summary>
    public double InitialUse => UseOf(Latest.InitialMarginE9);

    /// <summary>
    /// Takes in new figures; returns what has come from outside or left, in the currency. Profit and loss of a session never touch the
    /// balance before its settlement, and that leaves the equity as it is; fees do, and are small. So what moves both by nearly the
    /// same, and by more than fees, is money paid in or out: it is no part of <see cref="Change"/>.
    /// </summary>
    public double Apply(in PortfolioUpdate portfolio)
    {
        double moved = (portfolio.BalanceE9 - Latest.BalanceE9) / 1e9;
        double other = ((portfolio.EquityE9 - Latest.EquityE9) / 1e9) - moved;
        bool isFlow = _hasStart && Math.Abs(moved) > LargestFee * Math.Abs(Equity) && Math.Abs(other) < LargestMove * Math.Abs(moved);
        Latest = portfolio;
        if (!isFlow)
            return 0;
        StartEquity += moved;
        return moved;
    }

    /// <summary>Trading begins: the first call fixes the start.</summary>
    public void Begin()
    {
        if (_hasStart || Latest.Currency == AsciiCode.None)
            return;
        _hasStart = true;
        StartEquity = Equity;
    }

    private double UseOf(long marginE9) =>
        marginE9 <= 0 ? 0 : Latest.MarginBalanceE9 > 0 ? (double)marginE9 / Latest.MarginBalanceE9 : double.PositiveInfinity;
}
