using Engine.Core.Events;
using Engine.Core.Journal;
using Engine.Core.Risk;
using Engine.Core.Risk.Modes;
using Engine.Core.Primitives;
using Engine.Native.Composition.Screens;
using Xunit;

namespace Engine.Tests.Hosting;

public sealed class NoticeTellerTests
{
    [Fact]
    public void Reducing_for_a_loss_or_the_margin_is_told_with_figure_and_limit_and_so_is_its_end()
    {
        NoticeTeller teller = new(new Nobody());
        Tell(teller, TradingMode.Reducing, ModeCause.Journal);
        Tell(teller, TradingMode.Quoting, ModeCause.None);
        Assert.Null(teller.Troubles.Next());
        Tell(teller, TradingMode.Reducing, ModeCause.Loss, 412.5, 400);
        Tell(teller, TradingMode.Holding, ModeCause.Session);
        Tell(teller, TradingMode.Reducing, ModeCause.Loss);
        Assert.Equal("only what reduces the position is quoted: the loss of 412.50 USD is beyond the 400.00 USD of its warning", teller.Troubles.Next());
        Assert.Null(teller.Troubles.Next()); // once
        Tell(teller, TradingMode.Quoting, ModeCause.None);
        Assert.Equal("the loss is within its limit again: both sides are quoted", teller.Troubles.Next());
        Tell(teller, TradingMode.Reducing, ModeCause.Margin, 0.455, 0.4);
        Assert.Equal("only what reduces the position is quoted: the margin in use is 45.5 % where 40 % are allowed", teller.Troubles.Next());
        Tell(teller, TradingMode.Stopped, ModeCause.Killed);
        Assert.Null(teller.Troubles.Next()); // nothing is quoted after that
    }

    [Theory]
    [InlineData(1_500_000_000, "1.5 coins came to the account from outside: that counts neither as profit nor as loss")]
    [InlineData(-12_345_678, "0.01234568 coins left the account from outside: that counts neither as profit nor as loss")]
    public void Money_from_outside_is_told(long e9, string sentence)
    {
        NoticeTeller teller = new(new Nobody());
        Fact fact = new() { Kind = FactKind.Notice };
        (fact.Notice.What, fact.Notice.Number) = (NoticeKind.CashFlow, e9);
        teller.OnFact(fact, null);
        Assert.Equal(sentence, teller.Troubles.Next());
    }

    [Fact]
    public void A_position_that_is_taken_over_without_fills_is_told_in_the_instruments_own_amount()
    {
        NoticeTeller teller = new(new Nobody());
        Fact fact = new() { Kind = FactKind.Notice };
        (fact.Notice.What, fact.Notice.Number) = (NoticeKind.PositionMismatch, -214);
        teller.OnFact(fact, Quoting.Markets.Inverse);
        Assert.StartsWith("BTC-PERPETUAL: the venue's position is other than all told fills explain, by -2140: it is taken over", teller.Troubles.Next(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10009, "BTC-PERPETUAL: the venue refuses orders (10009 not_enough_funds): the margin is too small for them: pay in, or lower size and inventory in the configuration")]
    [InlineData(11098, "BTC-PERPETUAL: the venue refuses orders (11098 account_locked): the account is locked: ask the venue")]
    [InlineData(13021, "BTC-PERPETUAL: the venue refuses orders (13021 forbidden): the API key may not trade: give it trade:read_write at the venue")]
    [InlineData(-32602, "BTC-PERPETUAL: the venue refuses orders (-32602 invalid params): price, amount or instrument does not fit: the instrument is asked about again")]
    [InlineData(10012, "BTC-PERPETUAL: the venue refuses orders (10012 book_closed): the book is closed: the instrument is asked about until it is open")]
    [InlineData(11054, null)] // part of quoting
    [InlineData(13030, null)] // told of as protection that has fired
    [InlineData(10004, null)]
    [InlineData(11051, null)] // told of as a hold
    [InlineData(10028, null)]
    public void Orders_that_the_venue_refuses_for_a_lasting_reason_are_told_with_what_to_do_and_again_after_five_minutes(int code, string? sentence)
    {
        NoticeTeller teller = new(new Nobody());
        foreach (long second in (long[])[1, 2, 60, 300, 301, 302])
        {
            Fact fact = new() { Kind = FactKind.Notice, ReceiveNs = second * 1_000_000_000 };
            (fact.Notice.What, fact.Notice.Number) = (NoticeKind.VenueReject, code);
            teller.OnFact(fact, Quoting.Markets.Inverse);
        }

        List<string> told = [];
        while (teller.Troubles.Next() is { } line) told.Add(line);
        Assert.Equal(sentence is null ? [] : [sentence, sentence], told);
    }

    [Fact]
    public void Protection_of_the_venue_that_has_fired_is_told_with_its_pause()
    {
        NoticeTeller teller = new(new Nobody());
        Fact fact = new() { Kind = FactKind.Notice };
        (fact.Notice.What, fact.Notice.Number) = (NoticeKind.Protection, 2_500_000_000);
        teller.OnFact(fact, Quoting.Markets.Inverse);
        Assert.Equal("BTC-PERPETUAL: the venue's market-maker protection has fired: quotes are held for 2.5 s", teller.Troubles.Next());
    }

    [Fact]
    public void A_position_that_trading_begins_with_and_a_fill_of_somebody_else_are_told()
    {
        NoticeTeller teller = new(new Nobody());
        Fact opening = new() { Kind = FactKind.Adjustment }, flat = opening, foreign = new() { Kind = FactKind.Notice };
        (opening.Adjustment.Cause, opening.Adjustment.Lots) = (AdjustmentCause.Opening, -2_000);
        flat.Adjustment.Cause = AdjustmentCause.Opening;
        (foreign.Notice.What, foreign.Notice.Number) = (NoticeKind.ForeignFill, 77);
        foreach (Fact fact in (Fact[])[opening, flat, foreign, foreign])
            teller.OnFact(fact, Quoting.Markets.Inverse);
        Assert.Equal("BTC-PERPETUAL: begins with the venue's position of -20000", teller.Troubles.Next());
        Assert.StartsWith("BTC-PERPETUAL: a fill of an order that is none of this engine's was booked (trade 77)", teller.Troubles.Next(), StringComparison.Ordinal);
        Assert.Null(teller.Troubles.Next());
    }

    private static void Tell(NoticeTeller teller, TradingMode mode, ModeCause cause, double value = 0, double bound = 0)
    {
        Fact fact = new() { Kind = FactKind.Notice };
        fact.Notice.What = NoticeKind.Mode;
        fact.Notice.Number = (long)mode | ((long)cause << 8);
        (fact.Notice.Value, fact.Notice.Bound) = (value, bound);
        teller.OnFact(fact, null);
    }

    private sealed class Nobody : IFactObserver
    {
        public void OnFact(in Fact fact, Instrument? instrument)
        {
        }

        public void OnStoredBefore(in Fact fill, Instrument? instrument)
        {
        }

        public void OnProgress(JournalHealth health, long backlog, long nowNs)
        {
        }
    }
}
