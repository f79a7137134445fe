using Engine.Core.Venue.Channels;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Venue.Rpc.Sessions;

namespace Engine.Core.Venue.Faults.Frames;

/// <summary>
/// Stands between the outlet and the outboxes while a fault of frames is active: each frame passes the faults in the order in which
/// they began; the first that keeps it decides, others change how it leaves.
/// </summary>
internal sealed class FrameFaults(Exchange exchange) : IFrameGate
{
    private const long ReorderNs = 1_000_000_000;

    private readonly List<ActiveFault> _faults = [];

    public bool IsEmpty => _faults.Count == 0;

    public void Add(ActiveFault fault) => _faults.Add(fault);

    public void Remove(ActiveFault fault) => _faults.Remove(fault);

    /// <inheritdoc/>
    public void Pass(Session session, ReadOnlySpan<byte> frame, string? method)
    {
        if (session.IsFrozen)
            return;
        FrameName name = FrameName.Of(frame, method);
        ActiveFault[] faults = [.. _faults];
        var way = new FrameWay(frame);
        foreach (ActiveFault fault in faults)
        {
            if (way.IsKept || !Aims(fault, session, name, frame))
                continue;
            if (fault.TryStrike())
                Strike(fault, session, ref way);
            else if (fault.Fault.Kind == FaultKind.Delay && fault.Held.LastDueNs(session) is > 0 and long behindNs)
                Hold(fault, new HeldFrame(session, way.Bytes, way.Form) { DueNs = behindNs }, ref way); // no overtaking
        }

        if (!way.IsKept)
        {
            Send(session, ref way);
            Passed(session, name, frame, faults);
            if (way.IsLast)
                exchange.Cut(session, way.IsReset);
        }

        foreach (ActiveFault fault in faults)
            exchange.Faults.Settle(fault);
    }

    /// <summary>Sends a frame now, past all faults.</summary>
    public void Emit(HeldFrame frame)
    {
        if (!frame.Session.IsClosed && !frame.Session.IsFrozen)
            exchange.Outlet.Put(frame.Session, frame.Bytes, frame.Form);
    }

    private static bool Aims(ActiveFault fault, Session session, FrameName name, ReadOnlySpan<byte> frame) =>
        fault.Covers(session) && name.Fits(fault.Fault.Channel, fault.Fault.Method) && fault.Fault.Kind switch
        {
            FaultKind.BookGap or FaultKind.BookCrossed or FaultKind.BookWrongId => BookForgery.IsChange(name, frame),
            FaultKind.HalfOpen => false,
            _ => true,
        };

    private void Strike(ActiveFault fault, Session session, ref FrameWay way)
    {
        Fault what = fault.Fault;
        switch (what.Kind)
        {
            case FaultKind.Drop or FaultKind.Freeze or FaultKind.BookGap:
                way.IsKept = true;
                break;
            case FaultKind.Duplicate:
                way.Copies++;
                break;
            case FaultKind.Delay:
                long dueNs = Math.Max(exchange.NowNs + fault.DelayNs(), fault.Held.LastDueNs(session));
                Hold(fault, new HeldFrame(session, way.Bytes, way.Form) { DueNs = dueNs }, ref way);
                break;
            case FaultKind.Stall:
                fault.Held.Add(new HeldFrame(session, way.Bytes, way.Form) { DueNs = long.MaxValue });
                way.IsKept = true;
                break;
            case FaultKind.Reorder:
                long latestNs = exchange.NowNs + (what.DelayNs > 0 ? what.DelayNs : ReorderNs);
                Hold(fault, new HeldFrame(session, way.Bytes, way.Form) { DueNs = latestNs, Behind = what.By }, ref way);
                break;
            case FaultKind.Torn:
                way.Form = new FrameForm { SegmentBytes = what.Bytes, PauseMs = (int)(what.PauseNs / 1_000_000) };
                break;
            case FaultKind.Fragment:
                way.Form = new FrameForm { FragmentBytes = what.Bytes };
                break;
            case FaultKind.Cut:
                way.Form = new FrameForm { CutAfterBytes = what.Bytes };
                way.IsLast = true;
                way.IsReset = what.How != "fin";
                break;
            case FaultKind.BookWrongId:
                way.Change(BookForgery.WithWrongId(way.Bytes));
                break;
            case FaultKind.BookCrossed:
                string[] channel = FrameName.Of(way.Bytes, null).Channel!.Split('.');
                if (exchange.FindListing(channel[1]) is { } listing && BookForgery.Crossed(way.Bytes, listing) is byte[] crossed)
                    way.Change(crossed);
                break;
        }
    }

    private void Hold(ActiveFault fault, HeldFrame frame, ref FrameWay way)
    {
        way.IsKept = true;
        fault.Held.Add(frame);
        exchange.Agenda.At(frame.DueNs, () =>
        {
            fault.Held.Release(exchange.NowNs, Emit);
            exchange.Faults.Settle(fault);
        });
    }

    private void Send(Session session, ref FrameWay way)
    {
        for (int copy = 0; copy < way.Copies; copy++)
            exchange.Outlet.Put(session, way.Bytes, way.Form);
    }

    /// <summary>A frame has gone: those of the same kind that were to come behind it may follow.</summary>
    private void Passed(Session session, FrameName name, ReadOnlySpan<byte> frame, ActiveFault[] faults)
    {
        foreach (ActiveFault fault in faults)
        {
            if (!fault.Held.IsEmpty && Aims(fault, session, name, frame))
                fault.Held.Passed(session, Emit);
        }
    }
}
