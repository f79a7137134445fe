using System.Globalization;
using Engine.Core.Venue;
using Engine.Core.Venue.Market.Flow;
using Xunit;

namespace Engine.Tests.Venue.Market;

/// <summary>What makes the named markets different, by what a client sees.</summary>
public class RegimeTests(ITestOutputHelper output)
{
    [Fact]
    public void The_named_regimes_are_these_and_another_name_is_answered_with_them()
    {
        Assert.Equal(["calm", "trend", "jumpy", "toxic", "exponential"], Regimes.All.Select(regime => regime.Name));
        Assert.Same(Regimes.Calm, new ExchangeOptions().Regime);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Regimes.Named("wild"));
        Assert.Equal("no such regime: wild; known are calm, trend, jumpy, toxic, exponential", error.Message);
    }

    [Fact]
    public void Takers_that_would_excite_ever_more_takers_are_refused()
    {
        Regime endless = Regimes.Calm with { SelfExcitation = 0.8, CrossExcitation = 0.2 };
        Assert.Throws<ArgumentException>(() => new Exchange(new ExchangeOptions { Regime = endless }, 0));
        Assert.All(Regimes.All, regime => Assert.True(regime.Branching < 1));
        Assert.Throws<ArgumentException>(() => Regimes.Calm.WithToxicity(1.1));
        Assert.Throws<ArgumentException>(() => Regimes.Exponential.WithToxicity(0.5));
    }

    [Fact]
    public void Jumps_are_as_many_as_the_regime_says()
    {
        const int Seconds = 3_600;
        foreach (Regime regime in (Regime[])[Regimes.Calm with { JumpsPerHour = 0 }, Regimes.Jumpy])
        {
            // Constant volatility, so that a jump stands out: the latent price takes it in one move of at least half the mean size.
            Regime steady = regime with { VolatilityOfVolatility = 0, AnnualVolatility = 0.3 };
            double[] returns = new Watched(steady, 12, Seconds).Returns(1);
            int jumps = returns.Count(value => Math.Abs(value) > Regimes.Jumpy.JumpBp / 2);
            double expected = regime.JumpsPerHour * Seconds / 3600;
            // No jump is smaller than half the mean, and a tenth of them so little larger that noise hides them; a book swept bare looks like one now and then.
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{regime.Name}: {jumps} jumps seen, {expected} expected"));
            if (expected == 0)
                Assert.InRange(jumps, 0, Seconds / 200);
            else
                Assert.InRange(jumps, (0.75 * expected) - (4 * Math.Sqrt(expected)), (1.15 * expected) + (4 * Math.Sqrt(expected)));
        }
    }

    [Fact]
    public void A_trend_makes_long_returns_larger_than_short_ones_foretell()
    {
        double calm = VarianceRatio(Regimes.Calm with { JumpsPerHour = 0 });
        double trend = VarianceRatio(Regimes.Trend);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"variance over 300 s against 10 s: calm {calm:f2}, trend {trend:f2}"));
        // In calm the ratio is 1 with a relative deviation of sqrt(2/36); in trend the drift of 50 bp in 300 s adds about 2500/152.
        Assert.InRange(calm, 1 - (4 * Math.Sqrt(2.0 / 36)), 1 + (4 * Math.Sqrt(2.0 / 36)));
        Assert.True(trend > 3);
    }

    [Fact]
    public void Markouts_of_takers_grow_with_toxicity()
    {
        double previous = double.MinValue;
        foreach (double toxicity in (double[])[0, 0.5, 1])
        {
            (double markout, double error) = Markout(Regimes.Calm.WithToxicity(toxicity), 6_000);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"toxicity {toxicity}: mid 1 to 2 s later {markout:f3} bp in the takers' favour, error {error:f3}"));
            Assert.True(markout > previous + (3 * error), "not larger than at a lower toxicity");
            previous = markout;
        }
    }

    [Fact]
    public void Takers_lean_against_high_funding()
    {
        (double Share, double Error)[] buyers = [.. ((double[])[-1e-3, 0, 1e-3]).Select(BuyersWhen)];
        foreach ((double share, double error) in buyers)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"share of buyers {share:f3}, error {error:f3}"));
        Assert.True(buyers[0].Share > 0.5 + (3 * buyers[0].Error));
        Assert.InRange(buyers[1].Share, 0.5 - (4 * buyers[1].Error), 0.5 + (4 * buyers[1].Error));
        Assert.True(buyers[2].Share < 0.5 - (3 * buyers[2].Error));
    }

    /// <summary>A premium that stays high moves the funding, and the funding the takers.</summary>
    private static (double Share, double Error) BuyersWhen(double premium)
    {
        const int Seconds = 1_200;
        var seen = new Watched(Regimes.Calm with { PremiumMean = premium, PremiumReversionSeconds = 60, SelfExcitation = 0, CrossExcitation = 0, Toxicity = 0 }, 6, Seconds);
        return (seen.Takers.Count(taker => taker.Amount > 0) / (double)seen.Takers.Count, 0.5 / Math.Sqrt(seen.Takers.Count));
    }

    private static double VarianceRatio(Regime regime)
    {
        var seen = new Watched(regime with { VolatilityOfVolatility = 0 }, 17, 10_800);
        return seen.Returns(300).Average(value => value * value) / 30 / seen.Returns(10).Average(value => value * value);
    }

    /// <summary>Mean over takers of the mid one to two seconds later less what they paid, with its standard error.</summary>
    private static (double Bp, double Error) Markout(Regime regime, int seconds)
    {
        var seen = new Watched(regime with { JumpsPerHour = 0, VolatilityOfVolatility = 0 }, 2, seconds);
        long startNs = new VenueWorld().NowNs;
        double[] moves = [.. seen.Takers.Select(taker => (taker, Second: (int)((taker.Ns - startNs) / VenueWorld.Second) + 1)).Where(pair => pair.Second < seconds - 1)
            .Select(pair => Math.Sign(pair.taker.Amount) * 1e4 * Math.Log(seen.Mids()[pair.Second] / pair.taker.Price))];
        double mean = moves.Average();
        // Takers of one cluster share what follows: the error is that of whole clusters.
        double deviation = Math.Sqrt(moves.Average(move => (move - mean) * (move - mean)) / (moves.Length * (1 - regime.Branching)));
        return (mean, deviation);
    }
}
