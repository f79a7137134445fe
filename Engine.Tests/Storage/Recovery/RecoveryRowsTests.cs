using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Tests.Storage.Journal;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Storage.Recovery;

public sealed class RecoveryRowsTests
{
    private const string Account = "test:1";

    [Fact]
    [Pitfall("T21e")]
    public void The_mark_is_the_accounts_own_and_never_goes_back()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (JournalHarness harness = Open(path))
        {
            harness.Write(SampleFacts.Fill(7), Mark(1_005), Mark(1_003), Mark(9, instrument: 1));
            Assert.Equal((1_005, 1_007), (harness.Journal.TradeMark("BTC-PERPETUAL"), harness.Journal.LastTradeSequence("BTC-PERPETUAL")));
            Assert.Equal(9, harness.Journal.TradeMark("SOL_USDC-PERPETUAL"));
        }

        using (JournalHarness other = Open(path, "test:2"))
            Assert.Equal(0, other.Journal.TradeMark("BTC-PERPETUAL"));
        using (JournalHarness again = Open(path))
            Assert.Equal(1_005, again.Journal.TradeMark("BTC-PERPETUAL"));
    }

    [Fact]
    [Pitfall("T36")]
    public void The_last_own_fill_is_the_newest_though_an_older_one_has_a_higher_number()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        Fact anew = SampleFacts.Fill(2, Side.Buy); // the venue has begun anew
        anew.ExchangeNs = SampleFacts.Fill(8, Side.Buy).ExchangeNs + 60_000_000_000;
        using (JournalHarness harness = Open(path))
            harness.Write(SampleFacts.Fill(8, Side.Buy), anew);
        using JournalHarness again = Open(path);
        Assert.Equal(anew.ExchangeNs / 1_000_000, again.Journal.LastOwnFillMs("BTC-PERPETUAL", Side.Buy));
    }

    [Fact]
    [Pitfall("T36")]
    public void The_last_own_fill_of_a_side_is_told_by_the_venues_clock_and_a_strangers_is_none()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        Fact stranger = SampleFacts.Fill(9, Side.Buy);
        stranger.Fill.Label = OrderLabel.None;
        using (JournalHarness harness = Open(path))
            harness.Write(SampleFacts.Fill(7, Side.Buy), SampleFacts.Fill(8, Side.Buy), stranger);
        using JournalHarness again = Open(path);
        Assert.Equal(SampleFacts.Fill(8, Side.Buy).ExchangeNs / 1_000_000, again.Journal.LastOwnFillMs("BTC-PERPETUAL", Side.Buy));
        Assert.Equal(0, again.Journal.LastOwnFillMs("BTC-PERPETUAL", Side.Sell));
    }

    [Fact]
    [Pitfall("T19")]
    public void What_of_the_position_no_fill_explains_is_one_row_at_the_venues_average()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (JournalHarness harness = Open(path))
            harness.Write(SampleFacts.Fill(1, Side.Buy, lots: 75), Adopted(-65, price: 84_000.25));
        Assert.Equal(
            [["BTC-PERPETUAL", "opening", -1_400.0, 84_000.25, -650.0, 1L, Account]],
            Database.Query(path, "SELECT symbol, kind, amount, price, position_after, session_id, account FROM adjustments"));

        // Another start with the same position books nothing more, however often it happens.
        for (int i = 0; i < 3; i++)
        {
            using JournalHarness again = Open(path);
            again.Write(SampleFacts.Fill(1, Side.Buy, lots: 75), Adopted(-65, price: 84_000.25));
        }

        Assert.Equal(1L, Database.Scalar(path, "SELECT count(*) FROM adjustments"));
        using (JournalHarness again = Open(path))
            again.Write(SampleFacts.Fill(2, Side.Buy, lots: 3), Adopted(-60, price: 1, isOpening: false));
        Assert.Equal(
            [["opening", -1_400.0], ["difference", 20.0]], Database.Query(path, "SELECT kind, amount FROM adjustments ORDER BY id"));
        Assert.Equal(-600.0, Position(path));
    }

    [Fact]
    public void Amounts_in_coin_leave_no_crumbs()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (JournalHarness harness = Open(path))
        {
            for (int i = 0; i < 30; i++)
                harness.Publish(SampleFacts.Fill(i, Side.Buy, lots: 1, instrument: 1)); // 0.1 each
            harness.Write(Adopted(30, instrument: 1), Adopted(31, instrument: 1));
        }

        Assert.Equal([[0.1]], Database.Query(path, "SELECT amount FROM adjustments"));
    }

    [Fact]
    public void Fills_of_another_account_in_the_same_file_explain_nothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (JournalHarness other = Open(path, "test:2"))
            other.Write(SampleFacts.Fill(1, Side.Buy, lots: 75), Adopted(75));
        using (JournalHarness harness = Open(path))
            harness.Write(Adopted(5));
        Assert.Equal([["test:1", 50.0]], Database.Query(path, "SELECT account, amount FROM adjustments"));
    }

    [Fact]
    [Pitfall("T21b")]
    public void A_trade_that_comes_after_the_adjustment_that_stood_in_for_it_is_not_counted_twice()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        Fact explained = Adopted(75);
        explained.Adjustment.Cause = AdjustmentCause.Explained;
        explained.Adjustment.Lots = -75;
        using (JournalHarness harness = Open(path))
            harness.Write(Adopted(75, isOpening: false), explained, SampleFacts.Fill(1, Side.Buy, lots: 75));
        Assert.Equal(750.0, Position(path));
        Assert.Equal([["difference", 750.0], ["explained", -750.0]], Database.Query(path, "SELECT kind, amount FROM adjustments ORDER BY id"));
    }

    [Theory]
    [InlineData(LeftOutcome.Cancelled, 0, false, "cancelled")]
    [InlineData(LeftOutcome.Filled, 100, false, "filled")]
    [InlineData(LeftOutcome.NotFound, 0, false, "not found")]
    [InlineData(LeftOutcome.NotFound, 0, true, "cancelled")] // it had an id, so it once was there
    [InlineData(LeftOutcome.NotFound, 40, false, "cancelled")]
    [InlineData(LeftOutcome.NotFound, 100, false, "filled")]
    public void The_end_of_a_left_order_is_told_by_the_venue_and_by_its_fills(LeftOutcome outcome, long filledLots, bool hasId, string resolution)
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        var label = new OrderLabel(7, 0, Side.Buy, 0, 1);
        using (JournalHarness harness = Open(path))
        {
            if (filledLots > 0)
                harness.Publish(SampleFacts.Fill(1, Side.Buy, lots: filledLots));
            Fact end = Left(label, outcome);
            end.Left.OrderId = hasId ? SampleFacts.Id("5") : VenueId.None;
            end.Left.Amount = new Size(100);
            harness.Write(end);
        }

        Assert.Equal(
            [[label.ToString(), "buy", resolution, filledLots * 10.0, 7L]],
            Database.Query(path, "SELECT label, side, resolution, filled, label_session FROM left_orders"));
    }

    [Fact]
    [Pitfall("T15")]
    public void An_order_without_the_venues_id_is_one_row_however_often_it_is_told()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        var label = new OrderLabel(7, 0, Side.Buy, 0, 1);
        for (int i = 0; i < 2; i++)
        {
            using JournalHarness harness = Open(path);
            Fact found = Left(label, LeftOutcome.Cancelled);
            found.Left.OrderId = SampleFacts.Id("5");
            harness.Write(Left(label, LeftOutcome.NotFound), found);
            Assert.Equal((0L, 0L), (harness.Health.Failures, harness.Health.Refused));
        }

        Assert.Equal([["5", "cancelled"]], Database.Query(path, "SELECT order_id, resolution FROM left_orders"));
    }

    private static JournalHarness Open(string path, string account = Account) =>
        new(path, session: SampleFacts.Session with { Account = account });

    private static Fact Mark(long sequence, ushort instrument = 0) =>
        new() { Kind = FactKind.Mark, Instrument = instrument, Mark = new MarkFact { TradeSequence = sequence } };

    private static Fact Adopted(long lots, double price = 84_000, bool isOpening = true, ushort instrument = 0) => new()
    {
        Kind = FactKind.Adjustment,
        Instrument = instrument,
        PositionLots = lots,
        Adjustment = new AdjustmentFact { PriceE9 = Decimals.FromDouble(price), Cause = isOpening ? AdjustmentCause.Opening : AdjustmentCause.Mismatch },
    };

    private static Fact Left(OrderLabel label, LeftOutcome outcome) =>
        new() { Kind = FactKind.Left, Side = label.Side, ReceiveNs = 5, Left = new LeftFact { Label = label, Outcome = outcome } };

    private static double Position(string path) => (double)Database.Scalar(path, """
        SELECT (SELECT sum(CASE side WHEN 'buy' THEN amount ELSE -amount END) FROM trades) + (SELECT sum(amount) FROM adjustments)
        """)!;
}
