using Engine.Core.Venue.Desk;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Faults;

/// <summary>What stands in the way of requests.</summary>
internal sealed class RequestFaults(Exchange exchange)
{
    private readonly List<ActiveFault> _faults = [];

    public bool IsEmpty => _faults.Count == 0;

    public bool IsInMaintenance => _faults.Exists(fault => fault.Fault.Kind == FaultKind.Maintenance);

    public void Add(ActiveFault fault) => _faults.Add(fault);

    public void Remove(ActiveFault fault) => _faults.Remove(fault);

    /// <summary>Keeps a request for later; the exchange receives it again then. False when it is to go on now.</summary>
    public bool TryHold(Session session, string method, ReadOnlySpan<byte> request, Action<byte[]> again)
    {
        foreach (ActiveFault fault in _faults.ToArray())
        {
            if (fault.Fault.Kind is not (FaultKind.Stall or FaultKind.SlowRequest) || !Aims(fault, session, method) || !fault.TryStrike())
                continue;
            byte[] kept = request.ToArray();
            if (fault.Fault.Kind == FaultKind.Stall)
                fault.HeldRequests.Add(() => again(kept));
            else
                exchange.Agenda.At(exchange.NowNs + fault.DelayNs(), () => again(kept));
            exchange.Faults.Settle(fault);
            return true;
        }

        return false;
    }

    /// <summary>Decides about a request that is about to be done.</summary>
    public RequestVerdict Judge(Session session, string method)
    {
        var verdict = default(RequestVerdict);
        foreach (ActiveFault fault in _faults.ToArray())
        {
            if (fault.Fault.Kind is FaultKind.Stall or FaultKind.SlowRequest || !Aims(fault, session, method) || !fault.TryStrike())
                continue;
            verdict = fault.Fault.Kind switch
            {
                FaultKind.Reject => verdict with { Refusal = new Refusal(fault.Fault.Code, fault.Fault.Reason ?? KnownErrors.MessageOf(fault.Fault.Code)!) },
                FaultKind.RateLimit => verdict with { Refusal = Refusal.TooManyRequests },
                FaultKind.Maintenance => verdict with { Refusal = new Refusal(11051, "system_maintenance") },
                FaultKind.LostRequest => verdict with { IsLost = true },
                FaultKind.LostReply => verdict with { IsSilent = true },
                _ => verdict with { ReplyLast = fault.Fault.How == "event" },
            };
            exchange.Faults.Settle(fault);
            if (verdict.Refusal is not null || verdict.IsLost)
                break;
        }

        return verdict;
    }

    private static bool Aims(ActiveFault fault, Session session, string method) =>
        fault.Covers(session) && Pattern.Fits(fault.Fault.Method, method) && fault.Fault.Kind switch
        {
            FaultKind.Maintenance => !IsOfTheSession(method),
            FaultKind.ReplyOrder => method.StartsWith("private/", StringComparison.Ordinal),
            _ => true,
        };

    /// <summary>A client stays connected, logged in and subscribed through a maintenance, so that it learns of its end.</summary>
    private static bool IsOfTheSession(string method) => method is "public/test" or "public/hello" or "public/status" or "public/get_time" or "public/auth"
        or "public/set_heartbeat" or "public/disable_heartbeat" or "public/subscribe" or "public/unsubscribe" or "public/unsubscribe_all"
        or "private/subscribe" or "private/unsubscribe" or "private/unsubscribe_all" or "private/logout"
        or "private/enable_cancel_on_disconnect" or "private/disable_cancel_on_disconnect" or "private/get_cancel_on_disconnect";
}
