using Engine.Core.Events;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Native.Commands;
using Engine.Native.Commands.Killing;
using Engine.Native.Storage.Killing;
using Engine.Tests.Storage.Journal;
using Xunit;

namespace Engine.Tests.Storage.Killing;

/// <summary>A kill switch whose file was lost, emptied or overwritten is not cleared by that: the database tells of it as well.</summary>
public sealed class KillStandingTests : IDisposable
{
    private const long EndNs = SampleFacts.StartNs + 1_000;

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    private string Database => _folder.PathOf("t.db");

    private string Switch => KillFile.PathOf(Database);

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    public static TheoryData<string> Losses => ["missing", "blank", "zeros", "put back"];

    [Fact]
    public void A_first_start_without_database_and_file_is_free()
    {
        Assert.Null(KillStanding.Of(Database).Obstacle);
        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_session_that_was_killed_keeps_the_next_from_beginning_whatever_becomes_of_the_file(string loss)
    {
        Session(ExitCode.Killed);
        Lose(loss);
        string? obstacle = KillStanding.Of(Database).Obstacle;
        Assert.NotNull(obstacle);
        Assert.Contains(Switch, obstacle, StringComparison.Ordinal);
        Assert.Contains("the database's last session was killed at 2026-09-21 14:13:20 UTC", obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_was_killed_after_its_switch_had_latched_left_a_notice_of_it()
    {
        using (var harness = new JournalHarness(Database))
        {
            harness.Write(Kill());
            Assert.Null(harness.Journal.KilledBefore); // itself does not count
        }

        Assert.Contains("(drawdown)", KillStanding.Of(Database).Obstacle, StringComparison.Ordinal);
        using var next = new JournalHarness(Database);
        Assert.Equal(KillReason.Drawdown, next.Journal.KilledBefore?.Reason);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void What_was_cleared_stays_so_whatever_becomes_of_the_file(string loss)
    {
        Session(ExitCode.Killed);
        Lose("missing");
        Assert.Equal(ExitCode.Done, ClearedSwitch.Clear(Database, _output, _error));
        Assert.Contains("cleared; it was so: ", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _error.ToString());
        KillRecord record = KillFile.Read(Database);
        Assert.Equal((LatchState.Armed, true), (record.State, record.ClearedNs > 0));
        Lose(loss);
        Assert.Null(KillStanding.Of(Database).Obstacle);
    }

    [Fact]
    public void A_file_put_back_from_after_the_clearing_is_enough_where_the_database_could_not_be_told()
    {
        Session(ExitCode.Killed);
        KillFile.Clear(Database, EndNs + 1);
        Assert.Null(KillStanding.Of(Database).Obstacle);
        KillFile.Clear(Database, EndNs - 1); // of an earlier kill
        Assert.Contains("says it is armed", KillStanding.Of(Database).Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void Sessions_that_began_after_it_prove_that_it_was_cleared()
    {
        Session(ExitCode.Killed);
        Session(ExitCode.Done);
        Lose("missing");
        Assert.Null(KillStanding.Of(Database).Obstacle);
        Session(ExitCode.Killed);
        Assert.NotNull(KillStanding.Of(Database).Obstacle);
    }

    [Fact]
    public void A_file_that_is_no_switch_is_an_obstacle_until_it_is_cleared_and_is_kept_then()
    {
        Session(ExitCode.Done);
        File.WriteAllText(Switch, "garbage");
        Assert.Contains("this is no kill switch of an engine", KillStanding.Of(Database).Obstacle, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, ClearedSwitch.Clear(Database, _output, _error));
        Assert.Null(KillStanding.Of(Database).Obstacle);
        Assert.Equal("garbage", File.ReadAllText(Switch + ".unreadable"));
        Assert.Contains($"kept as {Switch}.unreadable", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_cannot_be_told_does_not_keep_the_file_from_being_cleared()
    {
        Session(ExitCode.Killed);
        using (KillFile file = Armed())
            file.Latch.Latch(KillReason.Operator, EndNs);
        File.WriteAllText(Database, new string('x', 5000));
        Assert.Equal(ExitCode.Done, ClearedSwitch.Clear(Database, _output, _error));
        Assert.Equal(LatchState.Armed, KillFile.Read(Database).State);
        Assert.Contains("engine kill: the clearing is not stored in the database: ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Clearing_while_a_session_runs_that_is_not_latched_says_so()
    {
        using var harness = new JournalHarness(Database);
        using KillFile file = Armed();
        Assert.Equal(ExitCode.Failed, ClearedSwitch.Clear(Database, _output, _error));
        Assert.Contains($"the session of process {Environment.ProcessId} still runs, and its kill switch is not latched", _error.ToString(), StringComparison.Ordinal);
    }

    private KillFile Armed()
    {
        Assert.True(KillFile.TryArm(Database, 7, out KillFile? file, out _));
        file.BeginStoring();
        return file;
    }

    private void Session(int exitCode)
    {
        using var harness = new JournalHarness(Database);
        harness.Journal.EndSession(EndNs, exitCode, "", unwritten: 0);
    }

    private void Lose(string loss)
    {
        if (loss == "missing")
            File.Delete(Switch);
        else if (loss == "blank")
            File.WriteAllText(Switch, "");
        else if (loss == "zeros")
            File.WriteAllBytes(Switch, new byte[KillRecord.SizeBytes]);
        else
            KillFile.Clear(Database, EndNs - 1);
    }

    private static Fact Kill()
    {
        Fact fact = new() { Kind = FactKind.Notice, Instrument = EngineEvent.NoInstrument, ReceiveNs = EndNs };
        fact.Notice.What = NoticeKind.Kill;
        fact.Notice.Number = (long)KillReason.Drawdown;
        return fact;
    }
}
