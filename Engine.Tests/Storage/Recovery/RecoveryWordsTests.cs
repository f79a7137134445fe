using Engine.Core.Events;
using Engine.Core.Journal.Intents;
using Engine.Core.Link;
using Engine.Core.Primitives;
using Engine.Native.Composition.Recovery;
using Engine.Native.Composition.Screens;
using Engine.Native.Status.Blocks;
using Engine.Native.Status.View;
using Engine.Native.Storage.Journal;
using Engine.Tests.Journal;
using Engine.Tests.Storage.Journal;
using Xunit;

namespace Engine.Tests.Storage.Recovery;

public sealed class RecoveryWordsTests
{
    private static readonly IntentOrigin s_own = IntentLogs.Origin with { SessionId = 99 };

    [Fact]
    public void A_session_that_ended_unconfirmed_was_not_killed()
    {
        Assert.Equal("session 00002a was killed and may have left 1 order(s) open: each is looked up before anything is quoted", Of(s_own));
        Assert.Equal(
            "session 00002a ended with exit code 3, its orders unconfirmed, and may have left 1 order(s) open: each is looked up before anything is quoted",
            Of(s_own, exitCode: 3));
    }

    [Fact]
    public void The_database_knows_whether_the_session_of_a_log_came_to_its_end()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (TradeJournal ended = TradeJournal.Open(path, SampleFacts.Session with { Account = s_own.Account, LabelSession = 99 }))
        {
            Assert.Null(ended.Left.ExitCodeOf(s_own));
            ended.EndSession(5, 3, "signal", 0);
        }

        using TradeJournal next = TradeJournal.Open(path, SampleFacts.Session);
        Assert.Equal(3, next.Left.ExitCodeOf(s_own));
        Assert.Null(next.Left.ExitCodeOf(s_own with { SessionId = 98 }));
    }

    [Fact]
    public void What_is_left_on_another_account_is_named_by_what_differs()
    {
        string key = Of(s_own with { Account = "test:2" });
        Assert.Contains("at the same address (test, wss://test.deribit.com/ws/api/v2), but under another API key than this session's", key, StringComparison.Ordinal);
        string address = Of(s_own with { Account = "prod:2", Environment = "prod", Url = "wss://www.deribit.com/ws/api/v2" });
        Assert.Contains("at test, wss://test.deribit.com/ws/api/v2, while this session trades at prod, wss://www.deribit.com/ws/api/v2", address, StringComparison.Ordinal);
        Assert.EndsWith("Start a session with that address and key, which looks them up, or look at the venue", address, StringComparison.Ordinal);
    }

    [Fact]
    public void A_venue_of_its_own_is_gone_with_its_session() => Assert.Equal(
        "session 00002a was killed; the venue was its own and is gone with it, so nothing of it is open",
        Of(s_own with { Account = "session:5" }, account: "session:4"));

    [Fact]
    public void A_start_that_never_traded_says_that_what_was_left_is_unresolved()
    {
        TradingEnding ending = new(OrdersConfirmedGone: true, WasLive: false, null);
        Assert.Equal("none: trading never began", SessionSummary.OpenOrders(ending, 0, "t.db", () => false));
        Assert.Equal(
            "2 left before and UNRESOLVED: trading never began; `engine journal --left t.db` lists what may still be open",
            SessionSummary.OpenOrders(ending with { OrdersConfirmedGone = false }, 2, "t.db", () => false));
    }

    [Theory]
    [InlineData(2, 0, "2 orders left before")]
    [InlineData(2, 2, "2 orders left before: 2 cancelled")]
    [InlineData(2, 3, "2 orders left before, others turned up later: 3 cancelled")]
    [InlineData(0, 9, "9 orders that stood in no slot: 9 cancelled")]
    public void Orders_that_turned_up_later_were_not_found_at_the_start(int found, int cancelled, string words)
    {
        JournalStatus status = new() { LeftFound = found, LeftCancelled = cancelled };
        Assert.Equal(words, LeftWords.Of(in status));
    }

    private static string Of(IntentOrigin own, int? exitCode = null, string? account = null)
    {
        IntentLogs logs = new(IntentLogs.Origin with { Account = account ?? IntentLogs.Origin.Account });
        logs.Append(IntentKind.Place, IntentLogs.Label(Side.Buy, 1));
        Assert.True(IntentScan.TryRead(logs.Memory, out IntentScan? scan, out _));
        return RecoveryWords.Of(scan!, exitCode, "t.db.intents", own);
    }
}
