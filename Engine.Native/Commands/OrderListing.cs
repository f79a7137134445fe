using System.Globalization;
using Engine.Native.Storage.Recovery;

namespace Engine.Native.Commands;

/// <summary>Orders as a table for people or spreadsheets: <c>engine journal --orders</c> and <c>--left</c>.</summary>
internal static class OrderListing
{
    /// <summary>Writes orders.</summary>
    public static int Write(IReadOnlyList<StoredOrder> orders, TextWriter output, bool isCsv)
    {
        output.WriteLine(isCsv
            ? "updated_ns,label,symbol,side,price,amount,filled,order_id,state,resolution"
            : $"{"TIME UTC",-23}  {"LABEL",-24} {"SYMBOL",-20} {"SIDE",-4} {"PRICE",12} {"AMOUNT",12} {"FILLED",12}  {"STATE",-10} {"ORDER",-16} END");
        foreach (StoredOrder order in orders)
            output.WriteLine(isCsv ? Csv(order) : Plain(order));
        return ExitCode.Done;
    }

    private static string Csv(StoredOrder order) => string.Create(
        CultureInfo.InvariantCulture,
        $"{order.UpdatedNs},{order.Label},{order.Symbol},{order.Side},{order.Price},{order.Amount},{order.Filled},{order.OrderId},{order.State},{order.Resolution}");

    private static string Plain(StoredOrder order)
    {
        DateTime time = DateTime.UnixEpoch.AddTicks(order.UpdatedNs / 100);
        string what = $"{order.State,-10} {order.OrderId ?? "-",-16} {order.Resolution ?? ""}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{time:yyyy-MM-dd HH:mm:ss.fff}  {order.Label,-24} {order.Symbol,-20} {order.Side,-4} {order.Price,12} {order.Amount,12} {order.Filled,12}  {what}").TrimEnd();
    }
}
