using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Core.Simulation.Truth.Twins;

/// <summary>
/// A position and its profit, added up from what a process writes down and from nothing else: fills, and positions taken over. Its
/// profit is counted in cash alone, money paid and received and what is held at a price: it knows no average and no realised part.
/// A mutable struct: never a readonly field.
/// </summary>
internal struct ShadowPosition
{
    private readonly HashSet<(long Sequence, Side Side)> _booked = [];
    private double _cash; // inverse: coins for contracts; linear: quote for coins; what the opening cost is not in it
    private bool _isOpening;
    private bool _isExplained;

    public ShadowPosition()
    {
    }

    /// <summary>Whether a position was taken over.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Signed lots.</summary>
    public long Lots { get; private set; }

    /// <summary>Signed lots of the opening.</summary>
    public long OpeningLots { get; private set; }

    /// <summary>The price that the opening was written down with.</summary>
    public double OpeningPrice { get; private set; }

    /// <summary>Whether a fill was booked.</summary>
    public readonly bool Has(long sequence, Side side) => _booked.Contains((sequence, side));

    /// <summary>Takes in a fill; false when it was booked before.</summary>
    public bool TryAdd(in Fact fill, Instrument instrument)
    {
        if (!_booked.Add((fill.Fill.TradeSequence, fill.Side)))
            return false;
        if (!IsOpen)
            return true; // the position taken over has it
        bool isOfBefore = _isExplained && _isOpening;
        _isExplained = false;
        Lots += fill.Side.Sign() * fill.Fill.Size.Lots;
        if (!isOfBefore)
            Pay(fill.Side.Sign() * fill.Fill.Size.Lots, fill.Fill.PriceE9 / 1e9, fill.Fill.FeeE9 / 1e9, instrument);
        return true;
    }

    /// <summary>Takes in a change without a trade.</summary>
    public void Add(in AdjustmentFact adjustment, Instrument instrument)
    {
        Lots += adjustment.Lots;
        if (adjustment.Cause == AdjustmentCause.Opening)
        {
            (IsOpen, _isOpening, OpeningLots) = (true, true, adjustment.Lots);
            OpeningPrice = adjustment.PriceE9 / 1e9;
            return;
        }

        _isExplained = adjustment.Cause == AdjustmentCause.Explained;
        if (_isExplained && _isOpening)
            return; // its trade stands for a part of what was taken over
        _isOpening = false;
        Pay(adjustment.Lots, adjustment.PriceE9 / 1e9, 0, instrument);
    }

    /// <summary>Profit since the opening at a price, fees paid, settlement currency.</summary>
    /// <param name="price">The price.</param>
    /// <param name="openingPrice">The price at which the opening counts.</param>
    /// <param name="instrument">The instrument.</param>
    public readonly double Profit(double price, double openingPrice, Instrument instrument) =>
        _cash + Worth(OpeningLots, openingPrice, instrument) - Worth(Lots, price, instrument);

    private void Pay(long lots, double price, double fee, Instrument instrument) => _cash += Worth(lots, price, instrument) - fee;

    /// <summary>What lots at a price add when they are bought and take away when they are held: coins for inverse contracts, less than nothing for linear ones.</summary>
    private static double Worth(long lots, double price, Instrument instrument) => lots == 0 ? 0 : instrument.Kind == ContractKind.Inverse
        ? instrument.AmountOf(lots) / price
        : -instrument.AmountOf(lots) * price;
}
