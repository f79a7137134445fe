using Engine.Core.Market;
using Engine.Core.Primitives;
using Engine.Core.Quoting;

namespace Engine.Tests.Quoting;

/// <summary>Instruments and what a quoter sees of them.</summary>
internal static class Markets
{
    public static Instrument Inverse { get; } = new(0, "BTC-PERPETUAL", ContractKind.Inverse, 500_000_000, 10_000_000_000, 10_000_000_000, 0, 0.0005);

    public static Instrument Linear { get; } = new(0, "BTC_USDC-PERPETUAL", ContractKind.Linear, 100_000_000, 100_000, 100_000, 0, 0.0005);

    public static MarketView View(Instrument instrument, long bid, long ask, long position = 0, long nowNs = 1) => new()
    {
        Instrument = instrument,
        Touch = new Touch(new Price(bid), new Size(10), new Price(ask), new Size(10)),
        PositionLots = position,
        NowNs = nowNs,
    };
}
