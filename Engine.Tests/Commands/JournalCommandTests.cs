using Engine.Core.Events;
using Engine.Core.Orders;
using Engine.Core.Primitives;
using Engine.Native.Commands;
using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Recovery;
using Engine.Tests.Journal;
using Engine.Tests.Storage;
using Engine.Tests.Storage.Journal;
using Engine.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Engine.Tests.Commands;

public sealed class JournalCommandTests
{
    [Fact]
    public void Check_says_that_a_journal_is_sound_and_what_is_in_it()
    {
        using var folder = new TemporaryFolder();
        string path = Journal(folder);
        CommandRun run = Run("--check", path);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.StartsWith($"{path}: sound, schema version {JournalSchema.Version}\n", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"trades +3  \(2 buy, 1 sell\)", run.Output);
        Assert.Matches(@"order_transitions +1\n", run.Output);
        Assert.Matches(@"sessions +1  \(1 without an end: killed, or running now\)", run.Output);
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void Check_works_while_a_session_writes()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (TradeJournal.Open(path, SampleFacts.Session))
        {
            CommandRun run = Run("--check", path);
            Assert.Equal((0, ""), (run.Code, run.Error));
        }
    }

    [Fact]
    public void Check_works_on_older_versions()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        OldJournal.Create(path, version: 1);
        CommandRun run = Run("--check", path);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains($"schema version 1 of {JournalSchema.Version}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_fails_by_name_for_what_is_no_journal()
    {
        using var folder = new TemporaryFolder();
        string text = folder.Write("text.db", new string('x', 5_000));
        string foreign = folder.PathOf("foreign.db");
        Database.Execute(foreign, "CREATE TABLE notes (id INTEGER)");
        string empty = folder.Write("empty.db", "");
        foreach (string path in (string[])[text, foreign, empty, folder.PathOf("none.db"), folder.Root])
        {
            CommandRun run = Run("--check", path);
            Assert.Equal((1, ""), (run.Code, run.Output));
            Assert.StartsWith($"engine journal: {path}: ", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Pitfall("T59")]
    public void A_backup_is_one_complete_file_while_the_session_goes_on_and_replaces_nothing()
    {
        using var folder = new TemporaryFolder();
        string copy = folder.PathOf("copy.db");
        using (var harness = new JournalHarness(folder.PathOf("t.db")))
        {
            harness.Write(SampleFacts.Fill(1), SampleFacts.Fill(2));
            Assert.Equal(0, Run("--backup", folder.PathOf("t.db"), "--to", copy).Code);
            harness.Write(SampleFacts.Fill(3));
        }

        Assert.False(File.Exists(copy + "-wal"));
        Assert.Equal(2L, Database.Scalar(copy, "SELECT count(*) FROM trades"));
        Assert.Equal(0, Run("--check", copy).Code);
        CommandRun again = Run("--backup", folder.PathOf("t.db"), "--to", copy);
        Assert.Equal(1, again.Code);
        Assert.Contains($"{copy}: ", again.Error, StringComparison.Ordinal);
        CommandRun nowhere = Run("--backup", folder.PathOf("t.db"), "--to", folder.PathOf("none/copy.db"));
        Assert.Equal(1, nowhere.Code);
        Assert.Contains("none/copy.db", nowhere.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_backup_of_a_taken_over_session_can_be_written_on()
    {
        using var folder = new TemporaryFolder();
        string path = Journal(folder);
        Assert.Equal(0, Run("--backup", path, "--to", folder.PathOf("copy.db")).Code);
        using var harness = new JournalHarness(folder.PathOf("copy.db"));
        harness.Write(SampleFacts.Fill(1), SampleFacts.Fill(9));
        Assert.Equal((1L, 1L), (harness.Health.Rows, harness.Health.Duplicates));
    }

    [Fact]
    public void Fills_are_listed_for_people_and_as_csv()
    {
        using var folder = new TemporaryFolder();
        string path = Journal(folder);
        string[] csv = Run("--fills", path, "--csv").Output.TrimEnd().Split('\n');
        Assert.Equal("id,timestamp,symbol,side,price,amount,fee,liquidity,trade_seq,order_id,label", csv[0]);
        Assert.Equal(
            $"400000002,{(SampleFacts.StartNs / 1_000_000) + 2},BTC-PERPETUAL,sell,83212.5,1000,-0.000012345,maker,1002,74311538594,mm-000007-00-s-00-000002", csv[2]);
        Assert.Equal(4, csv.Length);
        string[] plain = Run("--fills", path).Output.TrimEnd().Split('\n');
        Assert.Matches(@"^2026-09-\d\d \d\d:\d\d:\d\d\.\d{3}  BTC-PERPETUAL +sell +83212\.5 +1000 +-0\.000012345  maker  400000002$", plain[2]);
    }

    [Fact]
    public void Orders_are_listed_with_their_last_known_state()
    {
        using var folder = new TemporaryFolder();
        string path = Journal(folder);
        string[] csv = Run("--orders", path, "--csv").Output.TrimEnd().Split('\n');
        Assert.Equal(
            ["updated_ns,label,symbol,side,price,amount,filled,order_id,state,resolution",
             $"{SampleFacts.StartNs + 4_000_000},mm-000007-00-s-00-000004,BTC-PERPETUAL,sell,83225,1000,200,,Working,"], csv);
        Assert.Matches(@"mm-000007-00-s-00-000004 BTC-PERPETUAL +sell +83225 +1000 +200  Working +-$", Run("--orders", path).Output.TrimEnd());
    }

    [Theory]
    [InlineData(OrderState.Working, OrderState.Idle, OrderCause.UpdateClosed, 100, "filled")]
    [InlineData(OrderState.Working, OrderState.Idle, OrderCause.UpdateClosed, 20, "cancelled")]
    [InlineData(OrderState.Placing, OrderState.Idle, OrderCause.ReplyRefused, 0, "rejected")]
    [InlineData(OrderState.Unknown, OrderState.Idle, OrderCause.NotListed, 0, "gone")]
    [InlineData(OrderState.Placing, OrderState.Working, OrderCause.ReplyOpen, 20, "Working")]
    public void The_end_of_an_order_is_said_in_words(OrderState from, OrderState to, OrderCause cause, int filled, string expected)
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (var harness = new JournalHarness(path, new JournalOptions { Codes = [new CodeName("order_state", 0, "Idle"), new CodeName("order_state", 2, "Working")] }))
        {
            Fact fact = SampleFacts.Transition(4);
            (fact.Transition.From, fact.Transition.To, fact.Transition.Cause, fact.Transition.Filled) = ((byte)from, (byte)to, (byte)cause, new Size(filled));
            harness.Write(fact);
        }

        Assert.EndsWith($",{filled * 10},,{expected},", Run("--orders", path, "--csv").Output.TrimEnd(), StringComparison.Ordinal);
        Database.Execute(path, "UPDATE order_transitions SET filled = 0");
        Database.Execute(path, "INSERT INTO trades (id, symbol, label, amount) SELECT '1', symbol, label, amount FROM order_transitions"); // its fill came another way
        if (to == OrderState.Idle)
            Assert.EndsWith(",filled,", Run("--orders", path, "--csv").Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_that_a_killed_session_left_is_listed_with_what_became_of_it()
    {
        using var folder = new TemporaryFolder();
        string path = Journal(folder);
        Database.Execute(path, "INSERT INTO left_orders (label, account, filled, resolution) SELECT label, 'a', 400, 'cancelled' FROM order_transitions");
        Assert.EndsWith(",400,,Working,cancelled", Run("--orders", path, "--csv").Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    [Pitfall("T06")]
    public void What_a_killed_session_left_is_listed_before_the_next_start_and_after_it()
    {
        using var folder = new TemporaryFolder();
        string path = Journal(folder);
        Database.Execute(path, "UPDATE sessions SET stopped_ns = 5");
        Assert.StartsWith("no order is known that may still be open\nTIME UTC", Run("--left", path).Output, StringComparison.Ordinal);
        using (IntentFile file = IntentFile.Create(path + IntentPlace.Suffix, IntentLogs.Origin))
        {
            OrderLabel label = IntentLogs.Label(Side.Buy, 9);
            file.Log.Append(
                new OrderIntent { Kind = IntentKind.Place, Side = Side.Buy, Label = label, RequestId = 1, Price = new Price(166_425), Amount = new Size(7) },
                IntentLogs.Instruments[0], isSlots: true);
        }

        CommandRun run = Run("--left", path);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("session 00002a (test, wss://test.deribit.com/ws/api/v2) has 1 order(s) that may be open", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"mm-00002a-00-b-00-000009 BTC-PERPETUAL +buy +83212\.5 +70 +0  Placing +-$", run.Output.TrimEnd());
        using (TradeJournal next = TradeJournal.Open(path, SampleFacts.Session))
            next.Left.Store(IntentFile.Read(path + IntentPlace.Suffix)!, 1);
        Database.Execute(path, "UPDATE left_orders SET resolution = 'not found'");
        Assert.EndsWith(",not found", Run("--left", path, "--csv").Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [Pitfall("T06")]
    [InlineData(null, 0)]
    [InlineData(0, 0)]
    [InlineData(0xA5, 1)]
    public void Without_a_log_that_can_be_used_the_database_tells_what_may_be_open(int? content, int code)
    {
        using var folder = new TemporaryFolder();
        string path = Journal(folder);
        if (content is { } value)
            File.WriteAllBytes(path + IntentPlace.Suffix, [.. Enumerable.Repeat((byte)value, 5_000)]);
        CommandRun run = Run("--left", path);
        Assert.Equal(code, run.Code);
        Assert.Contains("(paper, ws://127.0.0.1:1/ws/api/v2) did not end in order, and ", run.Output, StringComparison.Ordinal);
        Assert.Contains("the database knows 1 order(s) of it that may be open", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"mm-000007-00-s-00-000004 BTC-PERPETUAL +sell .* Working +-$", run.Output.TrimEnd());
        Assert.Equal(code == 1, run.Error.Contains($"{path}.intents: is no intent log; move it away", StringComparison.Ordinal));
        CommandRun csv = Run("--left", path, "--csv");
        Assert.StartsWith("updated_ns,", csv.Output, StringComparison.Ordinal);
        Assert.Contains("did not end in order", csv.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, true)] // without the venue's word
    [InlineData(0, false)]
    [InlineData(4, false)]
    public void A_session_that_ended_without_confirmation_and_whose_log_is_gone_is_listed(int exitCode, bool isListed)
    {
        using var folder = new TemporaryFolder();
        string path = Journal(folder);
        Database.Execute(path, $"UPDATE sessions SET stopped_ns = 5, exit_code = {exitCode}");
        CommandRun run = Run("--left", path);
        Assert.Equal(0, run.Code);
        Assert.Equal(isListed, run.Output.Contains("the database knows 1 order(s) of it that may be open", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_start_that_failed_has_taken_over_is_still_said_to_be_open()
    {
        using var folder = new TemporaryFolder();
        string path = Journal(folder);
        using (TradeJournal failed = TradeJournal.Open(path, SampleFacts.Session, new JournalOptions { Codes = [new CodeName("order_state", 2, "Working")] }))
        {
            failed.Left.StoreFromJournal(9);
            failed.EndSession(10, 1, "no venue", 0);
        }

        using (IntentFile.Create(path + IntentPlace.Suffix, IntentLogs.Origin))
        {
            CommandRun run = Run("--left", path);
            Assert.Equal((0, ""), (run.Code, run.Error));
            Assert.Contains("left 1 order(s) that may still be open: no start has found out yet", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_an_older_version_does_not_hold_is_said()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        OldJournal.Create(path, version: 3);
        CommandRun run = Run("--left", path);
        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains($"{path}: has schema version 3, and orders that a killed session left came with version 4", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--check", "a", "--fills", "b")]
    [InlineData("--backup", "a")]
    [InlineData("--to", "a", "--check", "b")]
    [InlineData("--csv", "--check", "b")]
    public void Wrong_combinations_are_refused(params string[] arguments) => Assert.Equal(2, Run(arguments).Code);

    [Fact]
    public void A_journal_locked_by_another_writer_can_be_read()
    {
        using var folder = new TemporaryFolder();
        string path = Journal(folder);
        using SqliteConnection other = Database.Open(path);
        using SqliteCommand command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        Assert.Equal(0, Run("--check", path).Code);
    }

    private static CommandRun Run(params string[] arguments) => CommandRun.Of(JournalCommand.Create(), ["journal", .. arguments]);

    private static string Journal(TemporaryFolder folder)
    {
        string path = folder.PathOf("t.db");
        using var harness = new JournalHarness(path, new JournalOptions { BufferFacts = 1024, Codes = [new CodeName("order_state", 2, "Working")] });
        harness.Write(SampleFacts.Fill(1), SampleFacts.Fill(2, Side.Sell), SampleFacts.Fill(3), SampleFacts.Transition(4));
        return path;
    }
}
