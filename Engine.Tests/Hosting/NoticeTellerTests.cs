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
