using System.Text;
using Engine.Core.Wire.WebSocket;
using Engine.Native.Config;
using Engine.Tests.EndToEnd.Proxy;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Wire.WebSocket;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>
/// What goes wrong on the way from the venue has a defined outcome, nothing is quoted before the state is whole again, and in the end
/// the books balance.
/// </summary>
public sealed class FaultTests
{
    private const string Book = "book.BTC-PERPETUAL.raw";

    public static TheoryData<string, string> BrokenBooks => new()
    {
        { "a null price", """{"timestamp":1,"instrument_name":"BTC-PERPETUAL","change_id":9,"prev_change_id":8,"type":"change","bids":[["change",null,10]],"asks":[]}""" },
        { "a string for an amount", """{"timestamp":1,"instrument_name":"BTC-PERPETUAL","change_id":9,"prev_change_id":8,"type":"change","bids":[["change",84000,"10"]],"asks":[]}""" },
        { "no change id", """{"timestamp":1,"instrument_name":"BTC-PERPETUAL","prev_change_id":8,"type":"change","bids":[["change",84000,10]],"asks":[]}""" },
        { "no asks", """{"timestamp":1,"instrument_name":"BTC-PERPETUAL","change_id":9,"prev_change_id":8,"type":"change","bids":[["change",84000,10]]}""" },
        { "a gap in the change ids", """{"timestamp":1,"instrument_name":"BTC-PERPETUAL","change_id":9,"prev_change_id":8,"type":"change","bids":[],"asks":[]}""" },
        { "a number beyond all bounds", """{"timestamp":1,"instrument_name":"BTC-PERPETUAL","change_id":9,"prev_change_id":8,"type":"change","bids":[["change",1e99,10]],"asks":[]}""" },
    };

    public static TheoryData<string, byte[], string> FatalFrames => new()
    {
        { "text that is no JSON", ServerFrame.Text("""{"jsonrpc":"2.0","method":"""), "cannot be read" },
        { "an account notification with a string for a number", ServerFrame.Text(UserChange), "cannot be read" },
        { "text that is no UTF-8", ServerFrame.Build(Opcode.Text, [(byte)'{', 0xC3, 0x28, (byte)'}']), "UTF-8" },
        { "a frame beyond the limit", ServerFrame.Header((int)Opcode.Text, 64L << 20), "1009" },
        { "a masked frame", ServerFrame.Raw((int)Opcode.Text, Encoding.UTF8.GetBytes("{}"), masked: true), "1002" },
        { "the venue's close frame", ServerFrame.Close(1001, "going away"), "1001" },
    };

    private const string UserChange =
        """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.changes.BTC-PERPETUAL.raw","data":{"instrument_name":"BTC-PERPETUAL","trades":[{"trade_seq":"7"}],"orders":[],"positions":[]}}}""";

