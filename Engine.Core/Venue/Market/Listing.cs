using Engine.Core.Primitives;
using Engine.Core.Venue.Catalogue;
using Engine.Core.Venue.Market.History;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Market;

/// <summary>One listed instrument with everything that moves: book, tape, prices and statistics.</summary>
internal sealed class Listing(int id, Contract contract, SettlementGroup group, MarkPrice mark, DayStats stats, long openInterestLots)
{
    public int Id { get; } = id;

    public Contract Contract { get; } = contract;

    public Instrument Instrument { get; } = contract.Instrument;

    public SettlementGroup Group { get; } = group;

    public Book Book { get; } = new();

    public Tape Tape { get; } = new();

    public MarkPrice Mark { get; } = mark;

    public DayStats Stats { get; } = stats;

    /// <summary>Its trades by the minute.</summary>
    public required CandleSeries Candles { get; init; }

    /// <summary>What its funding has been.</summary>
    public required FundingSeries Funding { get; init; }

    /// <summary>Its coin's index price and volatility, shared with the coin's other instruments.</summary>
    public required CoinHistory Coin { get; init; }

    /// <summary>Whether it trades.</summary>
    public BookState State { get; set; }

    /// <summary>Ticks between two valid prices: the tick size in force, counted in the listed one, which the book counts in.</summary>
    public long GridTicks { get; set; } = 1;

    /// <summary>The tick size in force, 1e-9 units.</summary>
    public long TickE9 => GridTicks * Instrument.TickE9;

    public long OpenInterestLots { get; set; } = openInterestLots;

    /// <summary>Change id of the newest book event.</summary>
    public long ChangeId { get; set; } = group.NextChangeId();

    /// <summary>Time of the newest book event, Unix milliseconds.</summary>
    public long BookMs { get; set; }

    /// <summary>Price of the last trade, ticks.</summary>
    public long LastTicks { get; set; }

    public ReadOnlySpan<byte> Name => Instrument.NameUtf8;

    /// <summary>Mid of the touch as a price; null when a side is empty.</summary>
    public double? Mid => Book.BestBid == 0 || Book.BestAsk == 0
        ? null
        : (Book.BestBid + Book.BestAsk) * 0.5 * Instrument.TickSize;
}
