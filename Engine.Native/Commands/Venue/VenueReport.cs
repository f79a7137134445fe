using System.Globalization;
using System.Text;
using Engine.Core.Venue;
using Engine.Native.VenueServer;

namespace Engine.Native.Commands.Venue;

/// <summary>The venue's lines for its operator: what it runs, and at the end what it did.</summary>
internal static class VenueReport
{
    public static string Opening(VenueRequest request)
    {
        ExchangeOptions exchange = request.Server.Exchange;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{string.Join(", ", exchange.Instruments)}; seed {exchange.Seed}, speed {exchange.Speed}, ");
        text.Append(exchange.Replay is null ? $"market {exchange.Regime.Name}, " : "market of a recording, ");
        text.Append(exchange.Limits ? "limits on" : "limits off");
        text.AppendLine(exchange.Keys.Count == 0 ? ", any key" : string.Create(CultureInfo.InvariantCulture, $", keys: {exchange.Keys.Count}"));
        if (request.Server.EchoPath is not null)
            text.AppendLine($"echo at {request.Server.EchoPath}");
        if (request.Identity?.PublishedAs is not null)
            text.AppendLine($"certificate {request.Identity.PublishedAs} (set SSL_CERT_FILE to it)");
        return text.ToString();
    }

    public static string Ending(ServerTally tally) => string.Create(
        CultureInfo.InvariantCulture,
        $"ended: {tally.Sockets} sockets, {tally.Requests} requests ({tally.HttpRequests} by HTTP), {tally.Orders} orders, {tally.Trades} trades, {tally.Messages} messages sent, {tally.SlowReadersClosed} slow readers closed");
}
