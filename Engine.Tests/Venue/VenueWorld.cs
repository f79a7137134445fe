using System.Text;
using Engine.Core.Venue;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Tests.Venue;

/// <summary>An exchange, its clients and the time they share.</summary>
internal sealed class VenueWorld
{
    public const long Second = 1_000_000_000;

    public VenueWorld(ExchangeOptions? options = null)
    {
        NowNs = 1_790_755_218_000_000_000;
        Exchange = new Exchange(options ?? Quiet, NowNs);
    }

    /// <summary>No crowd, no limits: only clients trade.</summary>
    public static ExchangeOptions Quiet => new() { HasCrowd = false, Limits = false };

    public Exchange Exchange { get; }

    public long NowNs { get; private set; }

    public List<VenueClient> Clients { get; } = [];

    public VenueClient Client(string key) => new VenueClient(this).Login(key);

    public void Wait(long ns)
    {
        NowNs += ns;
        Exchange.Advance(NowNs);
        Deliver();
    }

    /// <summary>All money, positions and books as text, without what only time changes.</summary>
    public string Picture()
    {
        var text = new StringBuilder();
        foreach ((string key, string currency, decimal equity, decimal fees) in Exchange.Books())
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{key} {currency} {equity} {fees}\n");
        foreach ((string key, string instrument, long lots) in Exchange.Positions())
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{key} {instrument} {lots}\n");
        var reader = new VenueClient(this, SessionKind.Http);
        foreach (string instrument in (string[])["BTC-PERPETUAL", "ETH-PERPETUAL"])
        {
            System.Text.Json.JsonElement book = reader.Result("public/get_order_book", new { instrument_name = instrument, depth = 1000 });
            text.Append(book.GetProperty("change_id").GetRawText()).Append(book.GetProperty("bids").GetRawText()).Append(book.GetProperty("asks").GetRawText());
        }

        Exchange.Close(reader.Session, NowNs);
        Clients.Remove(reader);
        return text.ToString();
    }

    public void Deliver()
    {
        while (Exchange.TryTakeReady(out Session session))
        {
            VenueClient client = Clients.Find(candidate => candidate.Session == session)!;
            for (int i = 0; i < session.Outbox.Count; i++)
            {
                client.Frames.Add(Encoding.UTF8.GetString(session.Outbox[i]));
                client.LastForm = session.Outbox.Form(i);
            }

            session.Outbox.Clear();
        }
    }
}
