using Engine.Core.Market;
using Engine.Core.Primitives;

namespace Engine.Core.Risk;

/// <summary>What the gate looks at besides the intent; one serves all intents of a turn and is filled in where it lies.</summary>
public ref struct GateView
{
    /// <summary>The instrument.</summary>
    public required Instrument Instrument { get; set; }

    /// <summary>The touch.</summary>
    public required Touch Touch { get; set; }

    /// <summary>Mark price, price units; 0 when not known.</summary>
    public required double Mark { get; set; }

    /// <summary>Index price, price units; 0 when not known.</summary>
    public double Index { get; set; }

    /// <summary>Signed position, lots.</summary>
    public required long PositionLots { get; set; }

    /// <summary>What all other orders of the intent's side may still fill, lots.</summary>
    public required long OtherExposureLots { get; set; }

    /// <summary>What the order itself has filled already, lots.</summary>
    public required long FilledLots { get; set; }

    /// <summary>What the engine may do now.</summary>
    public required TradingMode Mode { get; set; }

    /// <summary>Whether session and book are to be trusted.</summary>
    public required bool IsTrusted { get; set; }

    /// <summary>Now, Unix ns.</summary>
    public required long NowNs { get; set; }

    /// <summary>The nearest price at which an own order of the other side may stand; none when there is no such order.</summary>
    public Price OwnOpposite { get; set; }

    /// <summary>Price of the order that is to be edited; none for a new one.</summary>
    public Price OrderPrice { get; set; }

    /// <summary>Orders that are or may be open, the intent's own left out.</summary>
    public int OpenOrders { get; set; }

    /// <summary>What all positions and all other orders are worth, signs left out, USD.</summary>
    public double OtherNotionalUsd { get; set; }
}
