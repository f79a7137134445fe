using System.Runtime.InteropServices;
using Engine.Core.Primitives;

namespace Engine.Core.Events;

/// <summary>What a <see cref="Fact"/> records.</summary>
public enum FactKind : byte
{
    /// <summary>An empty slot.</summary>
    None = 0,

    /// <summary>A fill, once for each trade id.</summary>
    Fill,

    /// <summary>An order moved from one state to another.</summary>
    Transition,

    /// <summary>Profit and loss at a moment.</summary>
    Pnl,

    /// <summary>Something an operator should find later: a gap, a rejection, a limit, a kill.</summary>
    Notice,

    /// <summary>Every fill of an instrument up to a trade sequence has been told by the venue's own list.</summary>
    Mark,

    /// <summary>The position changed, or its entry was corrected, without a trade.</summary>
    Adjustment,

    /// <summary>What became of an order that stood in no slot: an earlier session left it, or an outcome came late.</summary>
    Left,
}

/// <summary>What became of an order that an earlier session left.</summary>
public enum LeftOutcome : byte
{
    /// <summary>Not known yet.</summary>
    None = 0,

    /// <summary>It was open and is cancelled, or was cancelled before; perhaps partly filled.</summary>
    Cancelled,

    /// <summary>It was filled.</summary>
    Filled,

    /// <summary>The venue does not list it and tells of no fill: it never arrived, or was cancelled without one.</summary>
    NotFound,
}

/// <summary>A moment of an order's life.</summary>
public struct TransitionFact
{
    /// <summary>Our label.</summary>
    public OrderLabel Label;

    /// <summary>The venue's id, when known.</summary>
    public VenueId OrderId;

    /// <summary>The request it belongs to; 0 for none.</summary>
    public long RequestId;

    /// <summary>Price.</summary>
    public Price Price;

    /// <summary>Total amount.</summary>
    public Size Amount;

    /// <summary>Filled part.</summary>
    public Size Filled;

    /// <summary>From cause to send, ns; 0 where nothing was sent.</summary>
    public long TickToOrderNs;

    /// <summary>The way from cause to send, where something was sent.</summary>
    public StageStamps Stages;

    /// <summary>From send to this answer, ns; 0 where this is none.</summary>
    public long RoundTripNs;

    /// <summary>When the venue took the request in, Unix us by its clock; 0 where this is no answer or it did not say.</summary>
    public long VenueInUs;

    /// <summary>How long the venue says it took, us.</summary>
    public int VenueUs;

    /// <summary>The venue's error code, where it refused.</summary>
    public int ErrorCode;

    /// <summary>State before (numbers of the order life cycle).</summary>
    public byte From;

    /// <summary>State after.</summary>
    public byte To;

    /// <summary>What moved it.</summary>
    public byte Cause;
}

/// <summary>Profit and loss at a moment, USD unless said otherwise.</summary>
public struct PnlFact
{
    /// <summary>Mid price.</summary>
    public double MidUsd;

    /// <summary>Signed position in amount units (USD for inverse, coin for linear).</summary>
    public double Position;

    /// <summary>Account equity, settlement currency.</summary>
    public double Equity;

    /// <summary>Change of account equity since start.</summary>
    public double SessionUsd;

    /// <summary>The venue's unrealised profit.</summary>
    public double OpenUplUsd;

    /// <summary>Our realised profit, fees not included.</summary>
    public double RealizedUsd;

    /// <summary>Our unrealised profit at mark.</summary>
    public double UnrealizedUsd;

    /// <summary>Fees paid.</summary>
    public double FeesUsd;

    /// <summary>Funding received less paid, as the venue tells it.</summary>
    public double FundingUsd;

    /// <summary>Ours minus the venue's.</summary>
    public double DifferenceUsd;
}

/// <summary>Something to be found later.</summary>
public struct NoticeFact
{
    /// <summary>What.</summary>
    public NoticeKind What;

    /// <summary>Its number.</summary>
    public long Number;

    /// <summary>The request or order it concerns.</summary>
    public OrderLabel Label;

    /// <summary>The figure that a limit was compared with; 0 where there is none.</summary>
    public double Value;

    /// <summary>The limit; 0 where there is none.</summary>
    public double Bound;
}

