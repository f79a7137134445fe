using System.Runtime.CompilerServices;
using System.Text;

namespace Engine.Core.Primitives;

/// <summary>
/// What the venue says of one perpetual, and the only door between ticks/lots and decimals. Immutable: a change of the
/// specification makes a new one.
/// </summary>
public sealed class Instrument
{
    private const long LargestTickE9 = 1_000_000 * Decimals.One;

    private readonly Divisor _tick;
    private readonly Divisor _lot;
    private readonly TickStep[] _steps;
    private readonly PriceGrid _grid;

    /// <summary>Builds an instrument; throws <see cref="ArgumentException"/> naming it when a value makes no grid.</summary>
    /// <param name="id">Index in the engine's tables; below <see cref="ushort.MaxValue"/>.</param>
    /// <param name="name">The venue's name, such as BTC-PERPETUAL.</param>
    /// <param name="kind">Inverse or linear.</param>
    /// <param name="tickE9">Price step, 1e-9 units.</param>
    /// <param name="lotE9">Amount step (contract size), 1e-9 units: USD for inverse, coin for linear.</param>
    /// <param name="minAmountE9">Smallest order, 1e-9 units.</param>
    /// <param name="makerFee">Fraction of notional for the passive side; may be negative.</param>
    /// <param name="takerFee">Fraction of notional for the aggressive side.</param>
    /// <param name="steps">Coarser grids above given prices, ascending.</param>
    public Instrument(
        int id, string name, ContractKind kind, long tickE9, long lotE9, long minAmountE9, double makerFee, double takerFee, ReadOnlySpan<TickStep> steps = default)
    {
        if (tickE9 <= 0 || lotE9 <= 0 || minAmountE9 <= 0)
            throw new ArgumentException($"{name}: tick size, contract size and minimum amount must be positive");
        if (id is < 0 or >= ushort.MaxValue)
            throw new ArgumentException($"{name}: {id} is no index of an instrument");
        if (tickE9 > LargestTickE9)
            throw new ArgumentException($"{name}: tick size is above a million");
        CheckSteps(name, tickE9, steps);

        Id = (ushort)id;
        Name = name;
        NameUtf8 = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(name), pinned: true);
        Encoding.UTF8.GetBytes(name, NameUtf8);
        Kind = kind;
        TickE9 = tickE9;
        LotE9 = lotE9;
        _tick = new Divisor(tickE9);
        _lot = new Divisor(lotE9);
        MinSize = new Size(1 + ((minAmountE9 - 1) / lotE9));
        MakerFee = makerFee;
        TakerFee = takerFee;
        _steps = steps.ToArray();
        _grid = new PriceGrid(tickE9, _steps);
        TickSize = tickE9 / 1e9;
        LotSize = lotE9 / 1e9;
    }

    /// <summary>Index in the engine's tables.</summary>
    public ushort Id { get; }

    /// <summary>The venue's name.</summary>
    public string Name { get; }

    /// <summary>The name as it stands on the wire, in memory that does not move.</summary>
    public byte[] NameUtf8 { get; }

    /// <summary>Inverse or linear.</summary>
    public ContractKind Kind { get; }

    /// <summary>Price step, 1e-9 units.</summary>
    public long TickE9 { get; }

    /// <summary>Amount step, 1e-9 units.</summary>
    public long LotE9 { get; }

    /// <summary>Price step as a double, for models and display.</summary>
    public double TickSize { get; }

    /// <summary>Amount step as a double, for models and display.</summary>
    public double LotSize { get; }

    /// <summary>Smallest order.</summary>
    public Size MinSize { get; }

    /// <summary>Maker fee, fraction of notional.</summary>
    public double MakerFee { get; }

    /// <summary>Taker fee, fraction of notional.</summary>
    public double TakerFee { get; }

    /// <summary>Coarser grids above given prices.</summary>
    public ReadOnlySpan<TickStep> Steps => _steps;

    /// <summary>Decimal price to ticks; false when negative or off the base grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPrice(long priceE9, out Price price)
    {
        if (TryExactPrice(priceE9, out price))
            return true;
        price = new Price(_tick.Floor(priceE9));
        return false;
    }

    /// <summary>Decimal amount to lots; false when negative or no multiple of the contract size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySize(long amountE9, out Size size)
    {
        if (TryExactSize(amountE9, out size))
            return true;
        size = new Size(_lot.Floor(amountE9));
        return false;
    }

    /// <summary>As <see cref="TryPrice"/>, with a price of no meaning for a decimal off the grid; the quicker of the two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryExactPrice(long priceE9, out Price price)
    {
        bool onGrid = _tick.TryDivide(priceE9, out long ticks);
        price = new Price(ticks);
        return onGrid;
    }

    /// <summary>As <see cref="TrySize"/>, with a size of no meaning for a decimal off the grid; the quicker of the two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryExactSize(long amountE9, out Size size)
    {
        bool onGrid = _lot.TryDivide(amountE9, out long lots);
        size = new Size(lots);
        return onGrid;
    }

    /// <summary>Price in 1e-9 units.</summary>
    public long E9(Price price) => checked(price.Ticks * TickE9);

    /// <summary>Amount in 1e-9 units.</summary>
    public long E9(Size size) => checked(size.Lots * LotE9);

    /// <summary>Price as the nearest double.</summary>
    public double ToDouble(Price price) => E9(price) / 1e9;

    /// <summary>Amount as the nearest double.</summary>
    public double ToDouble(Size size) => E9(size) / 1e9;

    /// <summary>Signed lots as the nearest double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double AmountOf(long lots) => checked(lots * LotE9) / 1e9;

    /// <summary>
    /// The highest valid price at or below a model price, which is taken to nine decimals; <see cref="Price.None"/> when there is
    /// none, and for a model price that is no number or beyond the range of decimals.
    /// </summary>
    public Price Floor(double price)
    {
        if (!TryUnits(price, out long priceE9))
            return Price.None;
        long ticks = _tick.Divide(priceE9, out _);
        return new Price(_steps.Length == 0 ? ticks : _grid.Floor(ticks));
    }

    /// <summary>
    /// The lowest valid price at or above a model price, which is taken to nine decimals; <see cref="Price.None"/> for a model
    /// price that is not positive, no number or beyond the range of decimals.
    /// </summary>
    public Price Ceiling(double price)
    {
        if (!TryUnits(price, out long priceE9))
            return Price.None;
        long ticks = _tick.Divide(priceE9, out long remainder);
        if (remainder != 0)
            ticks++;
        return new Price(_steps.Length == 0 ? ticks : _grid.Ceiling(ticks));
    }

    /// <summary>
    /// Whole lots in an amount, which is taken to nine decimals, rounded down; zero for an amount that is not positive, no number
    /// or beyond the range of decimals.
    /// </summary>
    public Size FloorSize(double amount) => TryUnits(amount, out long amountE9) ? new Size(_lot.Divide(amountE9, out _)) : Size.Zero;

    /// <summary>Whether this is a price and lies on the grid that holds at its level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsOnGrid(Price price) => price.Ticks > 0 && (_steps.Length == 0 || _grid.Holds(price.Ticks));

    /// <summary>The highest valid price at or below one that is a whole number of ticks; <see cref="Price.None"/> when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Price Floor(Price price) => price.Ticks <= 0 ? Price.None : _steps.Length == 0 ? price : new Price(_grid.Floor(price.Ticks));

    /// <summary>The lowest valid price at or above one that is a whole number of ticks; <see cref="Price.None"/> for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Price Ceiling(Price price) => price.Ticks <= 0 ? Price.None : _steps.Length == 0 ? price : new Price(_grid.Ceiling(price.Ticks));

    /// <summary>Value of an amount in USD at a price: the amount itself for inverse, amount times price for linear.</summary>
    public double NotionalUsd(double amount, double price) => Kind == ContractKind.Inverse ? amount : amount * price;

    /// <summary>The venue's name.</summary>
    public override string ToString() => Name;

    private static void CheckSteps(string name, long tickE9, ReadOnlySpan<TickStep> steps)
    {
        long above = -1;
        foreach (TickStep step in steps)
        {
            if (step.TickE9 <= 0 || step.TickE9 % tickE9 != 0 || step.TickE9 > LargestTickE9)
                throw new ArgumentException($"{name}: tick_size_steps has a tick that is no multiple of tick_size, or above a million");
            if (step.AboveE9 <= above)
                throw new ArgumentException($"{name}: the prices of tick_size_steps must ascend, from zero up");
            above = step.AboveE9;
        }
    }

    // A double is the nearest to some decimal only once it is rounded: 0.3 / 0.1 is less than 3. The bound leaves room for a tick.
    private static bool TryUnits(double value, out long unitsE9)
    {
        double units = Math.Round(value * Decimals.One);
        unitsE9 = (long)units;
        return units is >= 1 and < 9.2e18;
    }
}
