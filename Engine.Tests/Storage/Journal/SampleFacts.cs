using System.Text;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Native.Storage.Journal;
using Xunit;

namespace Engine.Tests.Storage.Journal;

/// <summary>Facts and what belongs to them, for tests of the journal and the status page.</summary>
internal static class SampleFacts
{
    public const long StartNs = 1_790_000_000_000_000_000;

    public static Instrument Btc { get; } = new(0, "BTC-PERPETUAL", ContractKind.Inverse, 500_000_000, 10_000_000_000, 10_000_000_000, 0, 0.0005);

    public static Instrument Sol { get; } = new(1, "SOL_USDC-PERPETUAL", ContractKind.Linear, 1_000_000, 100_000_000, 100_000_000, 0, 0.0005);

    public static SessionRecord Session { get; } = new()
    {
        StartedNs = StartNs,
        Environment = "paper",
        Url = "ws://127.0.0.1:1/ws/api/v2",
        Version = "0.1.0",
        Seed = 42,
        ConfigurationHash = "abc",
    };

    public static InstrumentTable Table()
    {
        var table = new InstrumentTable("BTC-PERPETUAL", "SOL_USDC-PERPETUAL");
        table[0] = Btc;
        table[1] = Sol;
        return table;
    }

    public static VenueId Id(string text)
    {
        Assert.True(VenueId.TryCreate(Encoding.ASCII.GetBytes(text), out VenueId id));
        return id;
    }

    /// <summary>A fill; its id, sequence and time follow the number.</summary>
    public static Fact Fill(int number, Side side = Side.Buy, long priceTicks = 166_425, long lots = 100, ushort instrument = 0) => new()
    {
        Kind = FactKind.Fill,
        Side = side,
        Instrument = instrument,
        Liquidity = Liquidity.Maker,
        ExchangeNs = StartNs + (number * 1_000_000L),
        ReceiveNs = StartNs + (number * 1_000_000L) + 250_000,
        PositionLots = side.Sign() * lots,
        MidE9 = ((2 * priceTicks) + 1) * (instrument == 0 ? Btc : Sol).TickE9 / 2,
        Fill = new FillUpdate
        {
            TradeId = Id($"{400_000_000 + number}"),
            OrderId = Id("74311538594"),
            Label = new OrderLabel(7, instrument, side, 0, number),
            PriceE9 = priceTicks * (instrument == 0 ? Btc : Sol).TickE9,
            Size = new Size(lots),
            FeeE9 = -12_345,
            TradeSequence = 1_000 + number,
            IndexE9 = 83_200_120_000_000,
            MarkE9 = 83_210_500_000_000,
        },
    };

    public static Fact Transition(int number, long tickToOrderNs = 0, long roundTripNs = 0) => new()
    {
        Kind = FactKind.Transition,
        Side = Side.Sell,
        ExchangeNs = StartNs + (number * 1_000_000L),
        ReceiveNs = StartNs + (number * 1_000_000L),
        MidE9 = 332_851 * Btc.TickE9 / 2,
        Transition = new TransitionFact
        {
            Label = new OrderLabel(7, 0, Side.Sell, 0, number),
            OrderId = number % 2 == 0 ? VenueId.None : Id("74311538594"),
            RequestId = number,
            Price = new Price(166_450),
            Amount = new Size(100),
            Filled = new Size(20),
            TickToOrderNs = tickToOrderNs,
            RoundTripNs = roundTripNs,
            From = 1,
            To = 2,
            Cause = 3,
        },
    };

    public static Fact Pnl(int number, long midHalfTicks = 332_851, ushort instrument = 0) => new()
    {
        Kind = FactKind.Pnl,
        Instrument = instrument,
        ReceiveNs = StartNs + (number * 1_000_000L),
        MidE9 = midHalfTicks * (instrument == 0 ? Btc : Sol).TickE9 / 2,
        Pnl = new PnlFact { MidUsd = 83_212.75, Position = -1000, Equity = 1.5, SessionUsd = 3.25, OpenUplUsd = double.NaN, FeesUsd = -0.1 },
    };

    public static Fact Notice(int number, NoticeKind what = NoticeKind.BookGap) => new()
    {
        Kind = FactKind.Notice,
        Instrument = EngineEvent.NoInstrument,
        ReceiveNs = StartNs + (number * 1_000_000L),
        Notice = new NoticeFact { What = what, Number = 77 },
    };
}
