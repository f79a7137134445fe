using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Native.Storage.Journal;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Storage.Journal;

public sealed class FactRowsTests
{
    private static readonly string[] ExpectedCommonColumns = ["id", "timestamp", "symbol", "side", "price", "amount", "fee", "liquidity"];

    [Fact]
    public void The_first_eight_columns_of_trades_are_those_that_other_tools_read()
    {
        using var folder = new TemporaryFolder();
        using var harness = new JournalHarness(folder.PathOf("t.db"));
        List<object?[]> columns = Database.Query(folder.PathOf("t.db"), "SELECT name, type, pk FROM pragma_table_info('trades') ORDER BY cid");
        Assert.Equal(ExpectedCommonColumns, columns.Take(8).Select(c => c[0]));
        Assert.Equal(["TEXT", "INTEGER", "TEXT", "TEXT", "REAL", "REAL", "REAL", "TEXT"], columns.Take(8).Select(c => c[1]));
        Assert.Equal(1L, columns[0][2]);
    }

    [Fact]
    public void A_fill_of_an_inverse_contract_is_stored_in_dollars_and_the_venues_words()
    {
        using var folder = new TemporaryFolder();
        using (var harness = new JournalHarness(folder.PathOf("t.db")))
            harness.Write(SampleFacts.Fill(1));
        object?[] row = Assert.Single(Database.Query(folder.PathOf("t.db"), "SELECT * FROM trades"));
        Assert.Equal(
            [
                "400000001", (SampleFacts.StartNs / 1_000_000) + 1, "BTC-PERPETUAL", "buy", 83_212.5, 1_000.0, -0.000012345, "maker",
                1_001L, "74311538594", "mm-000007-00-b-00-000001", 83_200.12, 83_210.5,
                SampleFacts.StartNs + 1_250_000, 1_000.0, 83_212.75, 1L, 0L, "",
            ],
            row);
    }

    [Fact]
    public void A_fill_of_a_linear_contract_is_stored_in_coin()
    {
        using var folder = new TemporaryFolder();
        Fact fill = SampleFacts.Fill(1, Side.Sell, priceTicks: 143_217, lots: 37, instrument: 1);
        fill.Liquidity = Liquidity.Taker;
        fill.Recovered = true;
        fill.MidE9 = 0;
        fill.Fill.Label = OrderLabel.None;
        using (var harness = new JournalHarness(folder.PathOf("t.db")))
            harness.Write(fill);
        object?[] row = Assert.Single(Database.Query(
            folder.PathOf("t.db"), "SELECT symbol, side, price, amount, liquidity, label, position_after, mid, recovered FROM trades"));
        Assert.Equal(["SOL_USDC-PERPETUAL", "sell", 143.217, 3.7, "taker", null, -3.7, null, 1L], row);
    }

    [Fact]
    public void Order_transitions_snapshots_and_notices_each_have_their_row()
    {
        using var folder = new TemporaryFolder();
        using (var harness = new JournalHarness(folder.PathOf("t.db")))
            harness.Write(SampleFacts.Transition(1, 900, 15_000), SampleFacts.Transition(2), SampleFacts.Pnl(3), SampleFacts.Notice(4));
        List<object?[]> transitions = Database.Query(folder.PathOf("t.db"), """
            SELECT session_id, symbol, side, label, order_id, request_id, from_state, to_state, cause, price, amount, filled, tick_to_order_ns, round_trip_ns
            FROM order_transitions ORDER BY id
            """);
        Assert.Equal(
            [1L, "BTC-PERPETUAL", "sell", "mm-000007-00-s-00-000001", "74311538594", 1L, 1L, 2L, 3L, 83_225.0, 1_000.0, 200.0, 900L, 15_000L], transitions[0]);
        Assert.Null(transitions[1][4]);
        Assert.Equal(
            ["BTC-PERPETUAL", 83_212.75, -1_000.0, 3.25, null, -0.1],
            Assert.Single(Database.Query(folder.PathOf("t.db"), "SELECT symbol, mid, position, session_usd, open_upl_usd, fees_usd FROM pnl")));
        Assert.Equal(
            [null, (long)NoticeKind.BookGap, 77L, null],
            Assert.Single(Database.Query(folder.PathOf("t.db"), "SELECT symbol, what, number, label FROM notices")));
    }

