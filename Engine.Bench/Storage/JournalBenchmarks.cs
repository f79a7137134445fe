using System.Buffers.Text;
using BenchmarkDotNet.Attributes;
using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Primitives;
using Engine.Native.Storage.Journal;

namespace Engine.Bench.Storage;

/// <summary>
/// Rows into SQLite, a thousand in a transaction, write-ahead log: the journal's own writer, the same statements bound through the
/// provider's calls, and through commands with parameters. Time per row.
/// </summary>
[MemoryDiagnoser]
public class JournalBenchmarks : IDisposable
{
    private const int RowsInTransaction = 1000;
    private const long StartNs = 1_790_000_000_000_000_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("engine-bench-");
    private readonly Instrument _instrument = Frames.Instruments()[0]!;
    private TradeJournal? _journal;
    private RawRows? _raw;
    private CommandRows? _commands;
    private Fact _fact;
    private int _number;

    /// <summary>Which row.</summary>
    [Params("transition", "fill")]
    public string Row { get; set; } = "fill";

    /// <summary>Rows of one call; fewer for a test.</summary>
    public int Count { get; set; } = RowsInTransaction;

    private bool IsFill => Row == "fill";

    [GlobalSetup]
    public void Open()
    {
        VenueId.TryCreate("74311538594"u8, out VenueId order);
        _fact = IsFill
            ? new Fact
            {
                Kind = FactKind.Fill,
                Side = Side.Buy,
                Liquidity = Liquidity.Maker,
                PositionLots = 100,
                MidE9 = 83_212_750_000_000,
                Fill = new FillUpdate
                {
                    OrderId = order,
                    PriceE9 = 83_212_500_000_000,
                    Size = new Size(100),
                    FeeE9 = -12_345,
                    IndexE9 = 83_200_120_000_000,
                    MarkE9 = 83_210_500_000_000,
                },
            }
            : new Fact
            {
                Kind = FactKind.Transition,
                Side = Side.Sell,
                Transition = new TransitionFact
                {
                    OrderId = order,
                    Price = new Price(166_450),
                    Amount = new Size(100),
                    Filled = new Size(20),
                    TickToOrderNs = 800,
                    RoundTripNs = 20_000,
                    From = 1,
                    To = 2,
                    Cause = 3,
                },
            };
        _journal = Create("journal");
        _raw = new RawRows(Create("raw"), IsFill);
        _commands = new CommandRows(Create("commands"), IsFill);
    }

    [Benchmark(OperationsPerInvoke = RowsInTransaction)]
    public long Journal()
    {
        int stored = 0;
        _journal!.TryBegin(out _);
        for (int i = 0; i < Count; i++)
        {
            Next();
            stored += _journal.Write(_fact, _instrument) == RowOutcome.Stored ? 1 : 0;
        }

        _journal.TryCommit(out _);
        return stored;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = RowsInTransaction)]
    public long ProviderCalls()
    {
        int stored = 0;
        _raw!.Begin();
        for (int i = 0; i < Count; i++)
        {
            Next();
            stored += _raw.Write(_fact, _instrument);
        }

        _raw.Commit();
        return stored;
    }

    [Benchmark(OperationsPerInvoke = RowsInTransaction)]
    public long Commands()
    {
        int stored = 0;
        _commands!.Begin();
        for (int i = 0; i < Count; i++)
        {
            Next();
            stored += _commands.Write(_fact, _instrument);
        }

        _commands.Commit();
        return stored;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _raw?.Dispose();
        _commands?.Dispose();
        _journal?.Dispose();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private TradeJournal Create(string name) => TradeJournal.Open(
        Path.Combine(_folder.FullName, name + ".db"),
        new SessionRecord { StartedNs = StartNs, Environment = "paper", Url = "", Version = "", Seed = 1, ConfigurationHash = "" });

    private void Next()
    {
        int number = _number++;
        _fact.ReceiveNs = _fact.ExchangeNs = StartNs + (number * 1_000_000L);
        if (IsFill)
        {
            Span<byte> id = stackalloc byte[VenueId.MaxLength];
            Utf8Formatter.TryFormat(400_000_000 + number, id, out int length);
            VenueId.TryCreate(id[..length], out _fact.Fill.TradeId);
            _fact.Fill.TradeSequence = number;
            _fact.Fill.Label = new OrderLabel(7, 0, Side.Buy, 0, number);
        }
        else
        {
            _fact.Transition.RequestId = number;
            _fact.Transition.Label = new OrderLabel(7, 0, Side.Sell, 0, number);
        }
    }
}
