using Engine.Core.Primitives;
using Engine.Core.Venue.Catalogue;

namespace Engine.Core.Venue.Market;

/// <summary>
/// Index, mark, price band and funding of one instrument, stepped about once a second: mark = index + EMA(mid - index), rate =
/// max(0.00025, p) + min(-0.00025, p) with p = (mark - index) / index, accrued continuously.
/// </summary>
internal sealed class MarkPrice
{
    private const double WindowSeconds = 30;
    private const double EightHoursMs = 28_800_000;
    private const int FundingMinutes = 8 * 60;
    private const decimal BandWidth = 0.015m;

    private readonly Contract _contract;
    private readonly double[] _funding = new double[FundingMinutes];
    private long _gridTicks = 1;
    private double _premium;
    private decimal _fundingPerLot;
    private double _fundingSum;
    private long _fundingMinute;

    public MarkPrice(Contract contract, double index, double premium, double rate8h, long nowNs)
    {
        _contract = contract;
        _premium = premium * index;
        _fundingMinute = nowNs / 60_000_000_000;
        Array.Fill(_funding, rate8h / FundingMinutes);
        _fundingSum = rate8h;
        SettlementE9 = Round(index);
        Apply(index);
    }

    public long IndexE9 { get; private set; }

    public long MarkE9 { get; private set; }

    /// <summary>Price of the last daily settlement.</summary>
    public long SettlementE9 { get; private set; }

    public decimal Mark => Contract.FromE9(MarkE9);

    public decimal Index => Contract.FromE9(IndexE9);

    /// <summary>Lowest price at which a sell is taken, ticks.</summary>
    public long MinTicks { get; private set; }

    /// <summary>Highest price at which a buy is taken, ticks.</summary>
    public long MaxTicks { get; private set; }

    /// <summary>Eight-hour rate now, not rounded.</summary>
    public double Rate { get; private set; }

    /// <summary>Sum of what a unit has paid over the last eight hours.</summary>
    public double Rate8h => _fundingSum;

    /// <summary>The venue's running integral since the last settlement.</summary>
    public double InterestValue { get; private set; }

    /// <summary>The same as exact money per lot since the exchange opened: what a long of one lot has paid.</summary>
    public decimal FundingPerLot { get; private set; }

    /// <summary>Moves everything on by a stretch of time at the rate that held in it.</summary>
    public void Step(double index, double? mid, long elapsedNs, long nowNs)
    {
        double ms = elapsedNs / 1e6;
        Accrue(ms, nowNs);
        if (mid is double m)
            _premium += (m - index - _premium) * (1 - Math.Exp(-ms / 1000 / WindowSeconds));
        Apply(index);
    }

    /// <summary>Puts the band on a coarser grid.</summary>
    public void SetGrid(long gridTicks)
    {
        _gridTicks = gridTicks;
        Apply(IndexE9 / 1e9);
    }

    /// <summary>Starts a new session.</summary>
    public void Settle()
    {
        SettlementE9 = MarkE9;
        InterestValue = 0;
    }

    private void Accrue(double ms, long nowNs)
    {
        double index = IndexE9 / 1e9;
        double step = (_contract.IsInverse ? Rate / index : Rate * index) * ms;
        InterestValue += step;
        _fundingPerLot += (decimal)(step / EightHoursMs * _contract.Instrument.LotSize);
        FundingPerLot = Math.Round(_fundingPerLot, Contract.ValuePlaces); // the sum is rounded, not its parts: the error stays at one digit
        for (long minute = nowNs / 60_000_000_000; _fundingMinute < minute;)
        {
            ref double oldest = ref _funding[++_fundingMinute % FundingMinutes];
            _fundingSum -= oldest;
            oldest = 0;
        }

        double paid = Rate * ms / EightHoursMs;
        _funding[_fundingMinute % FundingMinutes] += paid;
        _fundingSum += paid;
    }

    private void Apply(double index)
    {
        IndexE9 = Round(index);
        MarkE9 = Round(index + _premium);
        double p = ((double)MarkE9 - IndexE9) / IndexE9;
        Rate = Math.Clamp(Math.Max(0.00025, p) + Math.Min(-0.00025, p), -_contract.Terms.FundingCap, _contract.Terms.FundingCap);
        decimal tick = Contract.FromE9(_contract.Instrument.TickE9 * _gridTicks);
        MinTicks = (long)Math.Floor(Mark * (1 - BandWidth) / tick) * _gridTicks;
        MaxTicks = (long)Math.Ceiling(Mark * (1 + BandWidth) / tick) * _gridTicks;
    }

    private long Round(double price) => Decimals.FromDouble(Math.Round(price, _contract.Terms.PricePlaces));
}
