using System.Globalization;
using Engine.Core.Journal.Intents;
using Engine.Core.Primitives;
using Engine.Native.Storage.Journal;
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

    /// <summary>
    /// Writes what sessions left: first what stands in the intent log, which the next start takes over (or which a session that
    /// runs now is working with), then what earlier starts found.
    /// </summary>
    public static int WriteLeft(string path, JournalReader reader, TextWriter output, bool isCsv)
    {
        IntentScan? scan = IntentFile.Read(IntentPlace.Of(path, reader.Identity));
        IReadOnlyList<StoredOrder> stored = reader.LeftOrders();
        var known = stored.Select(order => order.Label).ToHashSet(StringComparer.Ordinal);
        List<StoredOrder> logged = [.. (scan?.Left ?? []).Select(Of).Where(order => !known.Contains(order.Label))];
        if (!isCsv && logged.Count > 0)
            output.WriteLine($"session {scan!.Origin.SessionId:x6} ({scan.Origin.Environment}, {scan.Origin.Url}) has {logged.Count} order(s) that may be open; unless it runs now, the next start looks them up");
        return Write([.. logged, .. stored], output, isCsv);
    }

    private static StoredOrder Of(LeftOrder order) => new(
        order.Label.ToString(),
        order.Symbol,
        order.Side.Word(),
        order.PriceE9 == 0 ? null : order.PriceE9 / 1e9,
        order.AmountE9 / 1e9,
        order.FilledE9 / 1e9,
        order.OrderId.IsSome ? order.OrderId.ToString() : null,
        order.State.ToString(),
        order.CauseNs,
        null);

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
