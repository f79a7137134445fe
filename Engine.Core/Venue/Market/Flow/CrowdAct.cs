namespace Engine.Core.Venue.Market.Flow;

/// <summary>What the crowd does at a moment.</summary>
internal enum CrowdAct : byte
{
    /// <summary>One resting order comes, shrinks, moves or goes.</summary>
    Rest,

    /// <summary>A taker comes by itself.</summary>
    Arrive,

    /// <summary>A buyer whom another taker excited.</summary>
    FollowBuying,

    /// <summary>A seller whom another taker excited.</summary>
    FollowSelling,

    /// <summary>An informed buyer just before the price rises.</summary>
    SweepUp,

    /// <summary>An informed seller just before the price falls.</summary>
    SweepDown,

    /// <summary>Sells to bids above the fair price.</summary>
    PickBids,

    /// <summary>Buys from asks below the fair price.</summary>
    PickAsks,

    /// <summary>The crowd's bids above the fair price go.</summary>
    WithdrawBids,

    /// <summary>The crowd's asks below the fair price go.</summary>
    WithdrawAsks,

    /// <summary>A bid at the fair price, where there is none.</summary>
    FillBid,

    /// <summary>An ask at the fair price, where there is none.</summary>
    FillAsk,
}
