using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Channels;
using Engine.Core.Venue.Rpc.Limits;

namespace Engine.Core.Venue.Rpc.Sessions;

/// <summary>
/// One client's connection, without its I/O: the server puts requests into <see cref="Exchange.Receive"/> and sends what gathers in
/// <see cref="Outbox"/>. Owned by the venue's thread.
/// </summary>
public sealed class Session
{
    internal Session(long id, SessionKind kind, long nowNs)
    {
        Id = id;
        Kind = kind;
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

    /// <summary>Key of the logged-in account; null before.</summary>
    public string? Key => Account?.Key;

    /// <summary>Set when nothing is to be read from or written to the connection any more, while it stays open.</summary>
    public bool IsFrozen { get; internal set; }

    internal Account? Account { get; set; }

    /// <summary>The login has ended before the connection; the account still counts for its orders.</summary>
    internal bool IsLoginExpired { get; set; }

    /// <summary>Orders faults, and is spared by those that do not name it.</summary>
    internal bool IsControl { get; set; }

    internal bool MayTrade { get; set; } = true;

    /// <summary>Came with a key and secret that do not belong together.</summary>
    internal bool HasBadCredentials { get; set; }

    internal bool CancelOnDisconnect { get; set; }

    internal bool IsClosed { get; set; }

    internal bool IsReady { get; set; }

    internal List<Channel> Channels { get; } = [];

    /// <summary>Subscribed by the running request; greeted after its reply.</summary>
    internal List<Channel> NewChannels { get; } = [];

    internal Heartbeat Heartbeat { get; } = new();

    internal Credits PublicCredits { get; } = new();

    internal long LastRequestNs { get; set; }

    internal void Finish(int code, string reason, bool isReset = true) => End ??= new SessionEnd(code, reason, isReset);
}
