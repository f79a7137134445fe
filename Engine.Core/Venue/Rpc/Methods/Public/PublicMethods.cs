namespace Engine.Core.Venue.Rpc.Methods.Public;

/// <summary>All public reads.</summary>
internal static class PublicMethods
{
    public static IEnumerable<Method> All =>
    [
        .. CatalogueMethods.All,
        .. QuoteMethods.All,
        .. TradeMethods.All,
        .. IndexMethods.All,
        .. FundingMethods.All,
        .. ChartMethods.All,
    ];
}
