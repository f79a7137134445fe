using Engine.Core.Accounts;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Accounts;

public class PositionTests
{
    private static readonly Instrument Inverse = new(0, "BTC-PERPETUAL", ContractKind.Inverse, 500_000_000, 10_000_000_000, 10_000_000_000, 0, 0.0005);
    private static readonly Instrument Linear = new(0, "BTC_USDC-PERPETUAL", ContractKind.Linear, 100_000_000, 100_000, 100_000, 0, 0.0005);

    private Position _position;

    [Fact]
    public void An_inverse_short_loses_in_coin_when_the_price_rises()
    {
        Fill(Side.Sell, 100_000, 10_000, Inverse);
        Assert.Equal(-0.90909091, _position.Unrealized(11_000, Inverse), 8);
        Assert.Equal(-0.90909091, Fill(Side.Buy, 100_000, 11_000, Inverse), 8);
        Assert.Equal(-0.90909091, _position.Realized, 8);
        Assert.Equal(0, _position.Lots);
    }

    [Fact]
    public void An_inverse_long_of_a_thousand_from_1000_to_1250_earns_a_fifth_of_a_coin()
    {
        Fill(Side.Buy, 1_000, 1_000, Inverse);
        Assert.Equal(0.2, Fill(Side.Sell, 1_000, 1_250, Inverse), 12);
    }

    [Fact]
    public void The_average_of_an_inverse_position_is_harmonic()
    {
        Fill(Side.Buy, 10_000, 50_000, Inverse);
        Fill(Side.Buy, 10_000, 60_000, Inverse);
        Assert.Equal(54_545.454545, _position.AveragePrice(Inverse), 6); // the arithmetic mean would be 55 000
        Assert.Equal(0.0333333333, Fill(Side.Sell, 20_000, 60_000, Inverse), 10); // and would give 0.0303030303
    }

    [Fact]
    public void The_average_of_a_linear_position_is_arithmetic()
    {
        Fill(Side.Buy, 1, 50_000, Linear);
        Fill(Side.Buy, 1, 60_000, Linear);
        Assert.Equal(55_000, _position.AveragePrice(Linear), 6);
        Assert.Equal(10_000, Fill(Side.Sell, 2, 60_000, Linear), 6);
    }

    [Fact]
    [Pitfall("T24")]
    public void Fees_are_kept_apart_from_profit()
    {
        double fee = 50_000.0 / 100_000 * 0.0005;
        Assert.Equal(0.00025, fee, 12);
        _position.Apply(Side.Buy, Lots(50_000, Inverse), 100_000, fee, Inverse);
        _position.Apply(Side.Sell, Lots(50_000, Inverse), 100_000, -0.0001, Inverse);
        Assert.Equal(0.00015, _position.Fees, 12);
        Assert.Equal(0, _position.Realized, 15);
    }

    [Theory]
    [InlineData(Side.Buy)]
    [InlineData(Side.Sell)]
    [Pitfall("T51")]
    public void One_fill_may_turn_an_inverse_position_round(Side opening)
    {
        Fill(opening, 1_000, 50_000, Inverse);
        double profit = Fill(opening.Opposite(), 3_000, 40_000, Inverse);
        Assert.Equal(opening.Sign() * 1_000 * ((1 / 50_000.0) - (1 / 40_000.0)), profit, 15);
        Assert.Equal(-opening.Sign() * 200, _position.Lots);
        Assert.Equal(40_000, _position.AveragePrice(Inverse), 6);
        Assert.Equal(0, _position.Unrealized(40_000, Inverse), 15);
    }

    [Theory]
    [InlineData(Side.Buy)]
    [InlineData(Side.Sell)]
    [Pitfall("T51")]
    public void One_fill_may_turn_a_linear_position_round(Side opening)
    {
        Fill(opening, 0.1, 50_000, Linear);
        Assert.Equal(opening.Sign() * -1_000.0, Fill(opening.Opposite(), 0.3, 40_000, Linear), 9);
        Assert.Equal(-opening.Sign() * 2_000, _position.Lots);
        Assert.Equal(40_000, _position.AveragePrice(Linear), 6);
    }

    [Fact]
    public void A_partial_close_keeps_the_average()
    {
        Fill(Side.Buy, 9_000, 50_000, Inverse);
        Fill(Side.Sell, 2_000, 51_000, Inverse);
        Assert.Equal(50_000, _position.AveragePrice(Inverse), 6);
        Assert.Equal(700, _position.Lots);
    }

    [Fact]
    public void A_flat_position_has_no_average_and_no_unrealised_profit()
    {
        Assert.Equal(0, _position.AveragePrice(Inverse));
        Assert.Equal(0, _position.Unrealized(50_000, Inverse));
        Fill(Side.Buy, 1_000, 50_000, Inverse);
        Fill(Side.Sell, 1_000, 50_000, Inverse);
        Assert.Equal(0, _position.AveragePrice(Inverse));
        Assert.Equal(0, _position.Unrealized(60_000, Inverse));
    }

    [Fact]
    [Pitfall("T19")]
    public void A_position_taken_over_begins_with_nothing_realised()
    {
        Position taken = Position.Opening(-6_500, 50_000, Inverse);
        Assert.Equal((-6_500, 0.0, 0.0), (taken.Lots, taken.Realized, taken.Fees));
        Assert.Equal(50_000, taken.AveragePrice(Inverse), 6);
        Assert.Equal(0, taken.Unrealized(50_000, Inverse), 15);
        Assert.Equal(0, Position.Opening(0, 50_000, Inverse).AveragePrice(Inverse));
    }

    [Fact]
    [Pitfall("T40")]
    public void A_position_whose_entry_nobody_told_shows_no_profit_instead_of_its_whole_worth()
    {
        Position taken = Position.Opening(6_500, 0, Inverse);
        Assert.Equal(6_500, taken.Lots);
        Assert.Equal(0, taken.AveragePrice(Inverse));
        Assert.Equal(0, taken.Unrealized(50_000, Inverse));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    public void Without_a_price_there_is_no_unrealised_profit(double price)
    {
        Fill(Side.Buy, 1_000, 50_000, Inverse);
        Assert.Equal(0, _position.Unrealized(price, Inverse));
    }

    [Theory]
    [InlineData(0, 50_000)]
    [InlineData(-1, 50_000)]
    [InlineData(1, 0)]
    [InlineData(1, double.NaN)]
    public void A_fill_without_amount_or_price_is_a_broken_invariant(long lots, double price) =>
        Assert.Throws<InvariantException>(() => _position.Apply(Side.Buy, new Size(lots), price, 0, Inverse));

    private double Fill(Side side, double amount, double price, Instrument instrument) => _position.Apply(side, Lots(amount, instrument), price, 0, instrument);

    private static Size Lots(double amount, Instrument instrument) => new((long)Math.Round(amount / instrument.LotSize));
}
