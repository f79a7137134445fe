using System.Runtime.InteropServices;

namespace Engine.Native.Status.Blocks;

/// <summary>The block of the status page that the journal thread writes, four times a second.</summary>
[StructLayout(LayoutKind.Sequential, Size = SizeBytes)]
public struct JournalStatus
{
    /// <summary>Bytes of the block.</summary>
    public const int SizeBytes = 1280;

    /// <summary>Fills of this session.</summary>
    public long Fills;

    /// <summary>Those that bought.</summary>
    public long Buys;

    /// <summary>Those that sold.</summary>
    public long Sells;

    /// <summary>Those that rested in the book.</summary>
    public long Makers;

    /// <summary>Those that came from a query after the fact.</summary>
    public long Recovered;

    /// <summary>Filled notional, USD.</summary>
    public double VolumeUsd;

    /// <summary>Facts that told of something to be looked at.</summary>
    public long Notices;

    /// <summary>Rows committed.</summary>
    public long Rows;

    /// <summary>Facts not yet committed.</summary>
    public long Backlog;

    /// <summary>How long the oldest of them has waited, ns.</summary>
    public long OldestUnwrittenAgeNs;

    /// <summary>Transactions that failed.</summary>
    public long Failures;

    /// <summary>Facts that can never be stored.</summary>
    public long Refused;

    /// <summary>Mean markouts.</summary>
    public MarkoutStatuses Markouts;

    /// <summary>From the cause's bytes to the order's.</summary>
    public LatencyStatus TickToOrder;

    /// <summary>From an order request to its answer.</summary>
    public LatencyStatus RoundTrip;

    /// <summary>What is wrong with the journal; empty while all is well.</summary>
    public Text192 LastError;

    /// <summary>Fills in use in <see cref="LastFills"/>.</summary>
    public int LastFillCount;

    /// <summary>The last fills, newest first.</summary>
    public FillStatuses LastFills;

    /// <summary>How long the venue says its answers took.</summary>
    public LatencyStatus Venue;

    /// <summary>The stages of the ticks that led to orders.</summary>
    public StageStatuses Stages;

    /// <summary>Orders that earlier sessions may have left open, known when this one started.</summary>
    public int LeftFound;

    /// <summary>Orders in no slot that were cancelled, or had been.</summary>
    public int LeftCancelled;

    /// <summary>Orders in no slot that had been filled.</summary>
    public int LeftFilled;

    /// <summary>Orders of earlier sessions that the venue did not list any more.</summary>
    public int LeftGone;
}
