using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Channels;
using Engine.Core.Venue.Channels.Users;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Rpc.Login;

/// <summary>What connections have by their tokens: a login, private channels, cancel-on-disconnect; and how they lose it.</summary>
internal sealed class Logins(Exchange exchange)
{
    /// <summary>Accounts whose connections cancel on disconnect from their first act on.</summary>
    public HashSet<int> CancelOnDisconnectAccounts { get; } = [];

    /// <summary>A login ran out or was taken back: the connection stays, and knows no account; the account's channels go silent.</summary>
    public void End(Session session)
    {
        session.Login = null;
        DropChannels(session, _ => true);
    }

    /// <summary>A connection acts for an account: at the first time it gets the account's cancel-on-disconnect.</summary>
    public void ActFor(Session session, Account account)
    {
        if (session.Kind == SessionKind.WebSocket && session.ActedFor.Add(account) && CancelOnDisconnectAccounts.Contains(account.Id))
            session.CancelOnDisconnect.Add(account);
    }

    /// <summary>Ends the logins, and the private channels, of all connections whose token was taken back.</summary>
    public void EndRevoked()
    {
        foreach (Session session in exchange.Sessions)
            EndStale(session);
    }

    /// <summary>Ends what a connection has by tokens that ran out or were taken back.</summary>
    public void EndStale(Session session)
    {
        long nowMs = exchange.NowNs / 1_000_000;
        if (session.Login?.IsGood(nowMs, null) == false)
            session.Login = null;
        DropChannels(session, grant => !grant.IsGood(nowMs, null));
    }

    /// <summary>
    /// A connection that logs in keeps no channel of another account, and none that the new login may not see; the others live on by it.
    /// </summary>
    public void DropForeignChannels(Session session)
    {
        Grant login = session.Login!;
        DropChannels(session, grant => grant.Account != login.Account);
        foreach (Channel channel in session.Channels.Where(channel => channel is PrivateChannel).ToArray())
        {
            if (Permission.Sees(login.Scope, channel.Name))
                session.Openers.Put(channel, login);
            else
                channel.Remove(session);
        }

        exchange.Watch(session);
    }

    private void DropChannels(Session session, Predicate<Grant> which)
    {
        foreach (Channel channel in session.Channels.ToArray())
        {
            if (session.Openers.Of(channel) is not Grant grant || !which(grant))
                continue;
            channel.Remove(session);
            // It was not idle up to now.
            session.LastRequestNs = exchange.NowNs;
        }

        exchange.Watch(session);
    }
}
