using System.Net;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Native.Hosting;
using Engine.Native.Hosting.Watching;
using Engine.Native.Net;
using Xunit;

namespace Engine.Tests.Hosting;

public sealed class WatchdogFaultTests
{
    [Fact]
    public void A_fault_does_not_end_the_watch()
    {
        using StopSignal stop = new();
        using CountdownEvent looks = new(3);
        Assert.True(WsEndpoint.TryParse("ws://127.0.0.1:1/", out WsEndpoint? endpoint, out _));
        using Watchdog watchdog = new(
            new WatchOrders
            {
                LimitNs = 8_000_000,
                SessionId = 1,
                Endpoint = endpoint,
                Addresses = [IPAddress.Loopback],
                Login = new SessionOptions { Key = "k"u8.ToArray(), Secret = "s"u8.ToArray() },
                Instruments = new InstrumentTable("BTC-PERPETUAL"),
            },
            new Heartbeat(), () => looks.IsSet || looks.Signal() ? throw new InvalidOperationException("it is the last") : throw new InvalidOperationException("a look that fails"),
            latch: null, stop, _ => { });
        watchdog.Start();
        Assert.True(looks.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Contains("begins again: a look that fails", watchdog.Troubles.Next(), StringComparison.Ordinal);
    }
}
