using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Trading;

/// <summary>The venue's figures of the account in one currency, and what they were at the start.</summary>
public sealed class VenueAccount(AsciiCode currency)
{
    private const double LargestFee = 0.005; // of the equity, between two updates
    private const long LongestGapNs = 15_000_000_000; // equity is asked for each 5 s
    private const long MinuteNs = 60_000_000_000;

    private bool _hasStart;
    private bool _isUnbroken; // since the newest figures
    private long _latestNs;

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
    /// Takes in new figures; returns what has come from outside or left, in the currency, which is no part of <see cref="Change"/>. In
    /// doubt a change is a loss. What the balance gains beyond fees is paid in, but for the part that a settlement may have moved over
    /// from the session's profit. What it loses is paid out only where nothing else can have happened.
    /// </summary>
    public double Apply(in PortfolioUpdate portfolio, long nowNs)
    {
        PortfolioUpdate before = Latest;
        bool isWatched = _isUnbroken && nowNs - _latestNs <= LongestGapNs && !MaySettle(_latestNs) && !MaySettle(nowNs);
        (Latest, _latestNs, _isUnbroken) = (portfolio, nowNs, true);
        long moved = portfolio.BalanceE9 - before.BalanceE9;
        if (!_hasStart || moved == 0)
            return 0;
        double paid = (moved > 0 ? PaidIn(before, moved) : isWatched && portfolio.EquityE9 - before.EquityE9 == moved ? moved : 0) / 1e9;
        if (Math.Abs(paid) <= LargestFee * Math.Abs(before.EquityE9 / 1e9))
            return 0;
        StartEquity += paid;
        return paid;
    }

    /// <summary>The connection is gone: what the account does until it is back is not seen.</summary>
    public void Break() => _isUnbroken = false;

    private long PaidIn(in PortfolioUpdate before, long moved)
    {
        long session = before.EquityE9 - before.BalanceE9;
        long fallen = session - (Latest.EquityE9 - Latest.BalanceE9);
        return moved - Math.Clamp(Math.Min(session, fallen), 0, moved);
    }

    /// <summary>From a minute before the daily settlement at 08:00 UTC to five minutes behind it.</summary>
    private static bool MaySettle(long ns) => (ns / MinuteNs % (24 * 60)) is >= (8 * 60) - 1 and < (8 * 60) + 5;

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
