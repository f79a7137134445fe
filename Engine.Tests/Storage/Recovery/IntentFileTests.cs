using System.Runtime.Versioning;
using Engine.Core.Events;
using Engine.Core.Journal.Intents;
using Engine.Core.Primitives;
using Engine.Native.Storage.Recovery;
using Engine.Tests.EndToEnd.Stage;
using Engine.Tests.Journal;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Storage.Recovery;

[UnsupportedOSPlatform("windows")]
public sealed class IntentFileTests
{
    [Fact]
    [Pitfall("T01")]
    public void What_is_written_stands_in_the_file_without_any_call()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db.intents");
        using IntentFile file = IntentFile.Create(path, IntentLogs.Origin);
        Append(file.Log, 1);
        IntentScan scan = IntentFile.Read(path)!; // the file is still open, and nothing was flushed
        Assert.Equal(IntentLogs.Label(Side.Buy, 1), Assert.Single(scan.Left).Label);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_file_of_an_earlier_session_is_read_and_then_begun_anew()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.db.intents");
        Assert.Null(IntentFile.Read(path));
        using (IntentFile file = IntentFile.Create(path, IntentLogs.Origin))
            Append(file.Log, 1);
        Assert.Single(IntentFile.Read(path)!.Left);
        using (IntentFile.Create(path, IntentLogs.Origin with { SessionId = 5, Instruments = ["BTC-PERPETUAL"] }))
            Assert.Equal(IntentLayout.SizeBytes(1), new FileInfo(path).Length);
        Assert.Empty(IntentFile.Read(path)!.Left);
        Assert.Equal(5, IntentFile.Read(path)!.Origin.SessionId);
    }

    [Fact]
    public void What_is_no_intent_log_is_named_and_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("t.db.intents", new string('x', 9_000));
        var e = Assert.Throws<IOException>(() => IntentFile.Read(path));
        Assert.StartsWith($"{path}: is no intent log", e.Message, StringComparison.Ordinal);
        Assert.Contains("move it away", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_named()
    {
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Root, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        string path = folder.PathOf("t.db.intents");
        UnprivilegedThread.Run(() =>
        {
            var e = Assert.Throws<IOException>(() => IntentFile.Create(path, IntentLogs.Origin));
            Assert.StartsWith($"{path}: the intent log cannot be made (", e.Message, StringComparison.Ordinal);
        });
        File.SetUnixFileMode(folder.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void A_full_disk_is_told_at_the_start_and_never_by_a_signal_later()
    {
        using var folder = new TemporaryFolder();
        using SmallDisk disk = new(folder, "64k");
        string path = disk.PathOf("t.db.intents");
        using (IntentFile file = IntentFile.Create(path, IntentLogs.Origin))
        {
            disk.Fill();
            for (int i = 1; i <= 100; i++)
                Append(file.Log, i); // to a page that was not there this would be the process's end
            Assert.Single(IntentFile.Read(path)!.Left);
        }

        using (IntentFile.Create(path, IntentLogs.Origin))
            Assert.Empty(IntentFile.Read(path)!.Left); // the room it has it keeps
        var e = Assert.Throws<IOException>(() => IntentFile.Create(disk.PathOf("other.db.intents"), IntentLogs.Origin));
        Assert.StartsWith($"{disk.PathOf("other.db.intents")}: the intent log cannot be made (No space left on device (ENOSPC))", e.Message, StringComparison.Ordinal);
        Assert.Contains("Free some space", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ext4", true)]
    [InlineData("xfs", true)]
    [InlineData("tmpfs", true)]
    [InlineData("", true)]
    [InlineData("btrfs", false)] // writes a block anew elsewhere, where there may be no room
    [InlineData("zfs", false)]
    [InlineData("nfs", false)]
    public void The_log_lies_beside_its_database_where_the_file_system_keeps_the_room_it_gave(string fileSystem, bool isSafe) =>
        Assert.Equal(isSafe, IntentPlace.IsSafe(fileSystem));

    private static void Append(IntentLog log, int generation)
    {
        OrderLabel label = IntentLogs.Label(Side.Buy, generation);
        log.Append(
            new OrderIntent { Kind = IntentKind.Place, Side = label.Side, Label = label, RequestId = generation, Price = new Price(200_000), Amount = new Size(1) },
            IntentLogs.Instruments[0], isSlots: true);
    }
}
