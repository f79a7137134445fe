using Engine.Core.Journal;
using Engine.Core.Link;
using Engine.Core.Quoting;
using Engine.Core.Risk;
using Engine.Core.Simulation.Trader;
using Engine.Core.Trading;
using Engine.Core.Simulation.Schedule;
using Engine.Core.Venue;
using Engine.Core.Venue.Market.Flow;

namespace Engine.Core.Simulation;

/// <summary>What a seed makes of market, trader and time before anything happens.</summary>
internal sealed record Scenario
{
    private const long Second = 1_000_000_000;
    private const long Millisecond = 1_000_000;
    private const long FirstDay = 1_790_000_000; // some day's Unix time, s
    private const int OneOf = 16; // one seed of so many has three instruments, two of so many have two: each costs as much time as the first
    private static readonly string[] s_others = ["ETH-PERPETUAL", "BTC_USDC-PERPETUAL", "BTC-PERPETUAL", "SOL_USDC-PERPETUAL"];

    /// <summary>When it begins, Unix ns.</summary>
    public required long StartNs { get; init; }

    /// <summary>When the first fault may strike.</summary>
    public required long FaultsFromNs { get; init; }

    /// <summary>When all faults are over.</summary>
    public required long FaultsUntilNs { get; init; }

    /// <summary>When the trader is asked to stop.</summary>
    public required long StopNs { get; init; }

    /// <summary>The venue.</summary>
    public required ExchangeOptions Venue { get; init; }

    /// <summary>The trader.</summary>
    public required TraderSetup Trader { get; init; }

    /// <summary>Draws one.</summary>
    public static Scenario Draw(Dice dice, Dice others, FaultLevel level)
    {
        long startNs = (FirstDay + dice.Below(86_400 * 20)) * Second;
        string[] instruments = WithOthers(others, dice.Below(8) switch
        {
            0 => "BTC_USDC-PERPETUAL",
            1 => "ETH-PERPETUAL",
            _ => "BTC-PERPETUAL",
        });
        long faultsUntilNs = startNs + ((20 + dice.Below(25)) * Second);
        return new Scenario
        {
            StartNs = startNs,
            FaultsFromNs = startNs + (level == FaultLevel.None ? 0 : dice.Ms(1, 3000)),
            FaultsUntilNs = faultsUntilNs,
            StopNs = faultsUntilNs + (35 * Second),
            Venue = new ExchangeOptions
            {
                Seed = dice.Next(),
                Instruments = instruments,
                Regime = Market(dice),
                Tier = dice.Of(4, 4, 3, 1),
                MatchingLatencyNs = dice.Of(0L, 200_000L, 3_000_000L),
                MarketStart = dice.Chance(0.1) ? new TimeOnly(7, 59, 30) : null,
            },
            Trader = TightLimits.Draw(others, TraderOf(dice, instruments)) with { WatchdogNs = others.Of(0, 0, 0, 0, 300, 1500) * Millisecond },
        };
    }

    /// <summary>Mostly one instrument; else one or two more, whose currency or kind is another.</summary>
    private static string[] WithOthers(Dice dice, string first)
    {
        int more = dice.Below(OneOf) switch
        {
            0 => 2,
            1 or 2 => 1,
            _ => 0,
        };
        int from = dice.Below(s_others.Length);
        IEnumerable<string> others = Enumerable.Range(from, s_others.Length).Select(i => s_others[i % s_others.Length]);
        return [first, .. others.Where(name => name != first).Take(more)];
    }

    /// <summary>Markets with few frames a second, in which quotes are met all the same.</summary>
    private static Regime Market(Dice dice)
    {
        Regime calm = Regimes.Calm with { Name = "simulated", RestingActsPerSecond = 8, MovesPerSecond = 1.5, TakersPerSecond = 2.5, AnnualVolatility = 0.8, JumpsPerHour = 600, JumpBp = 6 };
        return dice.Below(4) switch
        {
            0 => Regimes.Exponential with { Name = "simulated", MovesPerSecond = 3, TakersPerSecond = 3 },
            1 => calm with { Toxicity = 0.9, RestingActsPerSecond = 4 },
            2 => calm with { RestingActsPerSecond = 20, MovesPerSecond = 1 },
            _ => calm,
        };
    }

    private static TraderSetup TraderOf(Dice dice, string[] instruments)
    {
        double sizeUsd = dice.Of(100, 100, 2000) * (2 + dice.Below(30)); // large ones are filled in parts
        double mostUsd = sizeUsd * dice.Of(1, 1.5, 3, 6);
        int burst = dice.Of(10, 20, 50);
        return new TraderSetup
        {
            Key = "trader",
            Instruments = instruments,
            Quoting = [.. instruments.Select(_ => new InventorySkewParameters { Spread = dice.Of(0.00008, 0.00015, 0.0004), SkewPerUsd = 0.0013, SizeUsd = sizeUsd, MaxInventoryUsd = mostUsd })],
            Reprice = new RepriceParameters { ThresholdUsd = dice.Of(0.5, 1.0, 5.0), PeriodNs = dice.Of(1, 5) * Second },
            Limits =
            [
                .. instruments.Select(_ => new RiskLimits
                {
                    MaxInventoryUsd = mostUsd,
                    MaxOrderUsd = sizeUsd * 1.2,
                    StaleBookNs = dice.Of(5, 15) * Second,
                    StaleMarkNs = dice.Of(5, 15) * Second,
                    RateReserve = dice.Of(2, 4),
                }),
            ],
            Engine = new EngineOptions { SessionId = 1, MaxOrdersPerSecond = burst },
            Link = new LinkOptions
            {
                IsVenueNear = true,
                TimerNs = dice.Of(5_000_000L, 10_000_000L, 25_000_000L),
                ReconnectNs = dice.Of(5_000_000L, 250_000_000L),
                ReconnectCapNs = 4 * Second,
                FirstConnectNs = 60 * Second,
                SilenceNs = dice.Of(8, 25) * Second,
                StopNs = 5 * Second,
            },
            Store = new FactStoreOptions { BufferFacts = dice.Of(256, 1024), BatchRows = dice.Of(20, 1000), BatchNs = dice.Of(5_000_000L, 50_000_000L), BehindFacts = 200, BehindNs = 3 * Second },
            EventSlots = dice.Of(64, 1024),
            FactSlots = dice.Of(64, 1024),
            JournalTurnNs = dice.Of(5_000_000L, 40_000_000L),
            HeartbeatSeconds = 10,
        };
    }
}
