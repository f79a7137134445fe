namespace Engine.Core.Trading;

/// <summary>What a trade that is told turns out to be.</summary>
public enum TradeNews : byte
{
    /// <summary>It is told for the first time: to be booked.</summary>
    New,

    /// <summary>It has been told before, by a reply, a notification or a query.</summary>
    Told,

    /// <summary>There is no room to remember it by: not to be booked now. A query, which it is time for, tells it again.</summary>
    Later,
}
