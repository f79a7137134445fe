using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Risk;
using Engine.Core.Simulation.Trader;

namespace Engine.Core.Simulation.Schedule;

/// <summary>What goes wrong with the trading process and its disk, and what its operator and others on the account do.</summary>
internal sealed class TraderFaults(TraderHost host, ModelJournal journal, Stranger stranger)
{
    /// <summary>All kinds, each with dice of its own.</summary>
    public IEnumerable<FaultSource> Sources(Func<int, Dice> dice)
    {
        yield return new FaultSource("kill", 1.5, dice(0), Kill);
        yield return new FaultSource("stop", 0.3, dice(1), Stop);
        yield return new FaultSource("operator_kill", 0.3, dice(9), Latch);
        yield return new FaultSource("hot_stall", 2, dice(2), StallHot);
        yield return new FaultSource("journal_stall", 1, dice(3), StallJournal);
        yield return new FaultSource("disk_full", 0.7, dice(4), FillDisk);
        yield return new FaultSource("database_busy", 0.7, dice(5), FailDatabase);
        yield return new FaultSource("stranger", 6, dice(6), Meddle);
        yield return new FaultSource("own_clock_step", 0.5, dice(7), StepClock);
        if (host.HasWatchdog)
            yield return new FaultSource("hot_hang", 1, dice(10), HangHot);
        host.WhileDown = LeaveBehind(dice(8));
    }

    private string? Kill(Dice dice, long nowNs)
    {
        if (host.Process is null)
            return null;
        DeathWish wish = dice.Of(DeathWish.None, DeathWish.BeforeSend, DeathWish.AfterSend);
        host.Kill(wish, dice.Ms(5, 4000), nowNs);
        return wish.ToString();
    }

    private string? Stop(Dice dice, long nowNs)
    {
        if (host.Process is null)
            return null;
        host.Stop(dice.Ms(5, 2000), nowNs);
        return "";
    }

    private string? Latch(Dice dice, long nowNs)
    {
        if (host.Process is null)
            return null;
        host.Kill(KillReason.Operator, dice.Ms(300, 4000), nowNs);
        return "";
    }

    private string? StallHot(Dice dice, long nowNs)
    {
        if (host.Process is null)
            return null;
        long ns = dice.Ms(1, 3000);
        host.Process.Stall(nowNs, nowNs + ns);
        return $"{ns / 1_000_000} ms";
    }

    private string? HangHot(Dice dice, long nowNs)
    {
        if (host.Process is null)
            return null;
        long ns = dice.Ms(4000, 30_000);
        host.Process.Stall(nowNs, nowNs + ns);
        return $"{ns / 1_000_000} ms";
    }

    private string? StallJournal(Dice dice, long nowNs)
    {
        if (host.Process is null)
            return null;
        long ns = dice.Ms(100, 20_000);
        host.Process.JournalStalledUntilNs = nowNs + ns;
        return $"{ns / 1_000_000} ms";
    }

    private string FillDisk(Dice dice, long nowNs)
    {
        long ns = dice.Ms(200, 15_000);
        journal.FullUntilNs = nowNs + ns;
        return $"{ns / 1_000_000} ms";
    }

    private string FailDatabase(Dice dice, long nowNs)
    {
        journal.FailureChance = dice.Chance(0.5) ? 0 : dice.Uniform();
        return $"{journal.FailureChance:0.00}";
    }

    private string Meddle(Dice dice, long nowNs)
    {
        stranger.Act(nowNs);
        return "";
    }

    private string StepClock(Dice dice, long nowNs)
    {
        host.AheadNs = (dice.Chance(0.5) ? 1 : -1) * dice.Ms(1, 100_000);
        return $"{host.AheadNs / 1_000_000} ms";
    }

    private Action<long> LeaveBehind(Dice dice) => nowNs =>
    {
        if (!dice.Chance(0.15))
            return;
        Side side = dice.Of(Side.Buy, Side.Sell);
        int instrument = dice.Below(stranger.Instruments); // its label may count the instruments in another order
        stranger.LeaveBehind(instrument, new OrderLabel(1 + dice.Below(1 << 20), dice.Below(4), side, 0, 1 + dice.Below(99)).ToString(), side, nowNs);
    };
}
