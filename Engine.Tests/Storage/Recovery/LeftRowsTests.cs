using Engine.Core.Events;
using Engine.Core.Journal.Intents;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Native.Storage.Journal;
using Engine.Tests.Journal;
using Engine.Tests.Storage.Journal;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Storage.Recovery;

public sealed class LeftRowsTests
{
    private const string Account = "test:1";

    [Fact]
    [Pitfall("T06")]
    public void Orders_of_an_intent_log_are_stored_with_their_last_known_state_and_handed_to_each_start_until_they_are_resolved()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        IntentScan scan = Scan(Account);
        for (int start = 0; start < 3; start++)
        {
            using TradeJournal journal = Open(path);
            if (start < 2)
                journal.Left.Store(scan, 1_000 + start); // the second start finds the same log: the first was killed before it began its own
            LeftOrder[] left = [.. journal.Left.Unresolved()];
            Assert.Equal(2, left.Length);
            Assert.Equal(
                new LeftOrder
                {
                    Label = IntentLogs.Label(Side.Buy, 1),
                    Symbol = "BTC-PERPETUAL",
                    Side = Side.Buy,
                    OrderId = SampleFacts.Id("74311538594"),
                    State = OrderState.Editing,
                    PriceE9 = 83_212_500_000_000,
                    AmountE9 = 70_000_000_000,
                    CauseNs = left[0].CauseNs,
                },
                left[0]);
            Assert.False(left[1].OrderId.IsSome);
        }

        Assert.Equal([[3L, 1L], [1L, 1L]], Database.Query(path, "SELECT state, found_by FROM left_orders ORDER BY side"));
    }

    [Fact]
    public void An_order_that_was_resolved_is_not_brought_back_by_the_same_log()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (TradeJournal journal = Open(path))
            journal.Left.Store(Scan(Account), 1);
        Database.Execute(path, "UPDATE left_orders SET resolution = 'cancelled' WHERE side = 'buy'");
        using TradeJournal again = Open(path);
        again.Left.Store(Scan(Account), 2);
        Assert.Equal(Side.Sell, Assert.Single(again.Left.Unresolved()).Side);
    }

    [Fact]
    public void Orders_of_another_account_are_kept_and_never_looked_up()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (TradeJournal journal = Open(path))
        {
            journal.Left.Store(Scan("test:2"), 1);
            Assert.Empty(journal.Left.Unresolved());
            Assert.Empty(journal.Left.OthersFoundBefore()); // said of the log itself
        }

        using (TradeJournal again = Open(path))
            Assert.Equal(2, Assert.Single(again.Left.OthersFoundBefore()).Orders);

        using TradeJournal theirs = Open(path, "test:2");
        Assert.Equal(2, theirs.Left.Unresolved().Count);
    }

    [Fact]
    public void Orders_on_a_venue_that_died_with_its_session_are_gone()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using TradeJournal journal = Open(path);
        journal.Left.Store(Scan("session:2"), 1);
        journal.Left.EndWithTheirVenue("session:", 5);
        Assert.Equal([["gone with its venue"], ["gone with its venue"]], Database.Query(path, "SELECT resolution FROM left_orders"));
    }

    [Theory]
    [Pitfall("T06")]
    [InlineData(null)] // killed
    [InlineData(3)] // ended without the venue's word
    public void Without_a_log_what_the_journal_last_knew_is_used_once(int? exitCode)
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (var killed = new JournalHarness(path, session: SampleFacts.Session with { Account = Account, LabelSession = 7 }))
        {
            Fact done = SampleFacts.Transition(3);
            done.Transition.To = (byte)OrderState.Idle;
            killed.Write(SampleFacts.Transition(1), SampleFacts.Transition(2), SampleFacts.Transition(3), done);
            if (exitCode is { } code)
                killed.Journal.EndSession(4, code, "signal", 0);
        }

        using (TradeJournal ended = Open(path)) // a later session that ended as it should
            ended.EndSession(5, 0, "signal", 0);
        using (TradeJournal journal = Open(path))
        {
            Assert.Equal(1, journal.Left.StoreFromJournal(9));
            Assert.Equal(
                [("mm-000007-00-s-00-000001", true), ("mm-000007-00-s-00-000002", false)],
                journal.Left.Unresolved().Select(order => (order.Label.ToString(), order.OrderId.IsSome)));
            journal.EndSession(10, 0, "signal", 0);
        }

        using TradeJournal next = Open(path);
        Assert.Equal(0, next.Left.StoreFromJournal(11));
        Assert.Equal(2, next.Left.Unresolved().Count);
    }

    [Fact]
    public void What_the_log_knew_of_a_session_goes_before_what_the_journal_knew()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (var killed = new JournalHarness(path, session: SampleFacts.Session with { Account = Account, LabelSession = IntentLogs.SessionId }))
            killed.Write(SampleFacts.Transition(1)); // working, says the journal; the log knows that it is done
        using TradeJournal journal = Open(path);
        journal.Left.Store(Scan(Account), 1);
        Assert.Equal(0, journal.Left.StoreFromJournal(2));
        Assert.Equal(2, journal.Left.Unresolved().Count);
    }

    private static TradeJournal Open(string path, string account = Account) => TradeJournal.Open(
        path, SampleFacts.Session with { Account = account }, new JournalOptions { Codes = [.. CodeName.Of<OrderState>("order_state")] });

    private static IntentScan Scan(string account)
    {
        IntentLogs logs = new(IntentLogs.Origin with { Account = account });
        OrderLabel bid = IntentLogs.Label(Side.Buy, 1);
        logs.Append(IntentKind.Place, bid);
        logs.Outcome(bid, OrderState.Working, SampleFacts.Id("74311538594"));
        logs.Append(IntentKind.Edit, bid, price: 166_425, lots: 7, id: SampleFacts.Id("74311538594"));
        logs.Append(IntentKind.Place, IntentLogs.Label(Side.Sell, 2));
        Assert.True(IntentScan.TryRead(logs.Memory, out IntentScan? scan, out _));
        return scan!;
    }
}
