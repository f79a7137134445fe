using System.IO.MemoryMappedFiles;
using Engine.Native.Linux.Files;
using Engine.Native.Status.Blocks;

namespace Engine.Native.Status;

/// <summary>Another process's side of the status file: copies blocks out, and tells whether the writer still lives.</summary>
public sealed class StatusReader : IDisposable
{
    private const int Attempts = 1_000;

    private readonly StatusMapping _mapping;

    private StatusReader(StatusMapping mapping) => _mapping = mapping;

    /// <summary>Opens a file; false with the reason, naming the file, when it is not there or not a status file of this version.</summary>
    public static bool TryOpen(string path, out StatusReader? reader, out string reason)
    {
        reader = null;
        try
        {
            if (FileIdentity.IsNoFile(path) && !Directory.Exists(path))
                throw new IOException("it is no regular file");
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length != StatusPage.SizeBytes)
            {
                stream.Dispose();
                reason = $"{path}: not a status file of this version ({StatusPage.SizeBytes} bytes expected)";
                return false;
            }

            reader = new StatusReader(new StatusMapping(stream, MemoryMappedFileAccess.Read));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reason = Unusable(path, e);
            return false;
        }

        if (reader.IsValid(path, out reason))
            return true;
        reader.Dispose();
        reader = null;
        return false;
    }

    /// <summary>The header.</summary>
    public StatusHeader Header => _mapping.Page.Header;

    /// <summary>Whether the session ended by itself.</summary>
    public bool IsEnded => Volatile.Read(ref _mapping.Page.Header.EndedNs) != 0;

    /// <summary>Whether the trading process still lives.</summary>
    public bool IsAlive => ProcessMark.IsAlive(_mapping.Page.Header.ProcessId, _mapping.Page.Header.ProcessStartTicks);

    /// <summary>Copies the hot block; false when the writer stopped in the middle of one (it was killed or is halted).</summary>
    public bool TryReadHot(out HotStatus status)
    {
        ref StatusPage page = ref _mapping.Page;
        return TryRead(ref page.HotVersion, ref page.Hot, out status);
    }

    /// <summary>Copies the journal's block; false when the writer stopped in the middle of one.</summary>
    public bool TryReadJournal(out JournalStatus status)
    {
        ref StatusPage page = ref _mapping.Page;
        return TryRead(ref page.JournalVersion, ref page.Journal, out status);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _mapping.Dispose();

    private static bool TryRead<T>(ref long version, ref T block, out T value)
        where T : unmanaged
    {
        for (int i = 0; i < Attempts; i++)
        {
            if (VersionedBlock.TryRead(ref version, ref block, out value))
                return true;
            Thread.Yield();
        }

        value = default;
        return false;
    }

    private static string Unusable(string path, Exception e) =>
        Directory.Exists(path) ? $"{path}: a directory, not a session's status file"
        : !File.Exists(path) ? $"{path}: no such file; a status file is gone once its session has ended (`engine watch` finds those that run)"
        : e is UnauthorizedAccessException ? $"{path}: cannot be read by this user; use the session's, or root"
        : $"{path}: cannot be read ({e.Message})";

    private bool IsValid(string path, out string reason)
    {
        ref StatusHeader header = ref _mapping.Page.Header;
        bool isReady = Volatile.Read(ref header.Magic) == StatusHeader.ExpectedMagic;
        reason = isReady switch
        {
            false => $"{path}: not a status file, or not yet ready",
            true when header.Version != StatusHeader.ExpectedVersion || header.PageBytes != StatusPage.SizeBytes =>
                $"{path}: status version {header.Version}, and this program reads version {StatusHeader.ExpectedVersion}",
            _ => "",
        };
        return reason.Length == 0;
    }
}
