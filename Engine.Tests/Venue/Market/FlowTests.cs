using System.Globalization;
using Engine.Core.Venue;
using Engine.Core.Venue.Market.Flow;
using Xunit;

namespace Engine.Tests.Venue.Market;

/// <summary>Message rates and the statistics of takers and prices, by what a client sees.</summary>
public class FlowTests(ITestOutputHelper output)
{
    private const string Btc = "BTC-PERPETUAL";

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Public_channels_send_as_often_as_the_recorded_ones(int seed)
    {
        var seen = new Watched(everything: true, Regimes.Calm, (ulong)seed, 200);
        // Recorded over 57 s: 159 to 168 books, 576 to 876 quotes, 142 to 156 tickers, 60 to 61 index prices.
        (string Channel, double PerSecond)[] recorded =
            [($"book.{Btc}.100ms", 2.9), ($"quote.{Btc}", 12.7), ($"ticker.{Btc}.100ms", 2.6), ("deribit_price_index.btc_usd", 1.06)];
        foreach ((string channel, double perSecond) in recorded)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{channel} {seen.FramesPerSecond(channel):f2}/s recorded {perSecond}"));
            Assert.InRange(seen.FramesPerSecond(channel) / perSecond, 1 / 1.6, 1.6);
        }
    }

    [Theory]
    [InlineData("calm")]
    [InlineData("trend")]
    [InlineData("jumpy")]
    [InlineData("toxic")]
    public void Takers_come_in_clusters_of_the_size_that_the_excitation_gives(string name)
    {
        // Without informed takers what comes is the Hawkes process itself, whose Fano factor over long windows is 1/(1-n)^2.
        Regime regime = Regimes.Named(name) with { Toxicity = 0 };
        const int Seconds = 4_000;
        const int Window = 5;
        var seen = new Watched(regime, 3, Seconds);
        double[] counts = new double[Seconds / Window];
        long first = seen.Takers[0].Ns;
        foreach ((long ns, _, _) in seen.Takers)
            counts[Math.Min(counts.Length - 1, (ns - first) / VenueWorld.Second / Window)]++;
        double mean = counts.Average();
        double fano = counts.Select(count => (count - mean) * (count - mean)).Average() / mean;
        double expected = 1 / Math.Pow(1 - regime.Branching, 2);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {mean / Window:f2} takers/s of {regime.TakersPerSecond}, Fano {fano:f2}, theory {expected:f2}"));
        // Takers that find nothing, and arbitrage on stale quotes, which is not excited, leave a quarter; a sample of so many windows with
        // so heavy a variance leaves about a tenth.
        Assert.InRange(fano / expected, 0.6, 1.3);
        Assert.True(fano > 2);
        double deviation = Math.Sqrt(expected * regime.TakersPerSecond / Seconds);
        Assert.InRange(mean / Window, (0.9 * regime.TakersPerSecond) - (4 * deviation), (1.2 * regime.TakersPerSecond) + (4 * deviation));
    }

    [Fact]
    public void Open_interest_moves_with_the_trades_and_stays_near_where_it_began()
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = 3, Limits = false });
        VenueClient client = world.Client("a");
        double Interest() => client.Result("public/ticker", new { instrument_name = "BTC-PERPETUAL" }).GetProperty("open_interest").GetDouble();
        double before = Interest();
        var seen = new HashSet<double>();
        for (int i = 0; i < 20; i++)
        {
            world.Wait(30 * VenueWorld.Second);
            seen.Add(Interest());
        }

        Assert.True(seen.Count > 15, $"{seen.Count} values in ten minutes");
        Assert.All(seen, value => Assert.InRange(value, before * 0.8, before * 1.2));
    }

    [Fact]
    public void Taken_amounts_have_a_heavy_tail()
    {
        var seen = new Watched(Regimes.Calm, 5, 1_500);
        double[] amounts = [.. seen.Takers.Select(taker => Math.Abs(taker.Amount)).OrderDescending()];
        // Hill estimates of the tail exponent of 1452 recorded COIN-M takers of two coins, by the share of the largest that is taken.
        (double Share, double Least, double Most, int Recorded)[] tails = [(0.07, 1.35, 1.56, 50), (0.14, 0.92, 1.20, 100), (0.28, 0.77, 0.78, 200)];
        foreach ((double share, double least, double most, int recorded) in tails)
        {
            int count = (int)(share * amounts.Length);
            double hill = count / amounts.Take(count).Sum(amount => Math.Log(amount / amounts[count]));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Hill of the largest {share:p0} ({count}): {hill:f2}, recorded {least} to {most}"));
            // The relative error of an estimate from n amounts is 1/sqrt(n); the recorded ones have the larger by far.
            double error = 3 / Math.Sqrt(recorded);
            Assert.InRange(hill, least * (1 - error), most * (1 + error));
        }
    }

    [Fact]
    public void Volatility_is_the_regimes_own_at_every_time_scale()
    {
        const int Seconds = 8_000;
        Regime regime = Regimes.Calm with { JumpsPerHour = 0, VolatilityOfVolatility = 0 };
        var seen = new Watched(regime, 8, Seconds);
        double perSecond = regime.AnnualVolatility * regime.AnnualVolatility / (365 * 86_400.0) * 1e8;
        foreach (int scale in (int[])[1, 5, 20, 60])
        {
            double[] returns = seen.Returns(scale);
            double realised = returns.Average(value => value * value) / scale;
            // Sample variance of n normal returns: relative deviation sqrt(2/n); the touch and impact add a little at short scales.
            double error = 4 * Math.Sqrt(2.0 / returns.Length);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scale} s: {realised:f3} bp2/s, latent {perSecond:f3}, within {error:f2}"));
            Assert.InRange(realised / perSecond, 0.75 - error, 1.6 + error);
        }
    }

    [Fact]
    public void Coins_move_together_and_the_two_contracts_of_a_coin_almost_as_one()
    {
        Regime regime = Regimes.Calm with { JumpsPerHour = 0 };
        var seen = new Watched(regime, 4, 4_000, Btc, "ETH-PERPETUAL", "BTC_USDC-PERPETUAL");
        double coins = Correlation(seen.Returns(10), seen.Returns(10, "ETH-PERPETUAL"));
        double contracts = Correlation(seen.Returns(10), seen.Returns(10, "BTC_USDC-PERPETUAL"));
        double latent = regime.Correlation * regime.Correlation;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"BTC and ETH {coins:f3} (latent {latent:f3}); two contracts on BTC {contracts:f3}"));
        // Fisher: atanh of a sample correlation of n pairs deviates by 1/sqrt(n-3); noise of the touch takes some of it away.
        double error = 4 / Math.Sqrt(400 - 3);
        Assert.InRange(Math.Atanh(coins), Math.Atanh(latent * 0.85) - error, Math.Atanh(latent) + error);
        Assert.True(contracts > 0.9);
    }

    private static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average();
        double meanB = b.Average();
        double both = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return both / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
