using System.Globalization;
using System.Text.Json;
using Engine.Core.Venue;
using Xunit;

namespace Engine.Tests.Venue.Market;

/// <summary>The simulated book must look like a production snapshot of September 2026: depth by distance, spread, gaps, rates.</summary>
public class MarketShapeTests(ITestOutputHelper output)
{
    private static readonly (double Bp, double Usd)[] s_recorded =
        [(0.5, 10e3), (1, 65e3), (2, 133e3), (3, 266e3), (5, 829e3), (7, 2.33e6), (10, 4.0e6), (15, 4.5e6), (25, 14.2e6), (50, 27e6), (100, 32e6)];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Depth_by_distance_stays_near_the_recorded_snapshot(int seed)
    {
        var world = new VenueWorld(new ExchangeOptions { Seed = (ulong)seed, Instruments = ["BTC-PERPETUAL"], Limits = false });
        var client = new VenueClient(world);
        double[] depth = new double[s_recorded.Length];
        const int Samples = 120;
        int tight = 0;
        var gaps = new List<double>();
        for (int i = 0; i < Samples; i++)
        {
            world.Wait(VenueWorld.Second);
            JsonElement book = client.Result("public/get_order_book", new { instrument_name = "BTC-PERPETUAL", depth = 1000 });
            double bid = book.GetProperty("best_bid_price").GetDouble();
            double ask = book.GetProperty("best_ask_price").GetDouble();
            if (ask - bid < 0.6)
                tight++;
            foreach (string side in (string[])["bids", "asks"])
            {
                double previous = 0;
                int level = 0;
                foreach (JsonElement entry in book.GetProperty(side).EnumerateArray())
                {
                    double price = entry[0].GetDouble();
                    if (level++ is > 0 and < 60)
                        gaps.Add(Math.Abs(price - previous) / 0.5);
                    previous = price;
                    for (int d = 0; d < depth.Length; d++)
                    {
                        if (Math.Abs(price / ((bid + ask) / 2) - 1) * 1e4 <= s_recorded[d].Bp)
                            depth[d] += entry[1].GetDouble() / (2 * Samples);
                    }
                }
            }
        }

        for (int d = 0; d < depth.Length; d++)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"within {s_recorded[d].Bp} bp: {depth[d] / 1e3:f0}k recorded {s_recorded[d].Usd / 1e3:f0}k"));
        output.WriteLine($"one-tick spread {100 * tight / Samples}% gaps: 1 tick {100 * gaps.Count(g => g < 1.5) / gaps.Count}% mean {gaps.Average():f2}");
        for (int d = 0; d < depth.Length; d++)
            Assert.InRange(depth[d] / s_recorded[d].Usd, 1 / 1.6, 1.6);
        Assert.InRange(tight, Samples * 3 / 4, Samples);
        Assert.InRange(gaps.Average(), 1.5, 4);
        // Recorded over both sides: one tick 58%, two 20%, four and more 18%.
        Assert.InRange(gaps.Count(gap => gap < 1.5) / (double)gaps.Count, 0.48, 0.68);
        Assert.InRange(gaps.Count(gap => gap is > 1.5 and < 2.5) / (double)gaps.Count, 0.12, 0.28);
        Assert.InRange(gaps.Count(gap => gap > 3.5) / (double)gaps.Count, 0.12, 0.26);
    }
}
