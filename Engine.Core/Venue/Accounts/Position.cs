using Engine.Core.Venue.Catalogue;

namespace Engine.Core.Venue.Accounts;

/// <summary>
/// One account's position in one instrument. Values are kept, not averages: the entry value is the exact sum of what was paid, so
/// over all accounts entry values and realised profits cancel to the last digit.
/// </summary>
public sealed class Position(Contract contract)
{
    private decimal _fundingPerLot;
    private decimal _fundingLogged;

    /// <summary>The instrument.</summary>
    public Contract Contract { get; } = contract;

    /// <summary>Signed lots; negative is short.</summary>
    public long Lots { get; private set; }

    /// <summary>Value at entry in the settlement currency, with the sign of <see cref="Lots"/>.</summary>
    public decimal EntryValue { get; private set; }

    /// <summary>Value at the later of entry and last settlement, same sign: what the session's profit counts from.</summary>
    public decimal SessionValue { get; private set; }

    /// <summary>Profit realised by closing trades since the last settlement, without fees and funding.</summary>
    public decimal Realised { get; private set; }

    /// <summary>Funding received (negative: paid) since the last settlement.</summary>
    public decimal Funding { get; private set; }

    /// <summary>Whether the account has ever traded it: a flat position is still reported.</summary>
    public bool WasTraded { get; private set; }

    /// <summary>Lots of resting bids.</summary>
    public long OpenBuyLots { get; internal set; }

    /// <summary>Lots of resting asks.</summary>
    public long OpenSellLots { get; internal set; }

    /// <summary>Whether it has nothing that money or margin could come from.</summary>
    internal bool IsIdle => Lots == 0 && OpenBuyLots == 0 && OpenSellLots == 0 && Realised == 0 && Funding == 0;

    /// <summary>Average entry price; 0 when flat.</summary>
    public decimal AveragePrice => Contract.AveragePrice(Contract.Amount(Lots), EntryValue);

    /// <summary>Counts a trade; returns its profit against the average entry price (0 when it only opens).</summary>
    public decimal Trade(int sign, long lots, long priceTicks, out decimal tradedValue)
    {
        WasTraded = true;
        tradedValue = Contract.Value(Contract.Amount(lots), Contract.Price(priceTicks));
        if (Lots == 0 || Math.Sign(Lots) == sign)
        {
            Lots += sign * lots;
            EntryValue += sign * tradedValue;
            SessionValue += sign * tradedValue;
            return 0;
        }

        long closing = Math.Min(Math.Abs(Lots), lots);
        decimal exit = -sign * (closing == lots ? tradedValue : Contract.Part(tradedValue, closing, lots));
        decimal entry = closing == Math.Abs(Lots) ? EntryValue : Contract.Part(EntryValue, closing, Math.Abs(Lots));
        decimal session = closing == Math.Abs(Lots) ? SessionValue : Contract.Part(SessionValue, closing, Math.Abs(Lots));
        decimal opened = (sign * tradedValue) + exit;
        Realised += Contract.Profit(session, exit);
        Lots += sign * lots;
        EntryValue += opened - entry;
        SessionValue += opened - session;
        return Contract.Profit(entry, exit);
    }

    /// <summary>Brings funding up to the instrument's running sum per lot; call before the position changes and before it is read.</summary>
    public void Accrue(decimal fundingPerLot)
    {
        if (Lots != 0)
            Funding -= Lots * (fundingPerLot - _fundingPerLot);
        _fundingPerLot = fundingPerLot;
    }

    /// <summary>Worth of the position at a price, with its sign.</summary>
    public decimal ValueAt(decimal price) => Lots == 0 ? 0 : Contract.Value(Contract.Amount(Lots), price);

    /// <summary>Unrealised profit against the average entry price.</summary>
    public decimal TotalProfit(decimal mark) => Contract.Profit(EntryValue, ValueAt(mark));

    /// <summary>Unrealised profit of the session.</summary>
    public decimal FloatingProfit(decimal mark) => Contract.Profit(SessionValue, ValueAt(mark));

    /// <summary>Daily settlement: returns the session's profit, which becomes balance, and starts the next session at the price.</summary>
    public decimal Settle(decimal price)
    {
        decimal profit = Realised + Funding + FloatingProfit(price);
        SessionValue = ValueAt(price);
        Realised = 0;
        Funding = 0;
        _fundingLogged = 0;
        return profit;
    }

    /// <summary>Funding of the session since it was last asked for.</summary>
    internal decimal TakeUnloggedFunding()
    {
        decimal news = Funding - _fundingLogged;
        _fundingLogged = Funding;
        return news;
    }
}