    [Fact]
    public void A_notice_of_a_limit_has_the_figure_and_the_limit_beside_the_number_that_names_it()
    {
        using var folder = new TemporaryFolder();
        Fact notice = SampleFacts.Notice(1);
        (notice.Notice.What, notice.Notice.Number, notice.Notice.Value, notice.Notice.Bound) = (NoticeKind.GateReject, (long)RejectReason.OrderSize, 3_000.5, 2_000);
        using (var harness = new JournalHarness(folder.PathOf("t.db")))
            harness.Write(notice, SampleFacts.Notice(2));
        List<object?[]> rows = Database.Query(folder.PathOf("t.db"), """
            SELECT c.name, n.value, n.bound FROM notices n LEFT JOIN codes c ON c.domain = 'gate_reject' AND c.code = n.number ORDER BY n.id
            """);
        Assert.Equal(["OrderSize", 3_000.5, 2_000.0], rows[0]);
        Assert.Equal([null, null], rows[1][1..]);
    }

    [Fact]
    public void An_order_that_a_tick_caused_has_its_stages_and_its_answer_in_one_row_of_the_view()
    {
        using var folder = new TemporaryFolder();
        Fact sent = SampleFacts.Transition(7, tickToOrderNs: 900);
        sent.Transition.Stages = new StageStamps { KernelNs = 1, FramedNs = 2, DecodedNs = 3, PublishedNs = 4, DecidedNs = 5, EncodedNs = 6, SentNs = 900 };
        Fact answer = SampleFacts.Transition(7, roundTripNs: 15_000);
        (answer.Transition.VenueInUs, answer.Transition.VenueUs) = (1_767_978_363_485_278, 310);
        using (var harness = new JournalHarness(folder.PathOf("t.db")))
            harness.Write(sent, answer, SampleFacts.Transition(8, tickToOrderNs: 50));
        Assert.Equal(
            [7L, sent.ReceiveNs - 900, 1L, 2L, 3L, 4L, 5L, 6L, 900L, 15_000L, 1_767_978_363_485_278L, 310L],
            Assert.Single(Database.Query(folder.PathOf("t.db"), """
                SELECT request_id, read_ns, kernel_ns, framed_ns, decoded_ns, published_ns, decided_ns, encoded_ns, sent_ns, round_trip_ns, venue_in_us, venue_us
                FROM order_latency
                """)));
    }

    [Fact]
    [Pitfall("T21")]
    public void A_fill_that_arrives_twice_is_one_row_also_in_another_session()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (var harness = new JournalHarness(path))
        {
            harness.Write(SampleFacts.Fill(1), SampleFacts.Fill(2), SampleFacts.Fill(1));
            harness.Write(SampleFacts.Fill(2));
            Assert.Equal((2L, 2L), (harness.Health.Rows, harness.Health.Duplicates));
        }

        using (var harness = new JournalHarness(path))
        {
            harness.Write(SampleFacts.Fill(1), SampleFacts.Fill(3));
            Assert.Equal((1L, 1L), (harness.Health.Rows, harness.Health.Duplicates));
            Assert.Equal(1, harness.Journal.CountTrades(Side.Buy));
        }

