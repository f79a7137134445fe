using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Native.Status;
using Engine.Native.Status.Blocks;
using Engine.Tests.Storage.Journal;

namespace Engine.Tests.Status;

/// <summary>Filled blocks of the status page.</summary>
internal static class StatusSamples
{
    private const long Second = 1_000_000_000;

    public static StatusOrigin Origin { get; } = new()
    {
        StartedNs = SampleFacts.StartNs,
        Version = "0.1.0",
        Environment = "paper",
        Url = "ws://127.0.0.1:41234/ws/api/v2",
        Database = "paper.db",
    };

    public static StatusHeader Header()
    {
        var header = new StatusHeader { ProcessId = 1234, StartedNs = Origin.StartedNs };
        StatusText.Write(header.ProgramVersion, Origin.Version);
        StatusText.Write(header.Environment, Origin.Environment);
        StatusText.Write(header.Url, Origin.Url);
        StatusText.Write(header.Database, Origin.Database);
        return header;
    }

    public static HotStatus Hot(int instruments = 1)
    {
        var hot = new HotStatus
        {
            WallNs = SampleFacts.StartNs + (754 * Second),
            Session = SessionState.Live,
            InstrumentCount = (byte)instruments,
            RateCredits = 37.6,
            RateBurst = 50,
            Loops = 123_456_789,
            WorstLoopNs = 1_234_567,
            LoopsOver50Us = 42,
            LoopsOver1Ms = 1,
            Frames = 98_765,
            Bytes = 45_678_901,
            OrderRequests = 3_210,
            ReferenceFrames = 47,
            GateRejects = 4,
        };
        StatusText.Write(hot.Connection, "live"u8);
        StatusText.Write(hot.Mode, "quoting"u8);
        hot.Instruments[0] = Bitcoin();
        for (int i = 1; i < instruments; i++)
            hot.Instruments[i] = Solana();
        return hot;
    }

    public static JournalStatus Journal()
    {
        var journal = new JournalStatus
        {
            Fills = 21,
            Buys = 12,
            Sells = 9,
            Makers = 20,
            VolumeUsd = 21_000,
            Rows = 12_345,
            LastFillCount = 3,
            TickToOrder = new LatencyStatus { Count = 1_234, P50Ns = 8_200, P90Ns = 12_900, P99Ns = 21_450, P999Ns = 84_000, MaxNs = 1_310_000 },
            RoundTrip = new LatencyStatus { Count = 1_230, P50Ns = 182_000, P90Ns = 240_000, P99Ns = 612_000, P999Ns = 2_100_000, MaxNs = 12_400_000 },
        };
        journal.Markouts[0] = new MarkoutStatus { Count = 20, MeanBps = 0.12 };
        journal.Markouts[1] = new MarkoutStatus { Count = 18, MeanBps = -0.31 };
        journal.LastFills[0] = Fill(740, Side.Sell, 83_225.5, 0, 0);
        journal.LastFills[1] = Fill(735, Side.Buy, 83_200, -0.42, 5);
        journal.LastFills[2] = Fill(700, Side.Buy, 83_190.5, 1.37, 30);
        return journal;
    }

    private static FillStatus Fill(long second, Side side, double price, double markoutBps, int seconds) => new()
    {
        ReceiveNs = SampleFacts.StartNs + (second * Second),
        Price = price,
        Amount = 1_000,
        Side = side,
        MarkoutBps = markoutBps,
        MarkoutSeconds = seconds,
        Liquidity = seconds == 0 ? Liquidity.Taker : Liquidity.Maker,
    };

    private static InstrumentStatus Bitcoin()
    {
        var status = new InstrumentStatus
        {
            BidPrice = 83_212.5,
            BidSize = 42_000,
            AskPrice = 83_213,
            AskSize = 7_340,
            MarkPrice = 83_210.4,
            IndexPrice = 83_200.1,
            OwnBid = new QuoteStatus { Price = 83_200, Size = 1_000, QueueAhead = 12_340 },
            OwnAsk = new QuoteStatus { Price = 83_225.5, Size = 600, QueueAhead = -1 },
            Position = 1_000,
            Skew = 1.3,
            SessionUsd = 3.254,
            OpenUplUsd = -0.104,
            RealizedUsd = 3.4,
            UnrealizedUsd = -0.05,
            FeesUsd = -0.1,
            DifferenceUsd = 0.004,
            BookAgeNs = 12_000_000,
            PriceDecimals = 1,
        };
        StatusText.Write(status.Name, "BTC-PERPETUAL"u8);
        StatusText.Write(status.OwnBid.State, "working"u8);
        StatusText.Write(status.OwnAsk.State, "editing"u8);
        return status;
    }

    private static InstrumentStatus Solana()
    {
        var status = new InstrumentStatus
        {
            BidPrice = 143.217,
            BidSize = 12.5,
            Position = -3.7,
            SessionUsd = -12.5,
            DifferenceUsd = -0.25,
            BookAgeNs = -1,
            PriceDecimals = 3,
            AmountDecimals = 1,
            Kind = ContractKind.Linear,
        };
        StatusText.Write(status.Name, "SOL_USDC-PERPETUAL"u8);
        return status;
    }
}
