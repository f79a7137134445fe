using Engine.Core.Market;
using Engine.Core.Primitives;
using Engine.Core.Risk;

namespace Engine.Tests.Risk;

/// <summary>What the plain gate knows of the market and the account.</summary>
internal sealed record PlainMarket(Instrument Instrument)
{
    public TradingMode Mode { get; init; } = TradingMode.Quoting;

    public bool IsTrusted { get; init; } = true;

    public decimal Mark { get; init; }

    public decimal Index { get; init; }

    public long BidTicks { get; init; }

    public long AskTicks { get; init; }

    public long PositionLots { get; init; }

    public long OtherLots { get; init; }

    public long FilledLots { get; init; }

    public long OwnOppositeTicks { get; init; }

    public int OpenOrders { get; init; }

    public decimal OtherNotionalUsd { get; init; }

    public long NowNs { get; init; } = 1;

    /// <summary>The same for the gate itself.</summary>
    public GateView View() => new()
    {
        Instrument = Instrument,
        Touch = new Touch(new Price(BidTicks), new Size(1), new Price(AskTicks), new Size(1)),
        Mark = (double)Mark,
        Index = (double)Index,
        PositionLots = PositionLots,
        OtherExposureLots = OtherLots,
        FilledLots = FilledLots,
        Mode = Mode,
        IsTrusted = IsTrusted,
        NowNs = NowNs,
        OwnOpposite = new Price(OwnOppositeTicks),
        OpenOrders = OpenOrders,
        OtherNotionalUsd = (double)OtherNotionalUsd,
    };
}
