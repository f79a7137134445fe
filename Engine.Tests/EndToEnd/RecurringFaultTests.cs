using System.Net;
using Engine.Core.Events;
using Engine.Core.Link;
using Engine.Core.Link.Stages;
using Engine.Core.Memory;
using Engine.Core.Primitives;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Core.Trading;
using Engine.Core.Trading.Desks;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Native.Config.Sections;
using Engine.Native.Hosting;
using Engine.Native.Net;
using Engine.Native.Storage.Killing;
using Engine.Native.Time;
using Engine.Tests.EndToEnd.Stage;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>A fault on the hot thread that comes again each turn, so that the engine never gets to its kill switch.</summary>
public sealed class RecurringFaultTests
{
    [Fact]
    public async Task A_fault_that_ends_the_hot_thread_leaves_the_kill_switch_latched_for_the_next_process()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        InstrumentTable table = new("BTC-PERPETUAL");
        using StopSignal stop = new();
        Assert.True(KillFile.TryArm(folder.PathOf("t.db"), 9, out KillFile? armed, out _));
        using KillFile kill = armed;
        kill.BeginStoring();
        Assert.True(WsEndpoint.TryParse(venue.Address.ToString(), out WsEndpoint? endpoint, out _));
        Assert.True(endpoint.TryResolve(TimeSpan.FromSeconds(10), out IReadOnlyList<IPAddress> addresses, out _));
        using WsConnection connection = new(endpoint, addresses, new WsOptions());
        SessionOptions login = new() { Key = "maker"u8.ToArray(), Secret = "secret"u8.ToArray() };
        HotOptions options = new() { Wait = WaitKind.Sleep };
        DeskOptions<InventorySkewQuoter>[] desks = [new(new InventorySkewQuoter(new InventorySkewParameters()), new RepriceParameters(), new RiskLimits { StaleBookNs = 60_000_000_000 })];
        using HotLoop<InventorySkewQuoter> loop = new(
            options, new SystemClock(), stop, connection, new DeribitSession(login, table), table, desks, new EngineOptions { SessionId = 9, Latch = kill.Latch }, new RingBuffer<Fact>(1 << 14), new KeptUp());
        Broken broken = new();
        loop.Quoting.Observer = broken;
        HotThread<InventorySkewQuoter> hot = new(loop, options);
        hot.Start();
        Until.Holds(() => venue.OurOrders().Count == 2, "both quotes stand", () => "");
        Assert.False(kill.Latch.IsLatched);
        broken.Throws = true;
        TradingEnding ending = hot.Join();
        Assert.True(hot.HasFailed);
        Assert.False(ending.OrdersConfirmedGone);
        Until.Holds(() => KillFile.Read(folder.PathOf("t.db")).State == LatchState.Latched, "it is stored");
        KillRecord record = KillFile.Read(folder.PathOf("t.db"));
        Assert.Equal((LatchState.Latched, KillReason.Invariant), (record.State, record.Reason));
        Until.Holds(() => venue.OurOrders().Count == 0, "the venue cancels on disconnect", () => "");
    }

    private sealed class Broken : IHotObserver
    {
        public volatile bool Throws;

        public void Observe(long nowNs)
        {
            if (Throws)
                throw new InvalidOperationException("the status page is broken");
        }
    }

    private sealed class KeptUp : IJournalLoad
    {
        public bool IsBehind => false;
    }
}
