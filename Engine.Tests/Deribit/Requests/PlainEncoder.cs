using System.Globalization;
using Engine.Core.Events;
using Engine.Core.Primitives;

namespace Engine.Tests.Deribit.Requests;

/// <summary>The plain twin of <c>DeribitEncoder</c>: strings put together, numbers by the base class library.</summary>
internal static class PlainEncoder
{
    public static string Encode(in OrderIntent intent, Instrument instrument)
    {
        string id = intent.RequestId.ToString(CultureInfo.InvariantCulture);
        return intent.Kind switch
        {
            IntentKind.Place => Request(
                id,
                intent.Side == Side.Buy ? "private/buy" : "private/sell",
                $"\"instrument_name\":\"{instrument.Name}\",\"type\":\"limit\",\"time_in_force\":\"good_til_cancelled\",\"label\":\"{intent.Label}\"{Terms(intent, instrument)}"),
            IntentKind.Edit => Request(id, "private/edit", $"\"order_id\":\"{intent.OrderId}\"{Terms(intent, instrument)}"),
            IntentKind.Cancel => Request(id, "private/cancel", $"\"order_id\":\"{intent.OrderId}\""),
            IntentKind.CancelAll => Request(id, "private/cancel_all_by_instrument", $"\"instrument_name\":\"{instrument.Name}\""),
            _ => "",
        };
    }

    private static string Request(string id, string method, string parameters) =>
        $"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"{method}\",\"params\":{{{parameters}}}}}";

    private static string Terms(in OrderIntent intent, Instrument instrument)
    {
        string terms = $",\"amount\":{Number(intent.Amount.Lots, instrument.LotE9)},\"price\":{Number(intent.Price.Ticks, instrument.TickE9)}";
        terms += intent.Flags.HasFlag(OrderFlags.PostOnly) ? ",\"post_only\":true" : ",\"post_only\":false";
        terms += intent.Flags.HasFlag(OrderFlags.RejectPostOnly) ? ",\"reject_post_only\":true" : "";
        return terms + (intent.Flags.HasFlag(OrderFlags.ReduceOnly) ? ",\"reduce_only\":true" : "");
    }

    private static string Number(long count, long unitE9) => (count * (unitE9 / 1e9m)).ToString("0.#########", CultureInfo.InvariantCulture);
}