/// <summary>How far the venue's own list of fills has been taken in.</summary>
public struct MarkFact
{
    /// <summary>The trade sequence up to which no fill is missing.</summary>
    public long TradeSequence;
}

/// <summary>What became of an order that stood in no slot.</summary>
public struct LeftFact
{
    /// <summary>Our label.</summary>
    public OrderLabel Label;

    /// <summary>The venue's id, when known.</summary>
    public VenueId OrderId;

    /// <summary>Price; none when not known.</summary>
    public Price Price;

    /// <summary>Total amount; zero when not known.</summary>
    public Size Amount;

    /// <summary>Filled part.</summary>
    public Size Filled;

    /// <summary>What became of it.</summary>
    public LeftOutcome Outcome;
}

/// <summary>Why a position changed without a trade. The numbers are journalled: they never change.</summary>
public enum AdjustmentCause : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Trading began with the position that the venue has, at the venue's average price.</summary>
    Opening = 1,

    /// <summary>The venue's position differed for as long as an answer may take, and no trade explained it: booked at mark.</summary>
    Mismatch = 2,

    /// <summary>A trade came late that an adjustment had stood in for: so much of it is taken back, at its price.</summary>
    Explained = 3,
}

/// <summary>A change of the position without a trade. <see cref="Fact.PositionLots"/> is the position after it.</summary>
public struct AdjustmentFact
{
    /// <summary>Signed lots.</summary>
    public long Lots;

    /// <summary>For an opening: signed lots of the trades that were fetched before it, which it includes.</summary>
    public long RecoveredLots;

    /// <summary>The price at which it was booked, 1e-9 units; 0 where none is known.</summary>
    public long PriceE9;

    /// <summary>Why.</summary>
    public AdjustmentCause Cause;
}

/// <summary>What is journalled: one slot of the second ring. Three cache lines, no references.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
public struct Fact
{
    /// <summary>The position of a fill that was fetched from the venue before its position was taken over.</summary>
    public const long UnknownPosition = long.MinValue;

    /// <summary>Bytes of a fact.</summary>
    public const int SizeBytes = 192;

    /// <summary>What it is.</summary>
    [FieldOffset(0)]
    public FactKind Kind;

    /// <summary>Side, where there is one.</summary>
    [FieldOffset(1)]
    public Side Side;

    /// <summary>Instrument's index.</summary>
    [FieldOffset(2)]
    public ushort Instrument;

    /// <summary>Liquidity of a fill.</summary>
    [FieldOffset(4)]
    public Liquidity Liquidity;

    /// <summary>Whether a fill came from a query after the fact.</summary>
    [FieldOffset(5)]
    public bool Recovered;

    /// <summary>The venue's time, Unix ns.</summary>
    [FieldOffset(8)]
    public long ExchangeNs;

    /// <summary>Our time, Unix ns.</summary>
    [FieldOffset(16)]
    public long ReceiveNs;

    /// <summary>Signed position in lots after this fact; <see cref="UnknownPosition"/> for what was before our time.</summary>
    [FieldOffset(24)]
    public long PositionLots;

    /// <summary>Mid at this moment, 1e-9 units: a price needs no tick, which may be another when the fact is read; 0 when there is none.</summary>
    [FieldOffset(32)]
    public long MidE9;

    /// <summary>Payload of <see cref="FactKind.Fill"/>.</summary>
    [FieldOffset(40)]
    public FillUpdate Fill;

    /// <summary>Payload of <see cref="FactKind.Transition"/>.</summary>
    [FieldOffset(40)]
    public TransitionFact Transition;

    /// <summary>Payload of <see cref="FactKind.Pnl"/>.</summary>
    [FieldOffset(40)]
    public PnlFact Pnl;

    /// <summary>Payload of <see cref="FactKind.Notice"/>.</summary>
    [FieldOffset(40)]
    public NoticeFact Notice;

    /// <summary>Payload of <see cref="FactKind.Mark"/>.</summary>
    [FieldOffset(40)]
    public MarkFact Mark;

    /// <summary>Payload of <see cref="FactKind.Left"/>.</summary>
    [FieldOffset(40)]
    public LeftFact Left;

    /// <summary>Payload of <see cref="FactKind.Adjustment"/>.</summary>
    [FieldOffset(40)]
    public AdjustmentFact Adjustment;
}
