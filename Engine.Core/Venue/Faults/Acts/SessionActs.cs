using System.Text;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Faults.Acts;

/// <summary>What is done to connections at a moment.</summary>
internal static class SessionActs
{
    private const int HugeBytes = 1 << 20;
    private const int TooSmall = 64;

    /// <summary>Does it to every connection that the fault is aimed at.</summary>
    public static void Strike(Exchange exchange, ActiveFault fault)
    {
        foreach (Session session in Aimed(exchange, fault))
        {
            switch (fault.Fault.Kind)
            {
                case FaultKind.ExpireToken:
                    if (session.Account is { } account)
                        exchange.Tokens.Expire(account);
                    exchange.Logins.End(session);
                    break;
                case FaultKind.Disconnect when fault.Fault.How is "reset" or "fin":
                    exchange.Cut(session, fault.Fault.How == "reset");
                    break;
                case FaultKind.Disconnect:
                    exchange.End(session, fault.Fault.CloseCode, fault.Fault.Reason ?? "going away");
                    break;
                case FaultKind.Garbage:
                    (byte[] frame, FrameForm? form) = Garbage(fault.Fault);
                    exchange.Outlet.Put(session, frame, form);
                    break;
            }
        }
    }

    /// <summary>Stops all traffic of the connections; gives what undoes it: they are reset, as nobody knows what was lost.</summary>
    public static Action HalfOpen(Exchange exchange, ActiveFault fault)
    {
        Session[] frozen = Aimed(exchange, fault);
        foreach (Session session in frozen)
        {
            fault.Strike();
            session.IsFrozen = true;
            exchange.Outlet.MarkReady(session);
        }

        return () =>
        {
            foreach (Session session in frozen)
                exchange.Cut(session, isReset: true);
        };
    }

    private static Session[] Aimed(Exchange exchange, ActiveFault fault) =>
        [.. exchange.Sessions.Where(session => session.Kind == SessionKind.WebSocket && session.End is null && !session.IsFrozen && fault.Covers(session))];

    private static (byte[] Frame, FrameForm? Form) Garbage(Fault fault) => fault.How switch
    {
        "invalid_utf8" => ([.. "{\"jsonrpc\":\"2.0\",\"method\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8], null),
        "binary" => ([0, 1, 2, 3, 0xFE, 0xFF], new FrameForm { IsBinary = true }),
        "huge" => (Huge(Math.Max(fault.Bytes == 0 ? HugeBytes : fault.Bytes, TooSmall)), null),
        "unknown_method" => ("""{"jsonrpc":"2.0","method":"announcement","params":{"text":"nobody knows this method"}}"""u8.ToArray(), null),
        _ => ("""{"jsonrpc":"2.0","method":"subscription","params":{"channel":"""u8.ToArray(), null),
    };

    /// <summary>A well-formed notification of a size.</summary>
    private static byte[] Huge(int bytes)
    {
        byte[] frame = new byte[bytes];
        frame.AsSpan().Fill((byte)'x');
        Encoding.ASCII.GetBytes("""{"jsonrpc":"2.0","method":"announcement","text":" """.TrimEnd()).CopyTo(frame, 0);
        "\"}"u8.CopyTo(frame.AsSpan(bytes - 2));
        return frame;
    }
}
