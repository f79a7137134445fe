using Engine.Core.Primitives;

namespace Engine.Core.Venue.Matching;

/// <summary>An order at the exchange, from its acceptance to its end. Mutable; owned by the venue's thread.</summary>
public sealed class Order
{
    /// <summary>Number within its settlement group; 0 for the simulated crowd, whose orders nobody asks for.</summary>
    public long Id;

    /// <summary>Account that owns it; 0 is the crowd.</summary>
    public int Owner;

    /// <summary>Connection that created it; 0 when none.</summary>
    public long SessionId;

    /// <summary>Index of its instrument.</summary>
    public int Listing;

    /// <summary>The owner's mark on it; empty when none.</summary>
    public string Label = "";

    /// <summary>Bid or ask.</summary>
    public Side Side;

    /// <summary>Limit or market.</summary>
    public OrderType Type;

    /// <summary>Lifetime.</summary>
    public TimeInForce TimeInForce;

    /// <summary>Never takes: moved outside the opposite best, or refused.</summary>
    public bool PostOnly;

    /// <summary>With <see cref="PostOnly"/>: refuse instead of moving.</summary>
    public bool RejectPostOnly;

    /// <summary>Must not increase the position.</summary>
    public bool ReduceOnly;

    /// <summary>Counts for its owner's market-maker protection, and goes when that is triggered.</summary>
    public bool Mmp;

    /// <summary>Was ended by it.</summary>
    public bool MmpCancelled;

    /// <summary>Set for an order of a mass quote.</summary>
    public QuoteMark? Quote;

    /// <summary>Closes a position for the venue.</summary>
    public bool IsLiquidation;

    /// <summary>Was edited.</summary>
    public bool Replaced;

    /// <summary>Came over the RPC, not from a screen.</summary>
    public bool IsApi = true;

    /// <summary>Where it stands.</summary>
    public OrderState State;

    /// <summary>Why it was cancelled.</summary>
    public CancelReason CancelReason;

    /// <summary>Limit price in ticks; for a market order the last price it may trade at.</summary>
    public long PriceTicks;

    /// <summary>Total size in lots, the filled part included.</summary>
    public long Lots;

    /// <summary>Traded so far, lots.</summary>
    public long FilledLots;

    /// <summary>Value of what traded, in the settlement currency.</summary>
    public decimal FilledValue;

    /// <summary>Acceptance, Unix milliseconds.</summary>
    public long CreatedMs;

    /// <summary>Last change, Unix milliseconds.</summary>
    public long UpdatedMs;

    /// <summary>Last change, Unix nanoseconds.</summary>
    public long UpdatedNs;

    /// <summary>When it came to its end by the true time, Unix nanoseconds; what it is kept by.</summary>
    public long DoneNs = long.MaxValue;

    /// <summary>The venue's snowflake number.</summary>
    public long StarbaseId;

    /// <summary>What an iceberg shows at a time, lots; 0 when it shows everything.</summary>
    public long DisplayLots;

    /// <summary>What an iceberg in the book holds back, lots.</summary>
    public long HiddenLots;

    /// <summary>What the client asked for where <see cref="Type"/> is what became of it.</summary>
    public OrderType OriginalType;

    /// <summary>The price that sets a trigger order off.</summary>
    public TriggerSource Trigger;

    /// <summary>Where it is set off, ticks.</summary>
    public long TriggerTicks;

    /// <summary>How far a trailing stop stays behind, ticks.</summary>
    public long TriggerOffsetTicks;

    /// <summary>For an order that a trigger order has placed, the number of that one.</summary>
    public long TriggeredBy;

    /// <summary>Unfilled lots.</summary>
    public long RestLots => Lots - FilledLots;

    /// <summary>Unfilled lots that the book shows.</summary>
    public long ShownLots => Lots - FilledLots - HiddenLots;

    /// <summary>Whether it waits in the book.</summary>
    public bool IsResting => Level is not null;

    /// <summary>Whether it can still change: in the book, waiting for its trigger, or held.</summary>
    public bool IsLive => State is OrderState.Open or OrderState.Untriggered or OrderState.SpeedBumped;

    /// <summary>Why what it does not take at once is to be cancelled, when that was asked while it was held.</summary>
    internal CancelReason CancelAtEntry;

    /// <summary>The book event in which hidden lots came to light.</summary>
    internal long RefreshedIn;

    /// <summary>The step that has already noted its change.</summary>
    internal long NotedIn;

    internal PriceLevel? Level;
    internal Order? Before;
    internal Order? After;

    /// <summary>Back to the state of a new order, so that the crowd's orders can be used again.</summary>
    internal void Reset()
    {
        Id = 0;
        SessionId = 0;
        Label = "";
        PostOnly = RejectPostOnly = ReduceOnly = Replaced = false;
        State = OrderState.Open;
        CancelReason = CancelReason.None;
        FilledLots = 0;
        FilledValue = 0;
        DisplayLots = HiddenLots = RefreshedIn = NotedIn = 0;
        Level = null;
        Before = After = null;
    }
}
