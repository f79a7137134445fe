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