    [Theory]
    [MemberData(nameof(BrokenBooks))]
    public async Task A_book_that_cannot_be_trusted_is_subscribed_anew_before_the_next_quote(string fault, string data)
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        BookFault book = new(Book, """{"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.BTC-PERPETUAL.raw","data":""" + data + "}}");
        using FaultProxy proxy = new(venue.Address, link => link.Rule = message => book.Pass(link, message));
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder));
        run.UntilQuoting();
        book.Strike();
        ProxyLink link = proxy.Links.Single();
        Until.Holds(() => link.Asked("public/unsubscribe"), $"after {fault} the book is unsubscribed", () => run.State);
        book.Release();
        Until.Holds(() => book.QuotesAfterSnapshot(link) > 0, "quotes come back", () => run.State);
        Assert.Equal(0, book.QuotesBeforeSnapshot);
        Assert.Equal(0, run.Stop());
        Assert.Single(proxy.Links);
        Assert.Empty(venue.OpenOrders());
        Books.AreWhole(run.Database, venue.Client, "BTC-PERPETUAL");
    }

    [Theory]
    [MemberData(nameof(FatalFrames))]
    public async Task A_frame_that_cannot_be_trusted_ends_the_connection_and_the_next_one_trades_on(string fault, byte[] frame, string words)
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address);
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder));
        run.UntilQuoting();
        proxy.Links.Single().Inject(frame);
        Until.Holds(() => proxy.Links.Count == 2 && proxy.Links[1].HasQuoted, $"after {fault} it connects again and quotes", () => run.State);
        Assert.Equal(0, run.Stop());
        Assert.Contains(words, run.Error.ToString(), StringComparison.Ordinal);
        AssertRecovered(proxy, venue, run);
    }

    [Fact]
    public async Task A_connection_cut_within_a_frame_is_made_anew()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address, link => link.Rule = message =>
        {
            if (link.Number > 3 || !link.HasQuoted || !message.IsBookChange)
                return message.Text;
            link.CutWithin(message.Text);
            return null;
        });
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder));
        Until.Holds(() => proxy.Links.Count == 4 && proxy.Links[3].HasQuoted, "the fourth connection quotes", () => run.State);
        run.UntilFilled(1, 1);
        Assert.Equal(0, run.Stop());
        AssertRecovered(proxy, venue, run);
    }

    [Fact]
    public async Task A_connection_reset_with_requests_on_their_way_is_made_anew_and_their_outcome_is_found_out()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address, link => link.Rule = message =>
        {
            if (link.Number > 3 || !message.IsOrderAnswer)
                return message.Text;
            link.Reset(); // the venue has acted and the engine will not hear of it
            return null;
        });
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder));
        Until.Holds(() => proxy.Links.Count == 4 && proxy.Links[3].HasQuoted, "the fourth connection quotes", () => run.State);
        run.UntilFilled(1, 1);
        Assert.Equal(0, run.Stop());
        AssertRecovered(proxy, venue, run);
    }

    [Fact]
    public async Task Notifications_that_overtake_the_answers_change_nothing()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address, link =>
        {
            Queue<string> held = new();
            link.Rule = message =>
            {
                if (message.IsOrderAnswer)
                {
                    held.Enqueue(message.Text);
                    return null;
                }

                link.Inject(message.Text);
                for (; message.IsBook && held.TryDequeue(out string? answer);)
                    link.Inject(answer);
                return null;
            };
        });
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder));
        run.UntilFilled(3, 3);
        Assert.Equal(0, run.Stop());
        Assert.Single(proxy.Links);
        Assert.Empty(venue.OpenOrders());
        Books.AreWhole(run.Database, venue.Client, "BTC-PERPETUAL");
        Assert.InRange(Books.LargestPosition(run.Database, "BTC-PERPETUAL"), 10, 5000);
    }

    [Fact]
    public async Task A_channel_nobody_asked_for_is_counted_and_nothing_more()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address);
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder));
        run.UntilQuoting();
        ProxyLink link = proxy.Links.Single();
        link.Inject("""{"jsonrpc":"2.0","method":"subscription","params":{"channel":"weather.raw","data":{"sun":true}}}""");
        link.Inject("""{"jsonrpc":"2.0","method":"subscription","params":{"channel":"book.DOGE-PERPETUAL.raw","data":{}}}""");
        int asked = link.Methods.Count;
        Until.Holds(() => link.Methods.Count > asked + 3, "it goes on", () => run.State);
        Assert.Equal(0, run.Stop());
        Assert.Single(proxy.Links);
        Assert.False(link.Asked("public/unsubscribe"));
        Assert.Contains("2 of channels not asked for", run.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_the_venue_does_not_grant_ends_the_start_and_is_named()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address, link => link.Rule = message =>
            message.AnswersTo == "public/subscribe" ? message.Text.Replace("\"trades.BTC-PERPETUAL.raw\",", "", StringComparison.Ordinal) : message.Text);
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder));
        Assert.Equal(2, run.Ended());
        Assert.Contains("trades.BTC-PERPETUAL.raw", run.Error.ToString(), StringComparison.Ordinal);
        Assert.False(proxy.Links.Single().HasQuoted);
    }

    [Fact]
    public async Task A_channel_that_is_not_granted_after_a_reconnection_is_asked_for_again()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address, link => link.Rule = message =>
            link.Number == 2 && message.AnswersTo == "private/subscribe"
                ? message.Text.Replace("\"user.changes.BTC-PERPETUAL.raw\"", "\"user.nothing\"", StringComparison.Ordinal) : message.Text);
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder));
        run.UntilQuoting();
        proxy.Links[0].End();
        Until.Holds(() => proxy.Links.Count == 3 && proxy.Links[2].HasQuoted, "the third connection quotes", () => run.State);
        Assert.False(proxy.Links[1].HasQuoted);
        Assert.Equal(0, run.Stop());
        AssertRecovered(proxy, venue, run);
    }

    [Fact]
    public async Task A_wrong_accept_key_is_refused_and_the_next_attempt_trades()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address, link => link.AnswerRule = head => link.Number != 2 ? head : Forged(head));
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder));
        run.UntilQuoting();
        proxy.Links[0].End();
        Until.Holds(() => proxy.Links.Count == 3 && proxy.Links[2].HasQuoted, "the third connection quotes", () => run.State);
        Assert.Empty(proxy.Links[1].Methods);
        Assert.Equal(0, run.Stop());
        AssertRecovered(proxy, venue, run);
    }

    [Fact]
    public async Task A_venue_that_falls_silent_loses_the_quotes_and_then_the_connection()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using ManualResetEventSlim silence = new(initialState: true);
        using FaultProxy proxy = new(venue.Address, link => link.Rule = message =>
        {
            if (link.Number == 1)
                silence.Wait(TimeSpan.FromSeconds(30));
            return message.Text;
        });
        EngineConfig config = TraderRun.ConfigIn(folder);
        config = config with
        {
            Instruments = [config.Instruments[0] with { Spread = 0.002 }], // far out, so that there is always a quote to be pulled
            Risk = config.Risk with { StaleBookSeconds = 0.3 },
            Session = config.Session with { RequestTimeoutMs = 1000 },
        };
        using TraderRun run = TraderRun.Start(proxy.Address, config);
        run.UntilQuoting();
        silence.Reset();
        int asked = proxy.Links[0].Count("private/cancel");
        Until.Holds(() => proxy.Links[0].Count("private/cancel") > asked, "quotes on a stale book are pulled", () => run.State);
        Until.Holds(() => proxy.Links.Count == 2 && proxy.Links[1].HasQuoted, "it connects again and quotes", () => run.State);
        silence.Set();
        Assert.Equal(0, run.Stop());
        Assert.Contains("has not answered", run.Error.ToString(), StringComparison.Ordinal);
        AssertRecovered(proxy, venue, run);
    }

    [Fact]
    public async Task A_test_request_is_answered_each_time()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using FaultProxy proxy = new(venue.Address);
        using TraderRun run = TraderRun.Start(proxy.Address, TraderRun.ConfigIn(folder));
        run.UntilQuoting();
        ProxyLink link = proxy.Links.Single();
        for (int asked = 1; asked <= 4; asked++)
        {
            link.Inject("""{"jsonrpc":"2.0","method":"heartbeat","params":{"type":"heartbeat"}}""");
            link.Inject("""{"jsonrpc":"2.0","method":"heartbeat","params":{"type":"test_request"}}""");
            int expected = asked;
            Until.Holds(() => link.Count("public/test") == expected, $"answer {expected}", () => run.State);
        }

        Assert.Equal(0, run.Stop());
        Assert.Single(proxy.Links);
    }

    private static string Forged(string head)
    {
        int at = head.IndexOf("Sec-WebSocket-Accept: ", StringComparison.OrdinalIgnoreCase) + "Sec-WebSocket-Accept: ".Length;
        return head[..at] + (head[at] == 'A' ? 'B' : 'A') + head[(at + 1)..];
    }

    private static void AssertRecovered(FaultProxy proxy, VenueHost venue, TraderRun run)
    {
        Assert.All(proxy.Links, link => Assert.True(QuotesOnlyAfterReconciling(link), string.Join(' ', link.Methods)));
        Assert.Empty(venue.OpenOrders());
        Books.AreWhole(run.Database, venue.Client, "BTC-PERPETUAL");
        Assert.InRange(Books.LastDifferenceUsd(run.Database), 0, 0.01);
        Assert.Contains("reconnects", run.Summary, StringComparison.Ordinal);
    }

    /// <summary>On each connection orders, trades and positions are asked for before the first quote.</summary>
    private static bool QuotesOnlyAfterReconciling(ProxyLink link)
    {
        List<string> methods = link.Methods;
        int first = methods.FindIndex(ProxyLink.IsQuote);
        List<string> before = first < 0 ? methods : methods[..first];
        return first < 0 || (before.Contains("private/get_open_orders_by_instrument") && before.Contains("private/get_user_trades_by_instrument")
            && before.Contains("private/get_position") && before.Contains("private/enable_cancel_on_disconnect"));
    }
}
