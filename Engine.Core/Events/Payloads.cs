using Engine.Core.Primitives;

namespace Engine.Core.Events;

/// <summary>
/// Levels of one book message: first the bids, then the asks. The header stands in each event of a message that needs
/// several; the flags say where it begins and ends.
/// </summary>
public struct BookUpdate
{
    /// <summary>The message's change id.</summary>
    public long ChangeId;

    /// <summary>The change id it follows; meaningless in a snapshot.</summary>
    public long PreviousChangeId;

    /// <summary>The levels; <see cref="EngineEvent.Count"/> bids+asks, of which <see cref="EngineEvent.Tag"/> are bids.</summary>
    public BookLevels Levels;
}

/// <summary>Best bid and ask. A price of none means an empty side.</summary>
public struct QuoteUpdate
{
    /// <summary>Best bid.</summary>
    public Price Bid;

    /// <summary>Best ask.</summary>
    public Price Ask;

    /// <summary>Amount at the best bid.</summary>
    public Size BidSize;

    /// <summary>Amount at the best ask.</summary>
    public Size AskSize;
}

/// <summary>A ticker. Decimals that need not lie on the grid are in 1e-9 units.</summary>
public struct TickerUpdate
{
    /// <summary>The touch as the ticker saw it.</summary>
    public QuoteUpdate Touch;

    /// <summary>Mark price.</summary>
    public long MarkE9;

    /// <summary>Index price.</summary>
    public long IndexE9;

    /// <summary>Lowest price the venue takes a sell at.</summary>
    public long MinPriceE9;

    /// <summary>Highest price the venue takes a buy at.</summary>
    public long MaxPriceE9;

    /// <summary>Funding rate per 8 h, now.</summary>
    public long FundingE9;

    /// <summary>Funding rate of the trailing 8 h.</summary>
    public long Funding8hE9;

    /// <summary>Last trade's price.</summary>
    public long LastE9;

    /// <summary>Last settlement's price.</summary>
    public long SettlementE9;
}

/// <summary>A public trade. <see cref="EngineEvent.Side"/> is the aggressor's.</summary>
public struct TradeUpdate
{
    /// <summary>Its price.</summary>
    public Price Price;

    /// <summary>Its amount.</summary>
    public Size Size;

    /// <summary>Gap-free number within the instrument.</summary>
    public long TradeSequence;

    /// <summary>Index price at the trade, 1e-9 units.</summary>
    public long IndexE9;

    /// <summary>Mark price at the trade, 1e-9 units.</summary>
    public long MarkE9;
}

/// <summary>One of the account's orders as the venue has it. <see cref="EngineEvent.Side"/> is the order's.</summary>
public struct OrderUpdate
{
    /// <summary>Our label, or none for an order that is not ours.</summary>
    public OrderLabel Label;

    /// <summary>The venue's id; none while the venue has not told it, which it may owe to orders of ours alone.</summary>
    public VenueId OrderId;

    /// <summary>Limit price; none for orders without one.</summary>
    public Price Price;

    /// <summary>Total amount, the filled part included.</summary>
    public Size Amount;

    /// <summary>The filled part.</summary>
    public Size Filled;

    /// <summary>Average fill price, 1e-9 units; 0 until filled.</summary>
    public long AverageE9;

    /// <summary>Creation time, Unix ms.</summary>
    public long CreatedMs;

    /// <summary>The venue's state of it.</summary>
    public VenueOrderState State;

    /// <summary>Why it was cancelled, where it was.</summary>
    public CancelReason CancelReason;

    /// <summary>Its properties.</summary>
    public OrderFlags Flags;
}

/// <summary>One of the account's trades. <see cref="EngineEvent.Side"/> is our side, <see cref="EngineEvent.Tag"/> a <see cref="Liquidity"/>.</summary>
public struct FillUpdate
{
    /// <summary>The venue's trade id: the identity of the fill.</summary>
    public VenueId TradeId;

    /// <summary>The order that was filled.</summary>
    public VenueId OrderId;

    /// <summary>Our label, or none for a stranger's order on the account.</summary>
    public OrderLabel Label;

    /// <summary>Fill price, exact, 1e-9 units: a trade of an earlier day need not lie on today's grid.</summary>
    public long PriceE9;

    /// <summary>Filled amount.</summary>
    public Size Size;

    /// <summary>Fee paid (negative: received), settlement currency, 1e-9 units.</summary>
    public long FeeE9;

    /// <summary>Number within the instrument's trades.</summary>
    public long TradeSequence;

    /// <summary>Index price at the fill, 1e-9 units.</summary>
    public long IndexE9;

    /// <summary>Mark price at the fill, 1e-9 units.</summary>
    public long MarkE9;
}

/// <summary>
/// The venue's position in one instrument. Money in the settlement currency, 1e-9 units. In the answer to a query
/// <see cref="EngineEvent.ExchangeNs"/> is when the venue took the question in: trades from before are part of it.
/// </summary>
public struct PositionUpdate
{
    /// <summary>Signed lots: USD lots for inverse, coin lots for linear.</summary>
    public long Lots;

