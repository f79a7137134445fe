namespace Engine.Core.Venue.Rpc.Sessions;

/// <summary>What happens to a connection by the passing of time: heartbeats, their failure, and the end of an idle socket.</summary>
internal static class SessionTimers
{
    private const long IdleNs = 60_500_000_000;
    private const int HeartbeatCode = 4000;

    private static ReadOnlySpan<byte> TestRequest => """{"params":{"type":"test_request"},"method":"heartbeat","jsonrpc":"2.0"}"""u8;

    private static ReadOnlySpan<byte> Beating => """{"params":{"type":"heartbeat"},"method":"heartbeat","jsonrpc":"2.0"}"""u8;

    public static long NextNs(Session session)
    {
        if (session.End is not null || session.Kind == SessionKind.Http)
            return long.MaxValue;
        long idle = session.Channels.Count == 0 && !session.Heartbeat.IsOn ? session.LastRequestNs + IdleNs : long.MaxValue;
        return Math.Min(idle, Math.Min(session.Heartbeat.NextNs, LoginEndNs(session)));
    }

    public static void Beat(Exchange exchange, Session session, long nowNs)
    {
        if (NextNs(session) > nowNs)
            return;
        if (LoginEndNs(session) <= nowNs)
            exchange.Logins.EndStale(session);
        else if (session.Heartbeat.IsLate(nowNs))
            exchange.End(session, HeartbeatCode, "heartbeat close");
        else if (session.Heartbeat.TryBeat(nowNs, ref exchange.Random))
        {
            if (session.Heartbeat.WasIdle(session.Notifications))
                exchange.Outlet.Send(Beating, session);
            exchange.Outlet.Send(TestRequest, session);
        }
        else
            exchange.End(session, 0, "idle");
    }

    /// <summary>When the login, or a token that a private channel was opened with, ends.</summary>
    private static long LoginEndNs(Session session)
    {
        long ms = Math.Min(session.Login?.ExpiresMs ?? long.MaxValue, session.Openers.EndMs);
        return ms < long.MaxValue / 1_000_000 ? ms * 1_000_000 : long.MaxValue;
    }
}
