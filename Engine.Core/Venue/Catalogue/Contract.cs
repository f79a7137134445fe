using System.Text;
using Engine.Core.Primitives;

namespace Engine.Core.Venue.Catalogue;

/// <summary>
/// What the exchange knows of one perpetual beyond its price grid: currencies, index, leverage, funding cap, and the arithmetic
/// of its money. Money is decimal and exact in sums: a value is rounded once, to 18 places, and then only added.
/// </summary>
public sealed class Contract
{
    /// <summary>Decimals of all money.</summary>
    public const int ValuePlaces = 18;

    /// <summary>Describes a perpetual; see the parameters of <see cref="Terms"/>.</summary>
    public Contract(int id, Terms terms)
    {
        Terms = terms;
        Instrument = new Instrument(
            id, terms.Name, terms.Kind, terms.TickE9, terms.ContractSizeE9, terms.ContractSizeE9, (double)terms.MakerFee, (double)terms.TakerFee);
        IndexUtf8 = Encoding.ASCII.GetBytes(terms.Index);
        SettlementUtf8 = Encoding.ASCII.GetBytes(terms.Settlement);
        Rates = MarginRates.Of(terms);
    }

    /// <summary>Names and numbers of the catalogue.</summary>
    public Terms Terms { get; }

    /// <summary>The price and amount grid.</summary>
    public Instrument Instrument { get; }

    /// <summary>What margin a position needs.</summary>
    public MarginRates Rates { get; }

    /// <summary>Price index as it stands on the wire (<c>btc_usd</c>).</summary>
    public byte[] IndexUtf8 { get; }

    /// <summary>Settlement currency as it stands on the wire.</summary>
    public byte[] SettlementUtf8 { get; }

    /// <summary>Inverse contracts hold USD and settle in coin.</summary>
    public bool IsInverse => Terms.Kind == ContractKind.Inverse;

    /// <summary>An integer in units of 1e-9 as a decimal.</summary>
    public static decimal FromE9(long valueE9) =>
        valueE9 >= 0 ? new decimal((int)valueE9, (int)(valueE9 >> 32), 0, false, 9) : -FromE9(-valueE9);

    /// <summary>Amount of unsigned or signed lots.</summary>
    public decimal Amount(long lots) => FromE9(checked(lots * Instrument.LotE9));

    /// <summary>Price of ticks.</summary>
    public decimal Price(long ticks) => FromE9(checked(ticks * Instrument.TickE9));

    /// <summary>Worth of an amount at a price in the settlement currency: amount / price for inverse, amount * price for linear.</summary>
    public decimal Value(decimal amount, decimal price) =>
        IsInverse ? Math.Round(amount / price, ValuePlaces) : amount * price;

    /// <summary>The price at which an amount has a value: the harmonic average for inverse, the plain one for linear.</summary>
    public decimal AveragePrice(decimal amount, decimal value) =>
        amount == 0 || value == 0 ? 0 : IsInverse ? amount / value : value / amount;

    /// <summary>Profit of a position (signed) that was entered at one value and is worth another, both with the position's sign.</summary>
    public decimal Profit(decimal entryValue, decimal exitValue) => IsInverse ? entryValue - exitValue : exitValue - entryValue;

    /// <summary>Part of a value, rounded to the places all values share.</summary>
    public static decimal Part(decimal value, long lots, long ofLots) => Math.Round(value * lots / ofLots, ValuePlaces);

    /// <summary>
    /// Fee on a value traded by a liquidation. The catalogue names only its cap, 1 %; taken is half of it, the published rate of BTC:
    /// at the full cap closing a position would cost as much as the maintenance margin that it frees, and no account could recover.
    /// </summary>
    public decimal LiquidationFee(decimal value) => Math.Round(value * Terms.Particulars.LiquidationCommission / 2, 8, MidpointRounding.AwayFromZero);

    /// <summary>Fee on a traded value, eight decimals of the settlement currency.</summary>
    public decimal Fee(decimal value, bool maker) =>
        Math.Round(value * (maker ? Terms.MakerFee : Terms.TakerFee), 8, MidpointRounding.AwayFromZero);
}
