using System.IO.MemoryMappedFiles;
using Engine.Native.Linux.Files;
using Engine.Native.Status.Blocks;

namespace Engine.Native.Status;

/// <summary>
/// The trading process's side of the status file. Each write is a copy into mapped memory: no system call, no allocation, no
/// waiting. The file is made by the constructor, marked by <see cref="End"/> and removed by <see cref="Dispose"/>.
/// </summary>
public sealed class StatusWriter : IDisposable
{
    private readonly StatusMapping _mapping;

    /// <summary>
    /// Makes the file, readable by this user only, and writes its header. Throws <see cref="IOException"/> naming the file when
    /// it cannot be made. Put it on memory (<see cref="StatusFiles.Create()"/>): on a disk, the kernel's writing back would stall
    /// the writers.
    /// </summary>
    public StatusWriter(string path, StatusOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        Path = path;
        _mapping = Map(path);
        ref StatusHeader header = ref _mapping.Page.Header;
        header.Version = StatusHeader.ExpectedVersion;
        header.PageBytes = StatusPage.SizeBytes;
        header.ProcessId = Environment.ProcessId;
        header.ProcessStartTicks = ProcessMark.StartTicks(Environment.ProcessId);
        header.StartedNs = origin.StartedNs;
        StatusText.Write(header.ProgramVersion, origin.Version);
        StatusText.Write(header.Environment, origin.Environment);
        StatusText.Write(header.Url, origin.Url);
        StatusText.Write(header.Database, origin.Database);
        Volatile.Write(ref header.Magic, StatusHeader.ExpectedMagic);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Replaces the hot block. Hot thread only.</summary>
    public void WriteHot(in HotStatus status)
    {
        ref StatusPage page = ref _mapping.Page;
        VersionedBlock.Write(ref page.HotVersion, ref page.Hot, in status);
    }

    /// <summary>Replaces the journal's block. Journal thread only.</summary>
    public void WriteJournal(in JournalStatus status)
    {
        ref StatusPage page = ref _mapping.Page;
        VersionedBlock.Write(ref page.JournalVersion, ref page.Journal, in status);
    }

    /// <summary>Marks the page as the last of a session that ended by itself. Readers that hold it show its totals.</summary>
    public void End(long endedNs, int exitCode)
    {
        ref StatusHeader header = ref _mapping.Page.Header;
        header.ExitCode = exitCode;
        Volatile.Write(ref header.EndedNs, endedNs);
    }

    /// <summary>Removes the file. The memory stays until the process ends, so that a thread which did not stop in time writes nowhere else.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // On a disk that has failed it stays, marked as the page of a session that has ended.
        }
    }

    private static StatusMapping Map(string path)
    {
        try
        {
            File.Delete(path);
            var stream = PrivateFile.Open(path, FileMode.CreateNew);

            // Written, not only sized: a full disk shows here, and not as a fault on the hot thread's first touch.
            stream.Write(new byte[StatusPage.SizeBytes]);
            stream.Flush();
            return new StatusMapping(stream, MemoryMappedFileAccess.ReadWrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path}: the status file cannot be made ({e.Message}); choose another with status.path in the configuration", e);
        }
    }
}
