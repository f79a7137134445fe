using System.Runtime.Versioning;
using Engine.Native.Storage.Journal;
using Engine.Native.Storage.Killing;
using Engine.Native.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Engine.Tests.Storage.Journal;

[UnsupportedOSPlatform("windows")]
public sealed class OpeningTests
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Enterable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const UnixFileMode Everything = Enterable | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    [Fact]
    public void A_missing_directory_is_named()
    {
        using var folder = new TemporaryFolder();
        DatabaseException e = Refused(folder.PathOf("none/t.db"), DatabaseFault.Missing);
        Assert.Contains(folder.PathOf("none"), e.Message, StringComparison.Ordinal);
        Assert.Contains("create it", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_is_no_database()
    {
        using var folder = new TemporaryFolder();
        Refused(folder.Root, DatabaseFault.CannotOpen);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_was()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        File.WriteAllText(path, new string('x', 5000));
        Refused(path, DatabaseFault.NotADatabase);
        Assert.Equal(new string('x', 5000), File.ReadAllText(path));
    }

    [Fact]
    public void A_read_only_file_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (new JournalHarness(path))
        {
        }

        File.SetUnixFileMode(folder.Root, Everything);
        File.SetUnixFileMode(path, Readable);
        UnprivilegedThread.Run(() => Refused(path, DatabaseFault.ReadOnly));
    }

    [Fact]
    public void A_read_only_directory_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (new JournalHarness(path))
        {
        }

        File.SetUnixFileMode(path, Everything);
        File.SetUnixFileMode(folder.Root, Enterable);
        UnprivilegedThread.Run(() => Refused(path, DatabaseFault.ReadOnly));
        UnprivilegedThread.Run(() => Refused(folder.PathOf("new.db"), DatabaseFault.CannotOpen));
        File.SetUnixFileMode(folder.Root, Everything);
    }

    [Fact]
    public void A_sound_journal_on_a_read_only_place_can_still_be_read()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (var harness = new JournalHarness(path))
            harness.Write(SampleFacts.Fill(1));
        File.SetUnixFileMode(path, Readable);
        File.SetUnixFileMode(folder.Root, Enterable);
        UnprivilegedThread.Run(() =>
        {
            using JournalReader reader = JournalReader.Open(path);
            Assert.True(reader.Check().IsSound);
            Assert.Single(reader.Fills());
        });
        File.SetUnixFileMode(folder.Root, Everything);
    }

    [Fact]
    public void A_file_that_another_engine_holds_is_refused_with_its_process_id()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (new JournalHarness(path))
        {
            DatabaseException e = Refused(path, DatabaseFault.Locked);
            Assert.Contains($"process id {Environment.ProcessId}", e.Message, StringComparison.Ordinal);
            Assert.Contains("--db", e.Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(FileLock.PathOf(path)));
        TradeJournal.Open(path, SampleFacts.Session).Dispose();
    }

    [Fact]
    public void A_link_to_a_file_that_another_engine_holds_is_the_same_file()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db"), link = folder.PathOf("other.db");
        TradeJournal.Open(path, SampleFacts.Session).Dispose();
        File.CreateSymbolicLink(link, path);
        using (TradeJournal.Open(path, SampleFacts.Session))
            Refused(link, DatabaseFault.Locked);
        Assert.Equal(KillFile.PathOf(path), KillFile.PathOf(link));
        TradeJournal.Open(link, SampleFacts.Session).Dispose();
    }

    [Fact]
    public void A_lock_file_left_by_a_killed_process_is_no_obstacle()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        File.WriteAllBytes(FileLock.PathOf(path), new byte[1234]);
        TradeJournal.Open(path, SampleFacts.Session).Dispose();
        Assert.False(File.Exists(FileLock.PathOf(path)));
    }

    [Fact]
    public void A_file_that_another_program_writes_is_refused_after_the_busy_time()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (new JournalHarness(path))
        {
        }

        using SqliteConnection other = Database.Open(path);
        using SqliteCommand command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        Refused(path, DatabaseFault.Locked);
    }

    [Fact]
    public void A_damaged_file_fails_the_check_by_name()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db");
        using (var harness = new JournalHarness(path))
        {
            for (int i = 0; i < 900; i++)
                harness.Publish(SampleFacts.Fill(i));
            harness.Write();
            Assert.True(harness.Journal.TryCheckpoint());
        }

        byte[] bytes = File.ReadAllBytes(path);
        bytes.AsSpan(3 * 4096, bytes.Length - (4 * 4096)).Fill(0x5A);
        File.WriteAllBytes(path, bytes);
        try
        {
            using JournalReader reader = JournalReader.Open(path);
            JournalCheck check = reader.Check();
            Assert.False(check.IsSound);
            Assert.Equal(path, check.Path);
        }
        catch (DatabaseException e)
        {
            Assert.Equal(DatabaseFault.Corrupt, e.Fault);
            Assert.Contains(path, e.Message, StringComparison.Ordinal);
        }
    }

    private static DatabaseException Refused(string path, DatabaseFault fault)
    {
        var e = Assert.Throws<DatabaseException>(() => TradeJournal.Open(path, SampleFacts.Session, new JournalOptions { BusyMs = 1 }));
        Assert.True(fault == e.Fault, $"{e.Fault}: {e.Message}");
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        return e;
    }
}
