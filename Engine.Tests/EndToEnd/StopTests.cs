using System.Diagnostics;
using Engine.Native.Config;
using Engine.Tests.EndToEnd.Proxy;
using Engine.Tests.EndToEnd.Stage;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>The end of a session, asked for at every moment: it comes in time, the exit code tells the truth, and no order stays.</summary>
public sealed class StopTests
{
    private const double StopSeconds = 1;

    // The stop's own limit, hanging up, flushing the database, and a machine that does other things as well.
    private const double MostSeconds = StopSeconds + 8;

    [Theory]
    [InlineData("public/hello", "logging in")]
    [InlineData("public/auth", "logging in")]
    [InlineData("public/subscribe", "subscribing")]
    [InlineData("private/get_position", "reconciling")]
    public async Task A_stop_before_the_session_stands_ends_at_once(string withheld, string phase)
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address, link => link.Rule = message => message.AnswersTo == withheld ? null : message.Text);
        using TraderRun run = TraderRun.Start(proxy.Address, ConfigIn(folder));
        Until.Holds(() => proxy.Links.Count == 1 && proxy.Links[0].Asked(withheld), $"it is {phase}", () => run.State);
        Assert.Equal(1, StopInTime(run));
        Assert.Contains("stopped before trading began", run.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("trading never began", run.Summary, StringComparison.Ordinal);
        Assert.False(proxy.Links[0].HasQuoted);
        Books.SessionEnded(run.Database, 1);
    }

    [Fact]
    public async Task A_stop_before_there_is_a_connection_ends_at_once()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address);
        proxy.Dispose(); // the port is free now and nobody listens
        using TraderRun run = TraderRun.Start(proxy.Address, ConfigIn(folder));
        Until.Holds(() => run.Error.Holds("connecting again"), "an attempt has failed", () => run.State);
        Assert.Equal(1, StopInTime(run));
        Assert.Contains($":{proxy.Address.Port}", run.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_while_the_upgrade_is_unanswered_ends_at_once()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using ManualResetEventSlim never = new(initialState: false);
        using FaultProxy proxy = new(venue.Address, link => link.AnswerRule = head =>
        {
            never.Wait(TimeSpan.FromSeconds(30));
            return head;
        });
        using TraderRun run = TraderRun.Start(proxy.Address, ConfigIn(folder));
        Until.Holds(() => proxy.Links.Count == 1, "it has connected", () => run.State);
        Assert.Equal(1, StopInTime(run));
        never.Set();
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_trading_is_confirmed()
    {
        await using VenueHost venue = await VenueHost.Start();
        for (int round = 0; round < 3; round++)
        {
            using var folder = new TemporaryFolder();
            using TraderRun run = TraderRun.Start(venue.Address, ConfigIn(folder));
            run.UntilQuoting(); // and at once: requests are on their way
            Assert.Equal(0, StopInTime(run));
            Assert.Empty(venue.OpenOrders());
            Books.Balance(run.Database, venue, "BTC-PERPETUAL");
        }
    }

    [Fact]
    public async Task A_stop_with_answers_that_never_come_ends_in_time_and_says_that_nothing_is_confirmed()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address, link => link.Rule = message =>
            link.HasQuoted && message.AnswersTo.StartsWith("private/", StringComparison.Ordinal) ? null : message.Text);
        using TraderRun run = TraderRun.Start(proxy.Address, ConfigIn(folder));
        Until.Holds(() => proxy.Links.Count == 1 && proxy.Links[0].HasQuoted, "an order is on its way", () => run.State);
        Assert.Equal(3, StopInTime(run));
        Assert.Contains("did not confirm", run.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("NOT CONFIRMED", run.Summary, StringComparison.Ordinal);
        Books.SessionEnded(run.Database, 3);
        Until.Holds(() => venue.OpenOrders().Count == 0, "the venue cancels on disconnect", () => run.State);
    }

    [Fact]
    public async Task A_stop_while_the_connection_is_lost_waits_for_the_next_one_and_is_confirmed()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address);
        using TraderRun run = TraderRun.Start(proxy.Address, ConfigIn(folder));
        run.UntilQuoting();
        proxy.Refuses = true;
        proxy.Links[0].End();
        Until.Holds(() => run.Error.Holds("connecting again"), "the loss is noticed", () => run.State);
        run.AskToStop();
        proxy.Refuses = false;
        Assert.Equal(0, run.Ended());
        Assert.True(proxy.Links.Count == 1 || !proxy.Links[^1].HasQuoted, "nothing is quoted after the stop");
        Assert.Empty(venue.OpenOrders());
    }

    [Fact]
    public async Task A_stop_while_the_connection_is_lost_for_good_ends_in_time()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address);
        using TraderRun run = TraderRun.Start(proxy.Address, ConfigIn(folder));
        run.UntilQuoting();
        proxy.Refuses = true;
        proxy.Links[0].End();
        Until.Holds(() => run.Error.Holds("connecting again"), "the loss is noticed", () => run.State);
        Assert.Equal(3, StopInTime(run));
        Assert.Contains("no session with the venue to confirm", run.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(venue.OpenOrders());
        Books.SessionEnded(run.Database, 3);
    }

    [Fact]
    public async Task After_a_stop_nothing_is_quoted_any_more()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        int quotes = -1;
        FaultProxy? road = null;
        using FaultProxy proxy = new(venue.Address, link => link.Rule = message =>
        {
            // A stop ends with the venue's list of open orders.
            if (message.AnswersTo == "private/get_open_orders_by_instrument" && road is not null && quotes < 0)
                quotes = link.Methods.Count(ProxyLink.IsQuote);
            return message.Text;
        });
        using TraderRun run = TraderRun.Start(proxy.Address, ConfigIn(folder));
        run.UntilFilled(1, 1);
        road = proxy;
        Assert.Equal(0, StopInTime(run));
        Assert.True(quotes > 0);
        Assert.Equal(quotes, proxy.Links[0].Methods.Count(ProxyLink.IsQuote));
    }

    private static EngineConfig ConfigIn(TemporaryFolder folder)
    {
        EngineConfig config = TraderRun.ConfigIn(folder);
        return config with { Session = config.Session with { StopSeconds = StopSeconds } };
    }

    private static int StopInTime(TraderRun run)
    {
        long began = Stopwatch.GetTimestamp();
        int code = run.Stop();
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, MostSeconds);
        return code;
    }
}
