using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Channels;
using Engine.Core.Venue.Rpc.Login;

namespace Engine.Core.Venue.Rpc.Sessions;

/// <summary>
/// One client's connection, without its I/O: the server puts requests into <see cref="Exchange.Receive"/> and sends what gathers in
/// <see cref="Outbox"/>. Owned by the venue's thread.
/// </summary>
public sealed class Session
{
    internal Session(long id, SessionKind kind, long nowNs, string? address)
    {
        Id = id;
        Kind = kind;
        Address = address;
        LastRequestNs = nowNs;
    }

    /// <summary>Number of the connection.</summary>
    public long Id { get; }

    /// <summary>WebSocket or HTTP.</summary>
    public SessionKind Kind { get; }

    /// <summary>What waits to be sent.</summary>
    public Outbox Outbox { get; } = new();

    /// <summary>Set when the exchange ends the connection.</summary>
    public SessionEnd? End { get; private set; }

    /// <summary>Whether the newest reply was an error: an HTTP server answers 400.</summary>
    public bool LastReplyFailed { get; internal set; }

    /// <summary>Key of the account that is or was logged in last; null before.</summary>
    public string? Key { get; private set; }

    /// <summary>Network address of the client; null when the server does not say.</summary>
    internal string? Address { get; }

    /// <summary>The login in force; null before and after.</summary>
    internal Grant? Login
    {
        get;
        set
        {
            field = value;
            Key = value?.Account.Key ?? Key;
        }
    }

    internal Account? Account => Login?.Account;

    /// <summary>Set when nothing is to be read from or written to the connection any more, while it stays open.</summary>
    public bool IsFrozen { get; internal set; }

    /// <summary>Orders faults, and is spared by those that do not name it.</summary>
    internal bool IsControl { get; set; }


    /// <summary>Came with a key and secret that do not belong together.</summary>
    internal bool HasBadCredentials { get; set; }

    /// <summary>Accounts whose orders of this connection go when it goes.</summary>
    internal HashSet<Account> CancelOnDisconnect { get; } = [];

    /// <summary>Accounts that it has acted for: a setting of the account is applied to it once.</summary>
    internal HashSet<Account> ActedFor { get; } = [];

    internal bool IsClosed { get; set; }

    internal bool IsReady { get; set; }

    internal List<Channel> Channels { get; } = [];

    /// <summary>What its private channels live by.</summary>
    internal Openers Openers { get; } = new();

    /// <summary>Subscribed by the running request; greeted after its reply.</summary>
    internal List<Channel> NewChannels { get; } = [];

    internal Heartbeat Heartbeat { get; } = new();

    internal long LastRequestNs { get; set; }

    /// <summary>Notifications sent so far; tells a busy connection from an idle one.</summary>
    internal long Notifications { get; set; }


    internal void Finish(int code, string reason, bool isReset = true) => End ??= new SessionEnd(code, reason, isReset);
}
