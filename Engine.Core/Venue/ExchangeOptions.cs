using Engine.Core.Venue.Accounts;
using Engine.Core.Venue.Catalogue;
using Engine.Core.Venue.Market.Flow;
using Engine.Core.Venue.Market.Replay;

namespace Engine.Core.Venue;

/// <summary>How an exchange is set up; fixed from its opening.</summary>
public sealed record ExchangeOptions
{
    /// <summary>The one seed of everything random in it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The perpetuals that can be listed; read more from a file with <see cref="InstrumentFile"/>.</summary>
    public IReadOnlyList<Terms> Catalogue { get; init; } = Perpetuals.All;

    /// <summary>Listed instruments by name; each must be one of <see cref="Catalogue"/>.</summary>
    public IReadOnlyList<string> Instruments { get; init; } = ["BTC-PERPETUAL", "ETH-PERPETUAL"];

    /// <summary>How many times faster than real time the market moves. Timestamps, heartbeats and credits stay on real time.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>UTC time of day at which the market's clock starts (its day is settled at 08:00); null for the time of the opening.</summary>
    public TimeOnly? MarketStart { get; init; }

    /// <summary>Whether requests cost credits.</summary>
    public bool Limits { get; init; } = true;

    /// <summary>How many orders an account may send: tier 1 (30 a second, burst 100) to 4 (5 a second, burst 20), as by its volume of seven days.</summary>
    public int Tier { get; init; } = 4;

    /// <summary>Whether there is a simulated market; without it only clients trade.</summary>
    public bool HasCrowd { get; init; } = true;

    /// <summary>The character of the simulated market.</summary>
    public Regime Regime { get; init; } = Regimes.Calm;

    /// <summary>A recording to be the market of the one listed instrument, in place of the simulated one.</summary>
    public IRecording? Replay { get; init; }

    /// <summary>Whether the recording begins anew at its end.</summary>
    public bool ReplayLoops { get; init; }

    /// <summary>Accepted keys with their secrets; any key when empty.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();

    /// <summary>What a new account starts with.</summary>
    public IReadOnlyList<(string Currency, decimal Balance)> Deposits { get; init; } = [("BTC", 10m), ("ETH", 100m), ("USDC", 1_000_000m)];

    /// <summary>How long the matching engine takes to answer, nanoseconds.</summary>
    public long MatchingLatencyNs { get; init; }

    /// <summary>How long an order that would trade at once is held on linear instruments, nanoseconds; 0 holds none.</summary>
    public long SpeedBumpNs { get; init; } = 10_000_000;

    /// <summary>Keys whose accounts do not refuse to trade with themselves in the usual way.</summary>
    public IReadOnlyDictionary<string, SelfTradeMode> SelfTrade { get; init; } = new Dictionary<string, SelfTradeMode>();

    /// <summary>Whether faults can be ordered by the methods of the namespace <c>control/</c>.</summary>
    public bool Control { get; init; }

    /// <summary>What a control request must bring as <c>token</c>; null when anyone may.</summary>
    public string? ControlToken { get; init; }

    /// <summary>What goes wrong, planned from the opening.</summary>
    public IReadOnlyList<Faults.Forms.Fault> Faults { get; init; } = [];

    /// <summary>What replies say of the network.</summary>
    public bool IsTestnet { get; init; } = true;
}
