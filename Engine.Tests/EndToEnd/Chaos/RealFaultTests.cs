using Engine.Core.Primitives;
using Engine.Tests.EndToEnd.Proxy;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.EndToEnd.Chaos;

/// <summary>What happens to machines and networks, with the program itself: whatever it was, in the end nothing is lost and nothing left.</summary>
public sealed class RealFaultTests
{
    [Fact]
    public void Connections_that_are_reset_again_and_again()
    {
        Prng random = Seeds.Start();
        using FaultStage stage = new();
        for (int link = 1; link <= 6; link++)
        {
            stage.UntilQuotingOn(link);
            stage.UntilTrades(random.Below(3));
            foreach (ProxyLink open in stage.Proxy.Links.Where(open => !open.HasEnded))
                open.Reset();
        }

        stage.UntilQuotingOn(7);
        stage.UntilTrades(2);
        stage.EndWhole();
    }

    [Theory]
    [Pitfall("T17")]
    [InlineData(true, true)]
    [InlineData(true, false)] // the venue hears nothing and goes on telling
    [InlineData(false, true)] // the venue hears everything and is not heard
    public void A_connection_that_is_half_open(bool toVenue, bool fromVenue)
    {
        using ManualResetEventSlim road = new(initialState: true);
        using FaultStage stage = new(link =>
        {
            if (link.Number != 1)
                return;
            link.KeepsVenue = true; // its orders stay at the venue and fill on
            link.Rule = message =>
            {
                _ = fromVenue && road.Wait(TimeSpan.FromSeconds(30));
                return message.Text;
            };
            link.RequestRule = text =>
            {
                _ = toVenue && road.Wait(TimeSpan.FromSeconds(30));
                return text;
            };
        });
        stage.UntilQuotingOn(1);
        stage.UntilTrades(1);
        road.Reset();
        stage.UntilQuotingOn(2);
        road.Set(); // what was on its way arrives after all, on a connection that nobody listens to
        stage.UntilTrades(stage.Venue.Client.Trades("BTC-PERPETUAL").Count + 1);
        stage.Proxy.Links[0].End();
        stage.EndWhole();
    }

    [Fact]
    public void A_slow_road()
    {
        Prng random = Seeds.Start();
        using FaultStage stage = new(link =>
        {
            object pause = new();
            Prng own = new(random.Next());
            link.Rule = message =>
            {
                if (own.Below(50) == 0)
                    Linger(pause, own.Below(60)); // everything behind it waits as well
                return message.Text;
            };
            link.RequestRule = text =>
            {
                Linger(pause, 10);
                return text;
            };
        });
        stage.UntilTrades(4);
        stage.EndWhole();
    }

    [Fact]
    [Pitfall("T58")]
    public void A_venue_that_stands_still()
    {
        using FaultStage stage = new();
        stage.UntilTrades(1);
        for (int i = 0; i < 2; i++)
        {
            int links = stage.Proxy.Links.Count;
            stage.Venue.Suspend();
            Until.Holds(() => stage.Proxy.Links.Count > links, "the engine gives the connection up", () => stage.Engine.Error.ToString());
            stage.Venue.Resume();
            stage.UntilQuotingOn(links + 1);
        }

        stage.UntilTrades(2);
        stage.EndWhole();
    }

    [Fact]
    [Pitfall("T60")]
    public void A_disk_that_is_full_for_a_while_and_a_process_that_is_killed_meanwhile()
    {
        using var folder = new TemporaryFolder();
        using SmallDisk disk = new(folder);
        using FaultStage stage = new(database: disk.PathOf("t.db"));
        stage.UntilTrades(1);
        disk.Fill();
        stage.UntilTrades(stage.Venue.Client.Trades("BTC-PERPETUAL").Count + 3);
        stage.Engine.Kill(); // with facts that no disk took
        disk.MakeRoom();
        stage.Restart();
        stage.UntilQuotingOn(2);
        stage.EndWhole();
    }

    [Fact]
    public void A_disk_that_can_only_be_read()
    {
        using var folder = new TemporaryFolder();
        using SmallDisk disk = new(folder);
        using FaultStage stage = new(database: disk.PathOf("t.db"));
        stage.UntilTrades(1);
        stage.Engine.Kill();
        disk.SetReadOnly(true);
        stage.Restart();
        Assert.Equal(1, stage.Engine.Ended());
        Assert.Contains($"engine: {disk.PathOf("t.db")}: ", stage.Engine.Error.ToString(), StringComparison.Ordinal);
        Assert.Single(stage.Proxy.Links); // it never came so far as to connect
        disk.SetReadOnly(false);
        stage.Restart();
        stage.UntilQuotingOn(2);
        stage.EndWhole();
    }

    [Fact]
    [Pitfall("T60")]
    public void A_disk_that_breaks_under_a_running_session()
    {
        using var folder = new TemporaryFolder();
        using BreakingDisk disk = new(folder);
        using FaultStage stage = new(database: disk.PathOf("t.db"), stopSeconds: 5);
        stage.UntilTrades(2);
        disk.Break();
        Until.Holds(() => stage.Engine.HasExited || stage.Engine.Output.Holds("reducing (journal behind)"), "it goes on, only reducing", () => $"{stage.Engine.Output}{stage.Engine.Error}");
        Assert.False(stage.Engine.HasExited, stage.Engine.Error.ToString());
        stage.Engine.Interrupt();
        int code = stage.Engine.Ended();
        Assert.True(code == 1, $"exit code {code}: {stage.Engine.Output}{stage.Engine.Error}");
        Assert.Empty(stage.Venue.Client.OurOrders());
        Assert.Contains("t.db", stage.Engine.Error.ToString(), StringComparison.Ordinal);
        disk.Mend();
        stage.Restart();
        stage.UntilQuotingOn(2);
        stage.EndWhole();
    }

    private static void Linger(object pause, int ms)
    {
        lock (pause)
            _ = ms > 0 && Monitor.Wait(pause, ms);
    }
}
