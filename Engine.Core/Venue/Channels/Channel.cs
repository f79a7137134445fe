using System.Text;
using Engine.Core.Venue.Rpc.Sessions;
using Engine.Core.Venue.Text;

namespace Engine.Core.Venue.Channels;

/// <summary>
/// One named stream of notifications. A message is written once and copied to each subscriber. Owned by the venue's thread.
/// </summary>
internal abstract class Channel(string name, Outlet outlet)
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes(name);
    private readonly List<Subscription> _subscriptions = [];

    public string Name { get; } = name;

    public bool IsIdle => _subscriptions.Count == 0;

    public int Subscribers => _subscriptions.Count;

    /// <summary>Raw public channels need a login.</summary>
    public virtual bool NeedsLogin => false;

    protected Outlet Outlet { get; } = outlet;

    /// <summary>Adds a connection; false when it is there already.</summary>
    public bool TryAdd(Session session, byte[] insert)
    {
        foreach (Subscription subscription in _subscriptions)
        {
            if (subscription.Session == session)
                return false;
        }

        if (IsIdle)
            Wake();
        _subscriptions.Add(new Subscription(session, insert));
        session.Channels.Add(this);
        return true;
    }

    public bool Remove(Session session)
    {
        session.Channels.Remove(this);
        session.Openers.Remove(this);
        return _subscriptions.RemoveAll(subscription => subscription.Session == session) > 0;
    }

    /// <summary>Someone is about to join: what has gathered is not for them and goes out to the others.</summary>
    public virtual void Admit() => Flush();

    /// <summary>What a new subscriber gets first.</summary>
    public virtual void Greet(Session session)
    {
    }

    /// <summary>Sends what has gathered.</summary>
    public virtual void Flush()
    {
    }

    /// <summary>The first subscriber came: start gathering from here.</summary>
    protected virtual void Wake()
    {
    }

    /// <summary>Opens a message; the data follows.</summary>
    protected JsonText Begin() => Outlet.Begin(_name);

    /// <summary>Closes the message and gives it to every subscriber.</summary>
    protected void Send(JsonText message) => Outlet.Send(message, _subscriptions);

    /// <summary>Closes the message and gives it to one of them.</summary>
    protected void Send(JsonText message, Session session)
    {
        foreach (Subscription subscription in _subscriptions)
        {
            if (subscription.Session == session)
                Outlet.Send(message, subscription);
        }
    }
}
