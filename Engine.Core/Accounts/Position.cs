using Engine.Core.Primitives;

namespace Engine.Core.Accounts;

/// <summary>
/// A position in one perpetual. Inverse contracts are kept in coin: the sum of N/P of what is open, so that the average is
/// harmonic and no rounding builds up. A mutable struct: never a readonly field.
/// </summary>
public struct Position
{
    private double _entryValue; // inverse: coins, sum of lots/price; linear: quote, sum of lots*price; for the open lots, unsigned

    /// <summary>Signed lots: positive is long.</summary>
    public long Lots { get; private set; }

    /// <summary>Realised profit without fees, settlement currency.</summary>
    public double Realized { get; private set; }

    /// <summary>Fees paid, settlement currency.</summary>
    public double Fees { get; private set; }

    /// <summary>
    /// Takes over a position that was there before; realised profit and fees begin at zero. With an average price of zero the entry
    /// is not known, and closing it shows no profit.
    /// </summary>
    public static Position Opening(long lots, double averagePrice, Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        Position position = new() { Lots = lots };
        if (lots != 0 && averagePrice > 0)
            position._entryValue = Value(Math.Abs(lots), averagePrice, instrument);
        return position;
    }

    /// <summary>Average entry price; 0 when flat.</summary>
    public readonly double AveragePrice(Instrument instrument)
    {
        if (Lots == 0 || _entryValue == 0)
            return 0;
        double amount = instrument.AmountOf(Math.Abs(Lots));
        return instrument.Kind == ContractKind.Inverse ? amount / _entryValue : _entryValue / amount;
    }

    /// <summary>Unrealised profit at a price, settlement currency.</summary>
    public readonly double Unrealized(double price, Instrument instrument)
    {
        if (Lots == 0 || _entryValue == 0 || !(price > 0))
            return 0;
        return Profit(Math.Sign(Lots), _entryValue, Value(Math.Abs(Lots), price, instrument), instrument.Kind);
    }

    /// <summary>Books a fill; opens, closes or turns the position. Returns the profit realised by it, fee not included.</summary>
    public double Apply(Side side, Size size, double price, double fee, Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        Check.That(size.Lots > 0 && price > 0);
        Fees += fee;
        long before = Lots;
        long change = side.Sign() * size.Lots;
        long closing = Math.Sign(before) == -Math.Sign(change) ? Math.Min(Math.Abs(before), size.Lots) : 0;
        double profit = 0;
        if (closing > 0)
        {
            double entry = closing == Math.Abs(before) ? _entryValue : _entryValue * closing / Math.Abs(before);
            profit = entry == 0 ? 0 : Profit(Math.Sign(before), entry, Value(closing, price, instrument), instrument.Kind);
            _entryValue = closing == Math.Abs(before) ? 0 : _entryValue - entry;
        }

        if (size.Lots > closing)
            _entryValue += Value(size.Lots - closing, price, instrument);
        Lots = checked(before + change);
        Realized += profit;
        return profit;
    }

    private static double Value(long lots, double price, Instrument instrument) =>
        instrument.Kind == ContractKind.Inverse ? instrument.AmountOf(lots) / price : instrument.AmountOf(lots) * price;

    // Inverse: N(1/entry - 1/exit), so what went in minus what comes out; linear the other way round.
    private static double Profit(int sign, double entry, double exit, ContractKind kind) =>
        sign * (kind == ContractKind.Inverse ? entry - exit : exit - entry);
}
