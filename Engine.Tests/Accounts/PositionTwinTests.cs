using System.Numerics;
using Engine.Core.Accounts;
using Engine.Core.Primitives;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Accounts;

/// <summary>Random fills against exact fractions. The twin keeps cash and never an average, so that it shares no formula.</summary>
public class PositionTwinTests
{
    [Theory]
    [InlineData(ContractKind.Inverse)]
    [InlineData(ContractKind.Linear)]
    [Pitfall("T22")]
    public void Realised_and_unrealised_profit_agree_with_exact_cash_after_every_fill(ContractKind kind)
    {
        Prng random = Seeds.Start();
        Instrument instrument = kind == ContractKind.Inverse
            ? new Instrument(0, "I", kind, 500_000_000, 10_000_000_000, 10_000_000_000, 0, 0)
            : new Instrument(0, "L", kind, 100_000_000, 100_000, 100_000, 0, 0);
        for (int run = 0; run < 40; run++)
        {
            Position position = default;
            Fraction cash = Fraction.Zero;
            long lots = 0;
            long ticks = 100_000 + random.Below(100_000);
            double turnover = 0;
            for (int i = 0; i < 60; i++)
            {
                ticks = Math.Max(1_000, ticks + random.Below(401) - 200);
                Side side = (Side)random.Below(2);
                long size = random.Chance(0.2) && lots != 0 && (lots > 0) == (side == Side.Sell) ? Math.Abs(lots) : 1 + random.Below(100);
                Fraction value = Value(size, ticks, instrument);
                // Buying an inverse contract takes coins in; buying a linear one pays quote out.
                bool gains = (side == Side.Buy) == (kind == ContractKind.Inverse);
                cash = gains ? cash + value : cash - value;
                lots += side.Sign() * size;
                turnover += value.ToDouble();
                double realizedBefore = position.Realized;
                double profit = position.Apply(side, new Size(size), instrument.ToDouble(new Price(ticks)), 0, instrument);

                Assert.Equal(lots, position.Lots);
                Assert.Equal(position.Realized, realizedBefore + profit, 1e-9 * turnover);
                // What is in cash plus what closing everything at this price would bring is all profit there is.
                Fraction closing = Value(Math.Abs(lots), ticks, instrument);
                Fraction worth = (lots > 0) == (kind == ContractKind.Inverse) ? cash - closing : cash + closing;
                Assert.Equal(worth.ToDouble(), position.Realized + position.Unrealized(instrument.ToDouble(new Price(ticks)), instrument), 1e-12 * turnover);
                if (lots == 0)
                    Assert.Equal(cash.ToDouble(), position.Realized, 1e-12 * turnover);
            }
        }
    }

    private static Fraction Value(long lots, long ticks, Instrument instrument)
    {
        Fraction amount = new((BigInteger)lots * instrument.LotE9, 1_000_000_000);
        Fraction price = new((BigInteger)ticks * instrument.TickE9, 1_000_000_000);
        return instrument.Kind == ContractKind.Inverse ? amount * new Fraction(price.Denominator, price.Numerator) : amount * price;
    }
}
