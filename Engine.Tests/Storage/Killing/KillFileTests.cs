using System.Net.Sockets;
using System.Runtime.InteropServices;
using Engine.Core.Risk;
using Engine.Core.Risk.Killing;
using Engine.Native.Commands;
using Engine.Native.Commands.Killing;
using Engine.Native.Status;
using Engine.Native.Storage.Killing;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Storage.Journal;
using Xunit;

namespace Engine.Tests.Storage.Killing;

public sealed partial class KillFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakePipe(string path, uint mode);

    private string Database => _folder.PathOf("t.db");

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void What_is_latched_stands_in_the_file_promptly_and_outlives_its_writer()
    {
        Assert.Equal(LatchState.Armed, KillFile.Read(Database).State);
        KillFile file = Armed(sessionId: 3);
        long length = new FileInfo(file.Path).Length;
        Assert.Equal(LatchState.Armed, KillFile.Read(Database).State);
        file.Latch.Latch(KillReason.SessionLoss, 1_000, 512.3, 500);
        Until.Holds(() => KillFile.Read(Database).State == LatchState.Latched, "a thread has stored it");
        KillRecord record = KillFile.Read(Database); // nothing was flushed, nothing closed
        Assert.Equal((LatchState.Latched, KillReason.SessionLoss, 3, 512.3), (record.State, record.Reason, record.SessionId, record.Value));
        Assert.Equal((KillRecord.SizeBytes, length), (length, new FileInfo(file.Path).Length)); // overwritten in place
        file.Dispose();
        Assert.False(KillFile.TryArm(Database, sessionId: 4, out _, out record)); // whoever opens it does not clear it
        Assert.Equal((LatchState.Latched, 3), (record.State, record.SessionId));
        Assert.Equal(LatchState.Latched, KillFile.Read(Database).State);
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("socket")]
    [InlineData("directory")]
    [InlineData("device")]
    public void What_is_no_regular_file_is_refused_at_once(string kind)
    {
        string path = KillFile.PathOf(Database);
        using Socket? socket = kind == "socket" ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : null;
        if (kind == "pipe")
            Assert.Equal(0, MakePipe(path, 0x180));
        else if (kind == "device")
            File.CreateSymbolicLink(path, "/dev/zero");
        else if (kind == "directory")
            Directory.CreateDirectory(path);
        socket?.Bind(new UnixDomainSocketEndPoint(path));
        string expected = $"{path}: this is no regular file, so that nobody can tell whether the kill switch is latched: move it away";
        Assert.Equal(expected, Assert.Throws<IOException>(() => KillFile.Read(Database)).Message);
        Assert.Equal(expected, Assert.Throws<IOException>(() => KillStanding.Of(Database)).Message); // a start
        Assert.Equal(expected, Assert.Throws<IOException>(() => KillFile.Arm(Database, sessionId: 3)).Message);
        Assert.Equal(ExitCode.Failed, ClearedSwitch.Clear(Database, _output, _error));
        Assert.Equal($"engine kill: {expected}\n", _error.ToString());
        Assert.False(StatusReader.TryOpen(path, out _, out string reason));
        Assert.Contains(kind == "directory" ? "a directory" : "no regular file", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_is_emptied_or_deleted_while_it_is_armed_does_not_harm_its_process(bool isDeleted)
    {
        using KillFile file = Armed(sessionId: 3);
        if (isDeleted)
            File.Delete(file.Path);
        else
            File.WriteAllText(file.Path, ""); // where it was mapped, the next look at it would end the process
        Assert.False(file.Latch.IsLatched);
        Assert.True(file.Latch.Latch(KillReason.Operator, 1_000));
        Assert.True(file.TryFlush(out _));
        Assert.Equal(isDeleted ? LatchState.Armed : LatchState.Latched, KillFile.Read(Database).State); // the database tells of what was deleted
    }

    [Fact]
    public void A_thread_that_stores_its_latch_itself_has_it_in_the_file_when_that_returns()
    {
        Assert.True(KillFile.TryArm(Database, sessionId: 3, out KillFile? armed, out _));
        using KillFile file = armed; // as while the process still starts: nobody else stores
        file.Latch.Store();
        Assert.Equal(LatchState.Armed, KillFile.Read(Database).State);
        file.Latch.Latch(KillReason.Operator, 1_000);
        file.Latch.Store();
        Assert.Equal((LatchState.Latched, KillReason.Operator), (KillFile.Read(Database).State, KillFile.Read(Database).Reason));
    }

    [Fact]
    public void What_has_latched_before_the_storing_began_is_stored_by_it()
    {
        Assert.True(KillFile.TryArm(Database, sessionId: 3, out KillFile? file, out _));
        file.Latch.Latch(KillReason.Drawdown, 1_000, 120, 100);
        file.BeginStoring();
        file.Dispose();
        Assert.Equal((KillReason.Drawdown, 120.0), (KillFile.Read(Database).Reason, KillFile.Read(Database).Value));
    }

    [Fact]
    public void What_was_latched_after_the_last_look_is_not_armed_over()
    {
        KillFile before = Armed(sessionId: 3);
        Assert.Equal(LatchState.Armed, KillFile.Read(Database).State); // what the next session sees before it waits for the lock
        before.Latch.Latch(KillReason.Operator, 1_000);
        before.Dispose();
        Assert.False(KillFile.TryArm(Database, sessionId: 4, out KillFile? file, out KillRecord record));
        Assert.Null(file);
        Assert.Equal((LatchState.Latched, KillReason.Operator, 3), (record.State, record.Reason, record.SessionId));
    }

    [Fact]
    public void The_verb_looks_at_the_file_of_a_process_that_does_not_end()
    {
        Assert.True(KillFile.TryArm(Database, sessionId: 3, out KillFile? armed, out _));
        using KillFile file = armed; // which only this thread stores
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, Database); // as in that process's configuration
        Assert.False(SessionKill.IsLatched(Environment.ProcessId, relative));
        file.Latch.Latch(KillReason.Operator, 1_000);
        file.Latch.Store();
        Assert.True(SessionKill.IsLatched(Environment.ProcessId, relative));
        Assert.True(SessionKill.IsLatched(Environment.ProcessId, Database));
        File.WriteAllText(file.Path, "something else");
        Assert.False(SessionKill.IsLatched(Environment.ProcessId, Database));
    }

    [Fact]
    public void Clearing_arms_it_and_says_what_was_latched()
    {
        Latch();
        Assert.Equal(ExitCode.Done, ClearedSwitch.Clear(Database, _output, _error));
        Assert.Contains("cleared; it was latched at 1970-01-01 00:00:00 UTC", _output.ToString(), StringComparison.Ordinal);
        KillRecord record = KillFile.Read(Database);
        Assert.Equal((LatchState.Armed, true), (record.State, record.ClearedNs > 0));
        Assert.Equal(ExitCode.Done, ClearedSwitch.Clear(Database, _output, _error));
        Assert.Contains("nothing to clear", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public void A_switch_whose_session_runs_is_not_cleared()
    {
        using (var harness = new JournalHarness(Database))
        {
            Latch();
            Assert.Equal(ExitCode.Failed, ClearedSwitch.Clear(Database, _output, _error));
            Assert.Contains($"the session of process {Environment.ProcessId} still runs, and its kill switch is latched at", _error.ToString(), StringComparison.Ordinal);
            Assert.Contains("clear it once that session has ended", _error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(LatchState.Latched, KillFile.Read(Database).State);
    }

    [Fact]
    public void A_database_that_is_not_there_is_named()
    {
        var e = Assert.Throws<UsageException>(() => ClearedSwitch.Clear(Database, _output, _error));
        Assert.Contains($"{Database}: there is neither such a database nor a kill switch of one", e.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Root)); // and none was made
    }

    [Theory]
    [InlineData("killed", true)]
    [InlineData("", false)] // made, and nothing written yet
    public void A_file_that_is_something_else_is_no_armed_switch(string content, bool refused)
    {
        File.WriteAllText(KillFile.PathOf(Database), content);
        if (refused)
        {
            var e = Assert.Throws<IOException>(() => KillFile.Read(Database));
            Assert.Contains(KillFile.PathOf(Database), e.Message, StringComparison.Ordinal);
            Assert.Throws<IOException>(() => KillFile.TryArm(Database, 1, out _, out _));
            return;
        }

        using KillFile file = Armed(1);
        Assert.False(file.Latch.IsLatched);
    }

    private KillFile Armed(int sessionId)
    {
        Assert.True(KillFile.TryArm(Database, sessionId, out KillFile? file, out _));
        file.BeginStoring();
        return file;
    }

    private void Latch()
    {
        using KillFile file = Armed(sessionId: 3);
        file.Latch.Latch(KillReason.Operator, 1_000);
    }
}
