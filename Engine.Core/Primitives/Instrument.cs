using System.Text;

namespace Engine.Core.Primitives;

/// <summary>
/// What the venue says of one perpetual, and the only door between ticks/lots and decimals. Immutable: a change of the
/// specification makes a new one.
/// </summary>
public sealed class Instrument
{
    private readonly Divisor _tick;
    private readonly Divisor _lot;
    private readonly TickStep[] _steps;

    /// <summary>Builds an instrument; throws <see cref="ArgumentException"/> naming it when a value makes no grid.</summary>
    /// <param name="id">Index in the engine's tables.</param>
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
        foreach (TickStep step in steps)
        {
            if (step.TickE9 <= 0 || step.TickE9 % tickE9 != 0)
                throw new ArgumentException($"{name}: tick_size_steps has a tick that is no multiple of tick_size");
        }

        Id = (ushort)id;
        Name = name;
        NameUtf8 = Encoding.UTF8.GetBytes(name);
        Kind = kind;
        TickE9 = tickE9;
        LotE9 = lotE9;
        _tick = new Divisor(tickE9);
        _lot = new Divisor(lotE9);
        MinSize = new Size((minAmountE9 + lotE9 - 1) / lotE9);
        MakerFee = makerFee;
        TakerFee = takerFee;
        _steps = steps.ToArray();
        TickSize = tickE9 / 1e9;
        LotSize = lotE9 / 1e9;
    }

    /// <summary>Index in the engine's tables.</summary>
    public ushort Id { get; }

    /// <summary>The venue's name.</summary>
    public string Name { get; }

    /// <summary>The name as it stands on the wire.</summary>
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
    public bool TryPrice(long priceE9, out Price price)
    {
        if (priceE9 < 0)
        {
            price = default;
            return false;
        }

        price = new Price(_tick.Divide(priceE9, out long remainder));
        return remainder == 0;
    }

    /// <summary>Decimal amount to lots; false when negative or no multiple of the contract size.</summary>
    public bool TrySize(long amountE9, out Size size)
    {
        if (amountE9 < 0)
        {
            size = default;
            return false;
        }

        size = new Size(_lot.Divide(amountE9, out long remainder));
        return remainder == 0;
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
    public double AmountOf(long lots) => checked(lots * LotE9) / 1e9;

    /// <summary>The highest valid price at or below a model price; <see cref="Price.None"/> when it is not positive.</summary>
    public Price Floor(double price) => Snap(Math.Floor(price / TickSize + 1e-9), up: false);

    /// <summary>The lowest valid price at or above a model price.</summary>
    public Price Ceiling(double price) => Snap(Math.Ceiling(price / TickSize - 1e-9), up: true);

    /// <summary>Whole lots in an amount, rounded down.</summary>
    public Size FloorSize(double amount) => new(amount <= 0 ? 0 : (long)Math.Floor(amount / LotSize + 1e-9));

    /// <summary>Whether a price lies on the grid that holds at its level.</summary>
    public bool IsOnGrid(Price price) => price.Ticks % StepTicks(price.Ticks) == 0;

    /// <summary>Value of an amount in USD at a price: the amount itself for inverse, amount times price for linear.</summary>
    public double NotionalUsd(double amount, double price) => Kind == ContractKind.Inverse ? amount : amount * price;

    private Price Snap(double ticks, bool up)
    {
        if (!(ticks >= 1) || ticks > 1e15)
            return Price.None;
        long whole = (long)ticks;
        if (_steps.Length == 0)
            return new Price(whole);
        long step = StepTicks(whole);
        long rest = whole % step;
        return rest == 0 ? new Price(whole) : new Price(whole - rest + (up ? step : 0));
    }

    private long StepTicks(long ticks)
    {
        long step = 1;
        foreach (TickStep candidate in _steps)
        {
            if ((Int128)ticks * TickE9 > candidate.AboveE9)
                step = candidate.TickE9 / TickE9;
        }

        return step;
    }

    /// <summary>The venue's name.</summary>
    public override string ToString() => Name;
}
