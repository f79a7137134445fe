using System.Text;
using Engine.Core.Simulation.Network;
using Engine.Core.Simulation.Trader;
using Engine.Core.Simulation.Truth.Requests;
using Engine.Core.Venue.Faults;
using Engine.Core.Venue.Faults.Forms;
using Engine.Core.Venue.Matching;
using Engine.Core.Venue.Views;

namespace Engine.Core.Simulation.Truth;

/// <content>
/// The watchdog: a hot thread that stands still is noticed in time, its second connection does nothing but cancel the orders of its own
/// session, and in bounded time none of them is open.
/// </content>
internal sealed partial class Oracle
{
    private const long LongStallNs = 4 * OneSecondNs;
    private const long PullNs = 10 * OneSecondNs; // the network may swallow everything for half of it

    private readonly HashSet<Connection> _pulls = [];
    private long _shutNs; // when something was last in the watchdog's way
    private long _pulledNs; // when a request of the watchdog's last came to the venue
    private int _struck;
    private int _broken;

    /// <summary>Who sees what the watchdog writes.</summary>
    public ILinkWatcher PullWatcher => field ??= new PullWritten(this);

    /// <summary>Whether the hot thread stands still for so long that nothing can be expected of it meanwhile.</summary>
    private static bool IsHanging(TraderProcess process, long nowNs) =>
        nowNs < process.StalledUntilNs && process.StalledUntilNs - process.StalledSinceNs > LongStallNs;

    private void LookAtWatchdog(TraderProcess process, long nowNs)
    {
        if (process.Watchdog is not { ExpectedNs: > 0 } watchdog || nowNs >= process.StalledUntilNs)
            return;
        long stillNs = nowNs - Math.Max(process.StalledSinceNs, watchdog.ExpectedNs);
        if (watchdog.SeenNs == 0 && stillNs > _setup.WatchdogNs * 3 / 2)
            Report(Invariant.Liveness, $"the hot thread has stood still for {stillNs / 1_000_000} ms, and the watchdog has not seen it");
        if (IsShut(nowNs))
            _shutNs = nowNs;
        if (watchdog.SeenNs == 0 || nowNs - Math.Max(watchdog.SeenNs, _shutNs) <= PullNs)
            return;
        foreach (Order order in _account.OpenOrders)
        {
            if (SessionOf(order.Label) == process.SessionId)
                Report(Invariant.NothingLeft, $"{order.Label} is open {(nowNs - Math.Max(watchdog.SeenNs, _shutNs)) / OneSecondNs} s after the watchdog could act on having seen that the hot thread stands still");
        }
    }

    /// <summary>
    /// Whether something is in the watchdog's way, or just was: nobody gets through to the venue, a request of its was refused or lost,
    /// a connection of its was broken. None of it is the watchdog's own doing, and after each it has to try again.
    /// </summary>
    private bool IsShut(long nowNs)
    {
        bool isShut = false;
        int struck = 0;
        foreach (FaultStatus status in _exchange.Faults.Status)
        {
            isShut |= status is { State: FaultState.Active, Fault.Kind: FaultKind.HalfOpen or FaultKind.Maintenance or FaultKind.Stall };
            struck += status.Fault.Kind is FaultKind.Reject or FaultKind.RateLimit or FaultKind.LostRequest or FaultKind.LostReply or FaultKind.SlowRequest ? status.Fired : 0;
        }

        int broken = _pulls.Count(connection => connection.Up.IsReset || connection.Down.IsReset);
        isShut |= (struck != _struck && _pulledNs == nowNs) || broken != _broken;
        (_struck, _broken) = (struck, broken);
        return isShut;
    }

    private void OnPullWritten(Connection connection, ReadOnlySpan<byte> request, long nowNs)
    {
        if (Trace is not null)
            Trace("  watchdog writes " + Encoding.UTF8.GetString(request));
        _hash.Add(nowNs);
        _hash.Add(request);
        _pulls.Add(connection);
        RequestText text = RequestText.Read(request);
        if (text.Action == OrderAction.None)
            return;
        _counts.Requests[(int)text.Action]++;
        Order? order = text.OrderId.Length > 0 ? OrderIds.Find(_exchange, text.OrderId, out _) : null;
        if (text.Action != OrderAction.Cancel)
            Report(Invariant.Latch, $"the watchdog sends {text.Action}");
        else if (order is not null && SessionOf(order.Label) != Process?.SessionId)
            Report(Invariant.Strangers, $"the watchdog cancels an order of another ({order.Label})");
    }

    private sealed class PullWritten(Oracle oracle) : ILinkWatcher
    {
        public void OnWritten(Connection connection, ReadOnlySpan<byte> request, long nowNs) => oracle.OnPullWritten(connection, request, nowNs);
    }
}
