using System.Diagnostics;
using System.Runtime.InteropServices;
using Engine.Native.Status;
using Engine.Native.Status.Blocks;
using Xunit;

namespace Engine.Tests.Status;

public sealed class StatusFileTests
{
    [Fact]
    public void A_reader_sees_what_was_written()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.status");
        using var writer = new StatusWriter(path, StatusSamples.Origin);
        Assert.True(StatusReader.TryOpen(path, out StatusReader? reader, out string reason), reason);
        using (reader)
        {
            var hot = new HotStatus { WallNs = 5, InstrumentCount = 1 };
            hot.Instruments[7].Position = -3;
            writer.WriteHot(in hot);
            writer.WriteJournal(new JournalStatus { Fills = 9 });
            Assert.True(reader!.TryReadHot(out HotStatus seen));
            Assert.Equal((5, -3), (seen.WallNs, seen.Instruments[7].Position));
            Assert.True(reader.TryReadJournal(out JournalStatus journal));
            Assert.Equal(9, journal.Fills);
            StatusHeader header = reader.Header;
            Assert.Equal("paper.db", StatusText.ToText(header.Database));
            Assert.Equal("paper", StatusText.ToText(header.Environment));
            Assert.True(reader.IsAlive);
            Assert.False(reader.IsEnded);
        }
    }

    [Fact]
    public void An_ended_page_is_told_though_its_file_is_gone()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.status");
        var writer = new StatusWriter(path, StatusSamples.Origin);
        Assert.True(StatusReader.TryOpen(path, out StatusReader? reader, out string reason), reason);
        writer.WriteJournal(new JournalStatus { Fills = 9 });
        writer.End(77, 3);
        writer.Dispose();
        Assert.False(File.Exists(path));
        Assert.True(reader!.IsEnded);
        Assert.Equal((77, 3), (reader.Header.EndedNs, reader.Header.ExitCode));
        Assert.True(reader.TryReadJournal(out JournalStatus journal));
        Assert.Equal(9, journal.Fills);
        reader.Dispose();
    }

    [Fact]
    public void What_is_not_a_status_file_of_this_version_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        Refused(folder.PathOf("none"), "none");
        File.WriteAllText(folder.PathOf("short"), "x");
        Refused(folder.PathOf("short"), "not a status file");
        File.WriteAllBytes(folder.PathOf("zero"), new byte[StatusPage.SizeBytes]);
        Refused(folder.PathOf("zero"), "not yet ready");
        foreach (int version in (int[])[2, 4])
        {
            byte[] other = new byte[StatusPage.SizeBytes];
            MemoryMarshal.Write(other, new StatusHeader { Magic = StatusHeader.ExpectedMagic, Version = version, PageBytes = StatusPage.SizeBytes });
            File.WriteAllBytes(folder.PathOf("other"), other);
            Refused(folder.PathOf("other"), $"status version {version}");
        }

        var e = Assert.Throws<IOException>(() => new StatusWriter(folder.PathOf("no/dir.status"), StatusSamples.Origin));
        Assert.Contains(folder.PathOf("no/dir.status"), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_whose_process_is_gone_or_was_replaced_is_not_alive()
    {
        using Process gone = Process.Start(new ProcessStartInfo("/bin/true"))!;
        gone.WaitForExit();
        Assert.False(ProcessMark.IsAlive(gone.Id, 0));
        int self = Environment.ProcessId;
        long start = ProcessMark.StartTicks(self);
        Assert.True(start > 0);
        Assert.True(ProcessMark.IsAlive(self, start));
        Assert.False(ProcessMark.IsAlive(self, start - 1));
    }

    [Fact]
    public void A_writer_killed_in_the_middle_of_a_block_does_not_hang_its_reader()
    {
        long version = 1;
        var block = default(JournalStatus);
        Assert.False(VersionedBlock.TryRead(ref version, ref block, out _));
    }

    [Fact]
    public void No_reader_sees_half_of_a_block_while_it_is_written()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("t.status");
        using var writer = new StatusWriter(path, StatusSamples.Origin);
        Assert.True(StatusReader.TryOpen(path, out StatusReader? reader, out string reason), reason);
        using StatusReader open = reader!;
        bool stop = false;
        var thread = new Thread(() =>
        {
            HotStatus status = default;
            for (long i = 1; !Volatile.Read(ref stop); i++)
            {
                MemoryMarshal.Cast<HotStatus, long>(new Span<HotStatus>(ref status)).Fill(i);
                writer.WriteHot(in status);
            }
        });
        thread.Start();
        long last = 0;
        int changes = 0;
        bool torn = false;
        long end = Stopwatch.GetTimestamp() + (10 * Stopwatch.Frequency);
        while (changes < 2_000 && !torn && Stopwatch.GetTimestamp() < end)
        {
            if (!open.TryReadHot(out HotStatus seen))
                continue;
            ReadOnlySpan<long> words = MemoryMarshal.Cast<HotStatus, long>(new ReadOnlySpan<HotStatus>(in seen));
            torn = words.ContainsAnyExcept(words[0]);
            changes += words[0] == last ? 0 : 1;
            last = words[0];
        }

        Volatile.Write(ref stop, true);
        thread.Join();
        Assert.False(torn);
        Assert.True(changes > 10, $"{changes} changes seen");
    }

    [Fact]
    public void The_torn_read_check_would_see_a_plain_copy_torn()
    {
        // The positive control: the same block written and read without the lock.
        var block = new HotStatus[1];
        bool stop = false;
        var thread = new Thread(() =>
        {
            HotStatus status = default;
            for (long i = 1; !Volatile.Read(ref stop); i++)
            {
                MemoryMarshal.Cast<HotStatus, long>(new Span<HotStatus>(ref status)).Fill(i);
                block[0] = status;
            }
        });
        thread.Start();
        bool torn = false;
        long end = Stopwatch.GetTimestamp() + (10 * Stopwatch.Frequency);
        while (!torn && Stopwatch.GetTimestamp() < end)
        {
            HotStatus seen = block[0];
            ReadOnlySpan<long> words = MemoryMarshal.Cast<HotStatus, long>(new ReadOnlySpan<HotStatus>(in seen));
            torn = words.ContainsAnyExcept(words[0]);
        }

        Volatile.Write(ref stop, true);
        thread.Join();
        Assert.True(torn);
    }

    [Fact]
    public void Writing_the_page_allocates_nothing()
    {
        using var folder = new TemporaryFolder();
        using var writer = new StatusWriter(folder.PathOf("t.status"), StatusSamples.Origin);
        var hot = new HotStatus();
        var journal = new JournalStatus();
        writer.WriteHot(in hot);
        writer.WriteJournal(in journal);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            StatusText.Write(hot.Connection, "reconnecting"u8);
            writer.WriteHot(in hot);
            writer.WriteJournal(in journal);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Text_is_cut_between_characters_and_padded_with_zeros()
    {
        Text16 field = default;
        StatusText.Write(field, "0123456789abcdé!"u8);
        Assert.Equal("0123456789abcdé", StatusText.ToText(field));
        StatusText.Write(field, "0123456789abcdeé"u8);
        Assert.Equal("0123456789abcde", StatusText.ToText(field));
        StatusText.Write(field, "0123456789abcdeé".AsSpan());
        Assert.Equal("0123456789abcde", StatusText.ToText(field));
        StatusText.Write(field, "short"u8);
        Assert.Equal("short", StatusText.ToText(field));
    }

    private static void Refused(string path, string reason)
    {
        Assert.False(StatusReader.TryOpen(path, out StatusReader? reader, out string told));
        Assert.Null(reader);
        Assert.Contains(path, told, StringComparison.Ordinal);
        Assert.Contains(reason, told, StringComparison.Ordinal);
    }
}
