using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Native.Hosting;
using Engine.Native.Hosting.Watching;
using Engine.Native.Net;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Risk.Killing;
using Xunit;

namespace Engine.Tests.Hosting;

public sealed class WatchdogFaultTests
{
    [Fact]
    public void A_fault_does_not_end_the_watch()
    {
        using StopSignal stop = new();
        using CountdownEvent looks = new(3);
        using Watchdog watchdog = new(
            Orders(port: 1, limitNs: 8_000_000),
            new Heartbeat(), () => looks.IsSet || looks.Signal() ? throw new InvalidOperationException("it is the last") : throw new InvalidOperationException("a look that fails"),
            latch: null, stop, _ => { });
        watchdog.Start();
        Assert.True(looks.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Contains("begins again: a look that fails", watchdog.Troubles.Next(), StringComparison.Ordinal);
    }

    [Fact]
    public unsafe void A_disk_that_hangs_does_not_keep_it_from_asking_for_the_kill_and_dialling()
    {
        using TcpListener venue = new(IPAddress.Loopback, 0);
        venue.Start();
        using StopSignal stop = new();
        KillRecord record = default;
        HangingDisk disk = new();
        KillLatch latch = new((nint)(&record), 1, 1, disk);
        stop.Attach(latch);
        Heartbeat heart = new() { IsExpected = true };
        heart.Beat();
        ConcurrentQueue<Fact> told = [];
        using Watchdog watchdog = new(Orders(((IPEndPoint)venue.LocalEndpoint).Port, limitNs: 100_000_000), heart, () => (0, true), latch, stop, told.Enqueue);
        watchdog.Start();
        Until.Holds(venue.Pending, "it dials", () => $"latched {latch.IsLatched}, kill asked for {stop.KillReason}");
        Assert.Equal((LatchState.Latched, KillReason.Watchdog), (record.State, record.Reason));
        Assert.True(record.Value >= 100, $"{record.Value} ms");
        Assert.Equal(KillReason.Watchdog, stop.KillReason);
        Assert.Equal((1, 0), (disk.Asked, disk.Stored));
        NoticeFact notice = Assert.Single(told).Notice; // though nobody joins the hot thread
        Assert.Equal((NoticeKind.Kill, (long)KillReason.Watchdog, record.Value, 100.0), (notice.What, notice.Number, notice.Value, notice.Bound));
    }

    private static WatchOrders Orders(int port, long limitNs)
    {
        Assert.True(WsEndpoint.TryParse($"ws://127.0.0.1:{port}/", out WsEndpoint? endpoint, out _));
        return new WatchOrders
        {
            LimitNs = limitNs,
            SessionId = 1,
            Endpoint = endpoint,
            Addresses = [IPAddress.Loopback],
            Login = new SessionOptions { Key = "k"u8.ToArray(), Secret = "s"u8.ToArray() },
            Instruments = new InstrumentTable("BTC-PERPETUAL"),
        };
    }
}
