using Engine.Core.Primitives;
using Engine.Core.Venue.Catalogue;
using Engine.Core.Venue.Market.History;
using Engine.Core.Venue.Matching;

namespace Engine.Core.Venue.Market;

/// <summary>One listed instrument with everything that moves: book, tape, prices and statistics.</summary>
internal sealed class Listing(int id, Contract contract, SettlementGroup group, MarkPrice mark, DayStats stats, long openInterestLots)
{
    private readonly long _usualInterestLots = openInterestLots;

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

    /// <summary>Lots of all long positions together.</summary>
    public long OpenInterestLots { get; private set; } = openInterestLots;

    /// <summary>Change id of the newest book event.</summary>
    public long ChangeId { get; set; } = group.NextChangeId();

    /// <summary>Time of the newest book event, Unix milliseconds.</summary>
    public long BookMs { get; set; }

    /// <summary>Price of the last trade, ticks.</summary>
    public long LastTicks { get; set; }

    /// <summary>
    /// Counts a trade, which opens positions on both sides, closes them, or hands one over. The crowd is one account, so that which of
    /// these it was is told by the trade's number; the sum tends back to where it began.
    /// </summary>
    public void CountInterest(long lots, long sequence)
    {
        int turn = (int)((ulong)sequence * 0x9E3779B97F4A7C15 >> 61);
        if (turn < (OpenInterestLots < _usualInterestLots ? 3 : 2))
            OpenInterestLots += lots;
        else if (turn >= (OpenInterestLots > _usualInterestLots ? 5 : 6))
            OpenInterestLots = Math.Max(lots, OpenInterestLots - lots);
    }

    public ReadOnlySpan<byte> Name => Instrument.NameUtf8;

    /// <summary>Mid of the touch as a price; null when a side is empty.</summary>
    public double? Mid => Book.BestBid == 0 || Book.BestAsk == 0
        ? null
        : (Book.BestBid + Book.BestAsk) * 0.5 * Instrument.TickSize;
}
