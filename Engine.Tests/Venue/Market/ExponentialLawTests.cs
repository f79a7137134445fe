using System.Globalization;
using Engine.Core.Venue.Market.Flow;
using Xunit;

namespace Engine.Tests.Venue.Market;

/// <summary>
/// The pure market obeys its law through every part of the venue: quotes at a distance d are filled at the rate A exp(-k d), and a
/// quoter with linear skew has the stationary inventory that follows from it.
/// </summary>
public class ExponentialLawTests(ITestOutputHelper output)
{
    private static readonly double s_k = Regimes.Exponential.ReachDecayPerBp;
    private static readonly double s_a = Regimes.Exponential.TakersPerSecond / 2;

    [Theory]
    [InlineData(1)]
    public void A_quote_at_a_distance_is_filled_at_the_exponential_rate(int seed)
    {
        var quoter = new LevelQuoter((ulong)seed, toleranceTicks: 0);
        double[] distances = [1, 2, 3, 4, 6, 8];
        foreach (double bp in distances)
        {
            quoter.Add(1, bp);
            quoter.Add(-1, bp);
        }

        while (quoter.Seconds < 3_600)
            quoter.Step();
        output.WriteLine($"seed {seed}, {quoter.Seconds:f0} s of market");
        // Fills less A times the exposure is a martingale with the variance A times the exposure, whatever the quotes did.
        foreach (LevelQuoter.Quote quote in quoter.Quotes)
        {
            double expected = s_a * quote.Exposure;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(quote.Sign > 0 ? "bid" : "ask")} {quote.Bp} bp: {quote.Fills} fills, expected {expected:f0} ({(quote.Fills - expected) / Math.Sqrt(expected):f1} deviations)"));
            Assert.InRange(quote.Fills, expected - (4 * Math.Sqrt(expected)), expected + (4 * Math.Sqrt(expected)));
        }

        (double a, double k, double errorOfA, double errorOfK) = Fit(quoter);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fit A {a:f4} +- {errorOfA:f4}, k {k:f4} +- {errorOfK:f4}"));
        Assert.InRange(a, s_a - (4 * errorOfA), s_a + (4 * errorOfA));
        Assert.InRange(k, s_k - (4 * errorOfK), s_k + (4 * errorOfK));
    }

    [Theory]
    [InlineData(3)]
    public void Inventory_under_linear_skew_has_the_stationary_law(int seed)
    {
        // sigma 0.3, A 0.9, k 0.3, gamma 0.01 in the closed form: half spread 3.312915, skew 0.0678658325 per lot; from these Var(q) = 1/(2ks),
        // 0.6696514290 fills per second and a half-life of 51.0993 s.
        const double HalfSpreadBp = 3.312915;
        const double SkewBp = 0.0678658325;
        const double Seconds = 28_800;
        double variance = 1 / (2 * s_k * SkewBp);
        double relaxation = 51.0993 / Math.Log(2);
        var quoter = new LevelQuoter((ulong)seed, toleranceTicks: 2);
        quoter.Add(1, HalfSpreadBp);
        quoter.Add(-1, HalfSpreadBp);
        int inventory = 0;
        int fills = 0;
        double sum = 0;
        double squares = 0;
        while (quoter.Seconds < Seconds)
        {
            double before = quoter.Seconds;
            int held = inventory;
            quoter.Step(quote =>
            {
                fills++;
                inventory += quote.Sign;
                quoter.Quotes[0].Bp = HalfSpreadBp + (SkewBp * inventory);
                quoter.Quotes[1].Bp = HalfSpreadBp - (SkewBp * inventory);
            });
            sum += held * (quoter.Seconds - before);
            squares += (double)held * held * (quoter.Seconds - before);
        }

        double mean = sum / quoter.Seconds;
        double deviation = Math.Sqrt(squares / quoter.Seconds);
        double rate = fills / quoter.Seconds;
        // The inventory is close to an Ornstein-Uhlenbeck process: over T the mean deviates by sqrt(2 Var tau/T), the variance by
        // Var sqrt(2 tau/T). Half a tick of rounding (0.03 bp) and the tolerance are below a hundredth of either.
        double errorOfMean = Math.Sqrt(2 * variance * relaxation / Seconds);
        double errorOfDeviation = Math.Sqrt(variance) * Math.Sqrt(2 * relaxation / Seconds) / 2;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"seed {seed}: mean {mean:f2} +- {errorOfMean:f2}, std {deviation:f3} of 4.956 +- {errorOfDeviation:f3}, {rate:f4} fills/s of 0.6697"));
        Assert.InRange(mean, -4 * errorOfMean, 4 * errorOfMean);
        Assert.InRange(deviation, 4.9556 - (4 * errorOfDeviation) - 0.05, 4.9556 + (4 * errorOfDeviation) + 0.05);
        Assert.InRange(rate, 0.66965 - (4 * Math.Sqrt(0.66965 / Seconds)) - 0.007, 0.66965 + (4 * Math.Sqrt(0.66965 / Seconds)) + 0.007);
    }

    /// <summary>Maximum likelihood of A and k from counts and mean distances, by Newton; errors from the information matrix.</summary>
    private static (double A, double K, double ErrorOfA, double ErrorOfK) Fit(LevelQuoter quoter)
    {
        double a = Math.Log(0.5);
        double k = 0.2;
        double determinant = 1, n00 = 1, n01 = 0, n11 = 1;
        for (int i = 0; i < 50; i++)
        {
            double g0 = 0, g1 = 0;
            (n00, n01, n11) = (0, 0, 0);
            foreach (LevelQuoter.Quote quote in quoter.Quotes)
            {
                double expected = Math.Exp(a - (k * quote.Bp)) * quoter.Seconds;
                g0 += quote.Fills - expected;
                g1 -= quote.Bp * (quote.Fills - expected);
                n00 += expected;
                n01 -= quote.Bp * expected;
                n11 += quote.Bp * quote.Bp * expected;
            }

            determinant = (n00 * n11) - (n01 * n01);
            a += ((n11 * g0) - (n01 * g1)) / determinant;
            k += ((n00 * g1) - (n01 * g0)) / determinant;
        }

        return (Math.Exp(a), k, Math.Exp(a) * Math.Sqrt(n11 / determinant), Math.Sqrt(n00 / determinant));
    }
}
