using Engine.Core.Simulation.Network;

namespace Engine.Core.Simulation.Schedule;

/// <summary>What goes wrong between trader and venue, below the frames.</summary>
internal sealed class LinkFaults(VirtualNetwork network)
{
    /// <summary>All kinds, each with dice of its own.</summary>
    public IEnumerable<FaultSource> Sources(Func<int, Dice> dice)
    {
        yield return new FaultSource("link_latency", 3, dice(0), Latency);
        yield return new FaultSource("link_torn", 4, dice(1), Tear);
        yield return new FaultSource("link_silent", 1.5, dice(2), Silence);
        yield return new FaultSource("link_cut", 1.2, dice(3), Cut);
        yield return new FaultSource("link_broken", 0.8, dice(4), Break);
        yield return new FaultSource("link_refused", 0.6, dice(5), Refuse);
        yield return new FaultSource("link_narrow", 0.5, dice(6), Narrow);
    }

    /// <summary>All is as on a good day.</summary>
    public static void Mend(VirtualNetwork network, long nowNs)
    {
        foreach (PathConditions path in (PathConditions[])[network.Up, network.Down])
        {
            path.LatencyNs = 50_000;
            path.JitterNs = 20_000;
            path.TearChance = 0;
            path.ClosedUntilNs = Math.Min(path.ClosedUntilNs, nowNs);
            path.RoomBytes = 1 << 16;
        }

        network.RefusedUntilNs = Math.Min(network.RefusedUntilNs, nowNs);
    }

    private string Latency(Dice dice, long nowNs)
    {
        network.Up.LatencyNs = dice.Ms(0.02, 30);
        network.Down.LatencyNs = dice.Ms(0.02, 30);
        network.Up.JitterNs = dice.Ms(0.01, 20);
        network.Down.JitterNs = dice.Ms(0.01, 20);
        return $"{network.Up.LatencyNs / 1000} us up, {network.Down.LatencyNs / 1000} us down";
    }

    private string Tear(Dice dice, long nowNs)
    {
        PathConditions path = dice.Chance(0.5) ? network.Up : network.Down;
        path.TearChance = dice.Chance(0.3) ? 0 : dice.Uniform() * 0.6;
        path.TearPauseNs = dice.Ms(0.01, 50);
        return $"{(path == network.Up ? "up" : "down")} {path.TearChance:0.00}";
    }

    private string Silence(Dice dice, long nowNs)
    {
        bool up = dice.Chance(0.6);
        bool down = !up || dice.Chance(0.4);
        long untilNs = nowNs + dice.Ms(50, 8000);
        if (up)
            network.Up.ClosedUntilNs = Math.Max(network.Up.ClosedUntilNs, untilNs);
        if (down)
            network.Down.ClosedUntilNs = Math.Max(network.Down.ClosedUntilNs, untilNs);
        return $"{(up ? "up " : "")}{(down ? "down " : "")}for {(untilNs - nowNs) / 1_000_000} ms";
    }

    private string? Cut(Dice dice, long nowNs)
    {
        if (Newest() is not { } connection)
            return null;
        bool up = dice.Chance(0.6);
        int bytes = dice.Below(up ? 600 : 3000);
        (up ? connection.Up : connection.Down).CutAfter(bytes);
        return $"{(up ? "up" : "down")} after {bytes} bytes";
    }

    private string? Break(Dice dice, long nowNs)
    {
        if (Newest() is not { } connection)
            return null;
        long traderNs = nowNs + dice.Ms(0.01, 3000);
        long venueNs = nowNs + dice.Ms(0.01, 3000);
        connection.Break(traderNs, venueNs);
        return $"trader learns after {(traderNs - nowNs) / 1_000_000} ms, venue after {(venueNs - nowNs) / 1_000_000} ms";
    }

    private string Refuse(Dice dice, long nowNs)
    {
        network.RefusedUntilNs = nowNs + dice.Ms(20, 3000);
        return $"for {(network.RefusedUntilNs - nowNs) / 1_000_000} ms";
    }

    private string Narrow(Dice dice, long nowNs)
    {
        network.Up.RoomBytes = dice.Chance(0.5) ? 1 << 16 : 200 + dice.Below(1000);
        return $"{network.Up.RoomBytes} bytes";
    }

    private Connection? Newest() => network.Connections.Count == 0 ? null : network.Connections[^1];
}
