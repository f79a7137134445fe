using Engine.Core.Risk;
using Engine.Core.Risk.Modes;
using Xunit;

namespace Engine.Tests.Risk.Modes;

public class ModeMovesTests
{
    private static readonly ModeCause[] Causes = [.. Enum.GetValues<ModeCause>().Where(cause => cause != ModeCause.None)];

    private static IEnumerable<ModeCause> Sets => Enumerable.Range(0, 1 << Causes.Length).Select(bits => (ModeCause)bits);

    [Fact]
    public void The_causes_are_flags_without_a_gap_and_each_has_its_kind_and_its_words()
    {
        Assert.Equal(Enumerable.Range(0, Causes.Length).Select(i => (ModeCause)(1 << i)), Causes);
        Assert.All(Causes, cause => Assert.Equal(1, new[] { ModeMoves.Stops, ModeMoves.Holds, ModeMoves.Reduces }.Count(kind => (kind & cause) != 0)));
        Assert.Equal(Causes.Length, Causes.Select(ModeMoves.Words).Distinct().Count(words => words.Length > 0));
        Assert.Equal("", ModeMoves.Words(ModeCause.None));
    }

    [Fact]
    public void The_strongest_cause_of_any_set_decides_on_the_mode()
    {
        foreach (ModeCause set in Sets)
        {
            ModeCause[] members = [.. Causes.Where(cause => (set & cause) != 0)];
            TradingMode expected = members.Any(IsStop) ? TradingMode.Stopped : members.Any(IsHold) ? TradingMode.Holding : members.Length > 0 ? TradingMode.Reducing : TradingMode.Quoting;
            Assert.Equal(expected, ModeMoves.Of(set));
            Assert.Equal(members.Where(cause => ModeMoves.Of(cause) == expected).DefaultIfEmpty(ModeCause.None).First(), ModeMoves.Deciding(set));
        }
    }

    [Fact]
    public void Of_all_pairs_of_modes_only_the_ways_out_of_the_stop_are_illegal()
    {
        foreach (TradingMode from in Enum.GetValues<TradingMode>())
        {
            foreach (TradingMode to in Enum.GetValues<TradingMode>())
                Assert.Equal(!(from == TradingMode.Stopped && to != TradingMode.Stopped), ModeMoves.IsLegal(from, to));
        }
    }

    [Fact]
    public void From_every_set_of_causes_every_step_is_a_legal_move_and_a_stop_stays()
    {
        HashSet<(TradingMode, TradingMode)> moves = [];
        foreach (ModeCause set in Sets)
        {
            foreach (ModeCause cause in Causes)
            {
                foreach (ModeCause next in new[] { ModeMoves.With(set, cause), ModeMoves.Without(set, cause) })
                {
                    Assert.True(ModeMoves.IsLegal(ModeMoves.Of(set), ModeMoves.Of(next)), $"{set} to {next}");
                    moves.Add((ModeMoves.Of(set), ModeMoves.Of(next)));
                }

                Assert.Equal(set & ModeMoves.Stops & cause, ModeMoves.Without(set, cause) & cause);
            }
        }

        Assert.Equal(13, moves.Count); // each of the sixteen pairs but the three ways out of the stop
    }

    [Fact]
    public void It_begins_holding_for_want_of_a_session_and_tells_each_change_once()
    {
        ModeState state = new();
        Assert.Equal((TradingMode.Holding, ModeCause.Session), (state.Mode, state.Cause));
        Assert.True(state.Set(ModeCause.Session, holds: false));
        Assert.False(state.Set(ModeCause.Session, holds: false));
        Assert.Equal((TradingMode.Quoting, ModeCause.None), (state.Mode, state.Cause));
        Assert.True(state.Set(ModeCause.Margin, holds: true));
        Assert.False(state.Set(ModeCause.Loss, holds: true)); // still reducing for the margin
        Assert.True(state.Set(ModeCause.Margin, holds: false)); // the reason is another now
        Assert.Equal((TradingMode.Reducing, ModeCause.Loss), (state.Mode, state.Cause));
        Assert.True(state.Set(ModeCause.Platform, holds: true));
        Assert.Equal((TradingMode.Holding, ModeCause.Platform), (state.Mode, state.Cause));
        Assert.True(state.Set(ModeCause.Killed, holds: true));
        foreach (ModeCause cause in Causes)
            state.Set(cause, holds: false);
        Assert.Equal((TradingMode.Stopped, ModeCause.Killed), (state.Mode, state.Cause));
    }

    private static bool IsStop(ModeCause cause) => cause is ModeCause.Killed or ModeCause.Stopping;

    private static bool IsHold(ModeCause cause) => cause is ModeCause.Session or ModeCause.Platform or ModeCause.Protection or ModeCause.LateMarket or ModeCause.LateReconciliation;
}
