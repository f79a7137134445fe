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
using Engine.Native.Hosting.Watching;
using Engine.Native.Net;
using Engine.Native.Storage.Killing;
using Engine.Native.Time;
using Engine.Tests.EndToEnd.Stage;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>A hot thread that really stands still, in the middle of its work and with its connection open.</summary>
public sealed class WatchdogTests
{
    private const int Session = 0x4D;

    [Theory]
    [InlineData(1)]
    [InlineData(2)] // it is the quoting thread that stands still, and the connection's goes on
    public async Task The_quotes_of_a_thread_that_stands_still_are_pulled_and_it_finds_itself_killed_when_it_comes_back(int threads)
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        InstrumentTable table = new("BTC-PERPETUAL");
        SystemClock clock = new();
        using StopSignal stop = new();
        Assert.True(KillFile.TryArm(folder.PathOf("t.db"), Session, out KillFile? armed, out _));
        using KillFile kill = armed;
        kill.BeginStoring();
        stop.Attach(kill.Latch);
        Assert.True(WsEndpoint.TryParse(venue.Address.ToString(), out WsEndpoint? endpoint, out _));
        Assert.True(endpoint.TryResolve(TimeSpan.FromSeconds(10), out IReadOnlyList<IPAddress> addresses, out _));
        using WsConnection connection = new(endpoint, addresses, new WsOptions());
        SessionOptions login = new() { Key = "maker"u8.ToArray(), Secret = "secret"u8.ToArray() };
        HotOptions options = new() { Wait = WaitKind.Sleep, Threads = threads };
        DeskOptions<InventorySkewQuoter>[] desks = [new(new InventorySkewQuoter(new InventorySkewParameters()), new RepriceParameters(), new RiskLimits { StaleBookNs = 60_000_000_000 })];
        using HotLoop<InventorySkewQuoter> loop = new(
            options, clock, stop, connection, new DeribitSession(login, table), table, desks, new EngineOptions { SessionId = Session, Latch = kill.Latch }, new RingBuffer<Fact>(1 << 14), new KeptUp());
        using Standstill standstill = new();
        loop.Quoting.Observer = standstill;
        List<Fact> notices = [];
        using Watchdog watchdog = new(
            new WatchOrders { LimitNs = 400_000_000, SessionId = Session, Endpoint = endpoint, Addresses = addresses, Login = login, Instruments = table },
            loop.Heart, () => (loop.Quoting.Position, loop.Quoting.IsCaughtUp), kill.Latch, stop, fact =>
            {
                lock (notices)
                    notices.Add(fact);
            });
        HotThread<InventorySkewQuoter> hot = new(loop, options);
        watchdog.Start();
        hot.Start();
        List<string> words = [];
        Until.Holds(() => venue.OurOrders().Count == 2, "both quotes stand", () => Words(watchdog, words));
        standstill.Begin();
        Until.Holds(() => venue.OurOrders().Count == 0 && Confirmed(notices), "the quotes are pulled", () => Words(watchdog, words));
        Assert.Equal(WsState.Open, connection.State); // not by cancel-on-disconnect
        Until.Holds(() => KillFile.Read(folder.PathOf("t.db")).State == LatchState.Latched, "it is stored, though the thread stands still");
        KillRecord record = KillFile.Read(folder.PathOf("t.db"));
        Assert.Equal((LatchState.Latched, KillReason.Watchdog, Session), (record.State, record.Reason, record.SessionId));
        Assert.True(record.Value >= 400, $"{record.Value} ms");
        Assert.Contains("the venue confirms that none of the session is open", Words(watchdog, words), StringComparison.Ordinal);
        lock (notices)
            Assert.Equal(record.Value, Assert.Single(notices, fact => fact.Notice is { What: NoticeKind.Kill, Number: (long)KillReason.Watchdog }).Notice.Value);
        standstill.End();
        TradingEnding ending = hot.Join();
        Assert.True(ending.OrdersConfirmedGone, ending.Failure);
        Assert.Equal(KillReason.Watchdog, loop.Engine.KillReason);
        Assert.Empty(venue.OurOrders());
    }

    private static bool Confirmed(List<Fact> notices)
    {
        lock (notices)
            return notices.Any(fact => fact.Notice.What == NoticeKind.Stalled);
    }

    private static string Words(Watchdog watchdog, List<string> words)
    {
        while (watchdog.Troubles.Next() is { } sentence)
            words.Add(sentence);
        return string.Join("; ", words);
    }

    /// <summary>An observer that keeps the quoting stage's thread from returning.</summary>
    private sealed class Standstill : IHotObserver, IDisposable
    {
        private readonly ManualResetEventSlim _mayGo = new(true);

        public void Begin() => _mayGo.Reset();

        public void End() => _mayGo.Set();

        public void Observe(long nowNs) => _mayGo.Wait();

        public void Dispose() => _mayGo.Set();
    }

    private sealed class KeptUp : IJournalLoad
    {
        public bool IsBehind => false;
    }
}
