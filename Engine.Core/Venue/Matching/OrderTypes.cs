namespace Engine.Core.Venue.Matching;

/// <summary>What the types of orders have in common.</summary>
internal static class OrderTypes
{
    /// <summary>Waits for a price before it is an order.</summary>
    public static bool IsTrigger(this OrderType type) => type >= OrderType.StopLimit;

    /// <summary>Stops wait for the price to go against them, takes for it to go in favour.</summary>
    public static bool IsTake(this OrderType type) => type is OrderType.TakeLimit or OrderType.TakeMarket;

    /// <summary>Names no price of its own.</summary>
    public static bool IsMarket(this OrderType type) =>
        type is OrderType.Market or OrderType.StopMarket or OrderType.TakeMarket or OrderType.TrailingStop;

    /// <summary>What a trigger order becomes.</summary>
    public static OrderType Triggered(this OrderType type) => type.IsMarket() ? OrderType.Market : OrderType.Limit;
}
