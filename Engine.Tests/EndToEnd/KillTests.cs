using Engine.Core.Events;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Native.Commands;
using Engine.Native.Config.Sections;
using Engine.Native.Storage.Killing;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Storage;
using Xunit;

namespace Engine.Tests.EndToEnd;

/// <summary>A kill switch that was latched ends the session in order and keeps the next one from beginning until the operator clears it.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task The_verb_kills_a_running_session_which_no_other_follows_before_it_is_cleared()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using (EngineChild engine = Trade(folder, venue))
        {
            Until.Holds(() => venue.OpenOrders().Count == 2, "both quotes stand", () => engine.Error.ToString());
            using EngineChild kill = EngineChild.Start(folder.Root, ["kill", "--status", "s.status"]);
            Assert.True(kill.Ended() == ExitCode.Done, kill.Error.ToString());
            Assert.Contains("killed; no order of its session is open: the venue confirmed it", kill.Output.ToString(), StringComparison.Ordinal);
            Assert.True(engine.Ended() == ExitCode.Killed, engine.Error.ToString());
            Assert.Contains("latched: operator", engine.Output.ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(venue.OpenOrders());
        using (EngineChild refused = Trade(folder, venue))
        {
            Assert.Equal(ExitCode.Killed, refused.Ended());
            Assert.Contains("t.db.kill: the kill switch is latched at ", refused.Error.ToString(), StringComparison.Ordinal);
            Assert.Contains("engine kill --clear --db t.db", refused.Error.ToString(), StringComparison.Ordinal);
        }

        File.Delete(folder.PathOf("t.db.kill")); // which clears nothing
        using (EngineChild refused = Trade(folder, venue))
        {
            Assert.Equal(ExitCode.Killed, refused.Ended());
            Assert.Contains("t.db.kill: the kill switch's file is missing, but the database's last session was killed at ", refused.Error.ToString(), StringComparison.Ordinal);
            Assert.Contains("engine kill --clear --db t.db", refused.Error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(1L, Database.Scalar(folder.PathOf("t.db"), "SELECT count(*) FROM sessions")); // what was refused is no session
        using (EngineChild clear = EngineChild.Start(folder.Root, ["kill", "--clear", "--db", "t.db"]))
            Assert.Equal(ExitCode.Done, clear.Ended());
        using EngineChild again = Trade(folder, venue);
        Until.Holds(() => venue.OpenOrders().Count == 2, "both quotes stand again", () => again.Error.ToString());
        again.Interrupt();
        Assert.Equal(ExitCode.Done, again.Ended());
    }

    [Fact]
    public async Task A_limit_ends_the_session_and_stands_in_the_file_and_in_the_journal_with_its_figure()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        var config = TraderRun.ConfigIn(folder);
        // The smallest loss there is: the first fill away from mark.
        config = config with { Risk = new RiskConfig { SessionLossLimitUsd = 1e-6, DrawdownLimitUsd = 0, LossWarningPercent = 0 } };
        using TraderRun run = TraderRun.Start(venue.Address, config);
        Assert.Equal(ExitCode.Killed, run.Ended());
        Assert.Empty(venue.OpenOrders());
        KillRecord record = KillFile.Read(run.Database);
        Assert.Equal((LatchState.Latched, KillReason.SessionLoss), (record.State, record.Reason));
        object?[] notice = Assert.Single(Database.Query(run.Database, $"SELECT number, value, bound FROM notices WHERE what = {(int)NoticeKind.Kill}"));
        Assert.Equal([(long)KillReason.SessionLoss, record.Value, 1e-6], notice);
        Assert.Contains("kill switch      latched: session loss of ", run.Summary, StringComparison.Ordinal);
        Assert.Contains("engine: the kill switch is latched: session loss of ", run.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains(" USD where 0.000001 are allowed; orders are cancelled, and the session ends", run.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_signal_to_kill_ends_a_session_and_latches_the_file()
    {
        await using VenueHost venue = await VenueHost.Start();
        using var folder = new TemporaryFolder();
        using TraderRun run = TraderRun.Start(venue.Address, TraderRun.ConfigIn(folder));
        run.UntilQuoting();
        run.Kill();
        Assert.Equal(ExitCode.Killed, run.Ended());
        Assert.Empty(venue.OpenOrders());
        Assert.Equal(KillReason.Operator, KillFile.Read(run.Database).Reason);
        Assert.Contains("engine: the kill switch is latched: asked for by the operator; orders are cancelled", run.Error.ToString(), StringComparison.Ordinal);
    }

    private static EngineChild Trade(TemporaryFolder folder, VenueHost venue) => EngineChild.Start(
        folder.Root,
        ["trade", "--config", folder.Write("t.toml", EngineChild.Config + "[status]\npath = \"s.status\"\n"), "--url", venue.Address.ToString(), "--db", "t.db", "--headless"],
        ("DERIBIT_API_KEY", VenueHost.Key), ("DERIBIT_API_SECRET", "secret"));
}
