using Engine.Native.Commands;
using Engine.Native.Commands.Killing;
using Engine.Native.Linux.Files;
using Engine.Native.Storage.Sqlite;
using Xunit;

namespace Engine.Tests.Commands;

public class KillCommandTests
{
    [Theory]
    [InlineData("--clear goes with --db or --config alone", "--clear", "--all")]
    [InlineData("--clear goes with --db or --config alone", "--clear", "--status", "x.status")]
    [InlineData("--db and --config belong to --clear", "--db", "x.db")]
    [InlineData("give --status FILE or --all", "--status", "x.status", "--all")]
    [InlineData("--timeout", "--timeout", "soon")]
    public void A_command_line_that_cannot_be_meant_is_refused(string expected, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = EngineCommandLine.Run(EngineCommandLine.Create(KillCommand.Create()), ["kill", .. arguments], output, error);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--clear --db k.db.kill", "--db k.db.kill: that is a kill file, the database is k.db")]
    [InlineData("--clear --db k.db.intents", "--db k.db.intents: that is an intent log, the database is k.db")]
    [InlineData("--clear --db k.db-wal", "--db k.db-wal: that is a database's log, the database is k.db")]
    [InlineData("--status k.db.kill", "--status k.db.kill: that is a kill file, the database is k.db")]
    public void A_file_beside_a_database_is_not_taken_for_it(string line, string expected)
    {
        CommandRun run = CommandRun.Of(KillCommand.Create(), ["kill", .. line.Split(' ')]);
        Assert.Equal((ExitCode.Usage, $"engine kill: {expected}\n"), (run.Code, run.Error));
    }

    [Fact]
    public void A_process_that_holds_an_accounts_lock_is_named_where_no_status_file_tells_of_it()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        using var error = new StringWriter();
        SessionKill kill = new(TimeSpan.FromSeconds(1), output, error) { Holders = () => [4711] };
        Assert.Equal(ExitCode.Failed, kill.Run(folder.PathOf("engine-4711.status"), isAll: false));
        Assert.Contains(": no such file; ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("process 4711 holds the lock of an account", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("`kill -USR1 4711`", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_holds_an_accounts_lock_is_found_and_who_left_its_file_is_not()
    {
        using var folder = new TemporaryFolder();
        Assert.Empty(AccountLockFiles.Holders(folder.Root));
        using (FileLock.Take(AccountLockFiles.PathOf(folder.Root, "test:01", "BTC-PERPETUAL")))
            Assert.Equal([Environment.ProcessId], AccountLockFiles.Holders(folder.Root));
        File.WriteAllBytes(FileLock.PathOf(AccountLockFiles.PathOf(folder.Root, "test:01", "X")), new byte[1]);
        Assert.Empty(AccountLockFiles.Holders(folder.Root));
        Assert.Equal([4711, 3], HeldLocks.Of("1: FLOCK  ADVISORY  WRITE 4711 00:2e:123 0 EOF\n2: POSIX  ADVISORY  READ 9 00:2e:5 0 EOF\n3: FLOCK  ADVISORY  READ 3 00:2e:5 0 EOF\n"));
    }

    [Fact]
    public void A_status_file_that_is_not_there_or_none_is_named()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        using var error = new StringWriter();
        SessionKill kill = new(TimeSpan.FromSeconds(1), output, error);
        Assert.Equal(ExitCode.Failed, kill.Run(folder.PathOf("no.status"), isAll: false));
        Assert.Equal(ExitCode.Failed, kill.Run(folder.Write("other.status", "text"), isAll: false));
        Assert.Equal(ExitCode.Failed, kill.Run(folder.Root, isAll: false));
        Assert.Contains($"engine kill: {folder.PathOf("no.status")}: no such file; ", error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"engine kill: {folder.Root}: a directory, not a session's status file", error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"engine kill: {folder.PathOf("other.status")}: not a status file", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", output.ToString());
    }
}