        Assert.Equal([1L, 1L, 2L], Database.Query(path, "SELECT session_id FROM trades ORDER BY id").Select(r => r[0]));
    }

    [Fact]
    [Pitfall("T21")]
    public void Another_life_of_the_venue_that_repeats_ids_and_sequences_loses_no_fill_and_another_key_doubles_none()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        Fact later = SampleFacts.Fill(1), anew = SampleFacts.Fill(1);
        later.ExchangeNs += 3_600_000_000_000;
        anew.Fill.Label = new OrderLabel(9, 0, Side.Buy, 0, 1); // in a replayed market even the time is the same
        Fact other = SampleFacts.Fill(1, Side.Sell); // the other side of a trade with oneself
        Fact stranger = SampleFacts.Fill(3);
        stranger.Fill.Label = OrderLabel.None;
        foreach (string account in (string[])["test:1", "test:1", "test:2"]) // the last: another key of the same account
        {
            using var harness = new JournalHarness(path, session: SampleFacts.Session with { Account = account });
            harness.Write(SampleFacts.Fill(1), other, later, SampleFacts.Fill(1), stranger, stranger);
        }

        using (var harness = new JournalHarness(path, session: SampleFacts.Session with { Account = "session:3" }))
            harness.Write(anew);
        Assert.Equal(
            [["session:3", "400000001", "buy", 1L], ["test:1", "400000001", "buy", 2L], ["test:1", "400000001", "sell", 1L], ["test:1", "400000003", "buy", 1L]],
            Database.Query(path, "SELECT account, id, side, count(*) FROM trades GROUP BY account, id, side ORDER BY account, id, side"));
    }

    [Fact]
    [Pitfall("T21c")]
    public void Trades_of_one_millisecond_are_all_kept_and_the_last_sequence_is_found_for_each_instrument()
    {
        using var folder = new TemporaryFolder();
        using var harness = new JournalHarness(folder.PathOf("t.db"));
        for (int i = 0; i < 500; i++)
        {
            Fact fill = SampleFacts.Fill(i);
            fill.ExchangeNs = SampleFacts.StartNs;
            harness.Publish(fill);
        }

        harness.Write(SampleFacts.Fill(700, instrument: 1));
        Assert.Equal(501, harness.Health.Rows);
        Assert.Equal(1_499, harness.Journal.LastTradeSequence("BTC-PERPETUAL"));
        Assert.Equal(1_700, harness.Journal.LastTradeSequence("SOL_USDC-PERPETUAL"));
        Assert.Equal(0, harness.Journal.LastTradeSequence("ETH-PERPETUAL"));
    }

    [Fact]
    [Pitfall("T06")]
    [Pitfall("T15")]
    public void Each_order_stands_with_its_last_known_state_though_the_venue_never_told_an_id()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        var options = new JournalOptions { BufferFacts = 1024, Codes = [new CodeName("order_state", 2, "Working"), new CodeName("order_state", 5, "Unknown")] };
        using (var harness = new JournalHarness(path, options))
        {
            Fact second = SampleFacts.Transition(2);
            second.Transition.To = 5;
            harness.Write(SampleFacts.Transition(2), SampleFacts.Transition(1), second);
        }

        Assert.Equal(
            [["mm-000007-00-s-00-000001", "74311538594", 2L, "Working"], ["mm-000007-00-s-00-000002", null, 5L, "Unknown"]],
            Database.Query(path, "SELECT label, order_id, state, state_name FROM orders ORDER BY label"));
        Assert.Equal("BookGap", Database.Scalar(path, "SELECT name FROM codes WHERE domain = 'notice' AND code = 2"));
    }

    [Fact]
    public void A_fill_whose_instrument_is_not_known_is_refused_by_name_and_holds_nothing_else_back()
    {
        using var folder = new TemporaryFolder();
        using var harness = new JournalHarness(folder.PathOf("t.db"), table: new InstrumentTable("BTC-PERPETUAL"));
        harness.Write(SampleFacts.Fill(1), SampleFacts.Notice(2));
        Assert.Equal((1L, 1L, 0L), (harness.Health.Rows, harness.Health.Refused, harness.Health.Backlog));
        Assert.Contains("400000001", harness.Health.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public void Ticks_keep_the_tick_size_they_were_counted_in()
    {
        using var folder = new TemporaryFolder();
        using var harness = new JournalHarness(folder.PathOf("t.db"));
        harness.Publish(SampleFacts.Fill(1));
        harness.Pump.Turn(0, hurry: false);
        harness.Table[0] = new Instrument(0, "BTC-PERPETUAL", ContractKind.Inverse, 2_500_000_000, 10_000_000_000, 10_000_000_000, 0, 0);
        harness.Pump.Turn(0, hurry: true);
        Assert.Equal(83_212.5, Database.Scalar(folder.PathOf("t.db"), "SELECT price FROM trades"));
    }
}