    /// <summary>Average entry price, 1e-9 units (the venue shows two decimals).</summary>
    public long AverageE9;

    /// <summary>Mark price, 1e-9 units.</summary>
    public long MarkE9;

    /// <summary>Index price, 1e-9 units.</summary>
    public long IndexE9;

    /// <summary>Unrealised profit since the last settlement.</summary>
    public long FloatingE9;

    /// <summary>Realised profit of the session (since the last settlement).</summary>
    public long RealizedE9;

    /// <summary>Unrealised profit since entry.</summary>
    public long TotalE9;

    /// <summary>Funding within <see cref="RealizedE9"/>.</summary>
    public long FundingE9;

    /// <summary>Price of the last settlement, 1e-9 units; 0 where it is not told.</summary>
    public long SettlementE9;
}

/// <summary>The venue's account in one currency, 1e-9 units of it.</summary>
public struct PortfolioUpdate
{
    /// <summary>The currency.</summary>
    public AsciiCode Currency;

    /// <summary>Equity.</summary>
    public long EquityE9;

    /// <summary>Balance.</summary>
    public long BalanceE9;

    /// <summary>Margin balance.</summary>
    public long MarginBalanceE9;

    /// <summary>Available funds.</summary>
    public long AvailableE9;

    /// <summary>Initial margin.</summary>
    public long InitialMarginE9;

    /// <summary>Maintenance margin.</summary>
    public long MaintenanceMarginE9;

    /// <summary>Unrealised profit of the session.</summary>
    public long SessionUplE9;

    /// <summary>Realised profit of the session.</summary>
    public long SessionRplE9;

    /// <summary>Delta of everything held, in the currency.</summary>
    public long DeltaTotalE9;
}

/// <summary>The answer to one of our order requests.</summary>
public struct ReplyUpdate
{
    /// <summary>The request's id.</summary>
    public long RequestId;

    /// <summary>0, or the venue's error code.</summary>
    public int ErrorCode;

    /// <summary>Time the venue says it took, us.</summary>
    public int VenueUs;

    /// <summary>When the venue took the request in, Unix us by its clock; 0 where it did not say.</summary>
    public long VenueInUs;

    /// <summary>The order in the answer; its id is none when the answer held none.</summary>
    public OrderUpdate Order;
}

/// <summary>An instrument's specification.</summary>
public struct SpecificationUpdate
{
    /// <summary>Price step, 1e-9 units.</summary>
    public long TickE9;

    /// <summary>Amount step, 1e-9 units.</summary>
    public long LotE9;

    /// <summary>Smallest order, 1e-9 units.</summary>
    public long MinAmountE9;

    /// <summary>Maker fee, fraction, 1e-9 units.</summary>
    public long MakerFeeE9;

    /// <summary>Taker fee, fraction, 1e-9 units.</summary>
    public long TakerFeeE9;

    /// <summary>Settlement currency.</summary>
    public AsciiCode Settlement;

    /// <summary>First coarser grid, where there is one.</summary>
    public TickStep Step1;

    /// <summary>Second coarser grid, where there is one.</summary>
    public TickStep Step2;

    /// <summary>Inverse or linear.</summary>
    public ContractKind Kind;

    /// <summary>Whether the instrument trades now.</summary>
    public bool IsOpen;
}

/// <summary>A change of the session.</summary>
public struct SessionUpdate
{
    /// <summary>The new state.</summary>
    public SessionState State;

    /// <summary>Whether a list of open orders begins or ends with this.</summary>
    public OpenOrderList List;

    /// <summary>Whether the venue's market-maker protection is set up, so that orders may go under it.</summary>
    public bool IsProtected;

    /// <summary>Rate credits a second the venue allows for orders; 0 when not told.</summary>
    public int OrderRate;

    /// <summary>Largest burst the venue allows for orders; 0 when not told.</summary>
    public int OrderBurst;
}

/// <summary>A wish of the operator or the host. With <see cref="CommandKind.Kill"/>, <see cref="EngineEvent.Tag"/> is the reason's number; 0 is the operator.</summary>
public struct CommandUpdate
{
    /// <summary>What is wanted.</summary>
    public CommandKind Kind;
}

/// <summary>
/// An order request that has left. <see cref="EngineEvent.Side"/> is the order's, <see cref="EngineEvent.Tag"/> an
/// <see cref="IntentKind"/>, <see cref="EngineEvent.ReceiveNs"/> the time of the send.
/// </summary>
public struct SentUpdate
{
    /// <summary>The request's id.</summary>
    public long RequestId;

    /// <summary>Our label.</summary>
    public OrderLabel Label;

    /// <summary>The venue's id, where it was known.</summary>
    public VenueId OrderId;

    /// <summary>Price asked for.</summary>
    public Price Price;

    /// <summary>Total amount asked for.</summary>
    public Size Amount;

    /// <summary>When the bytes that led to it had been read, Unix ns.</summary>
    public long CauseNs;

    /// <summary>What happened between the two.</summary>
    public StageStamps Stages;
}
