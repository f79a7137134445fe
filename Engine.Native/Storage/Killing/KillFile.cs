using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Engine.Core.Risk.Killing;
using Engine.Native.Linux;
using Engine.Native.Linux.Files;
using Engine.Native.Storage.Sqlite;

namespace Engine.Native.Storage.Killing;

/// <summary>
/// The kill switch's file beside a database: of fixed size, its room taken before trading begins, and then overwritten in place, by one
/// system call that leaves it to the kernel. So a full disk cannot keep the switch from latching, and a killed process leaves it as it
/// stood. A thread of its own makes that call, since a disk may hang: see <see cref="KillWriter"/>. It is not mapped: whoever truncates a
/// mapped file kills the process that next touches it. Whoever holds the database's lock is the only one to use it.
/// </summary>
public sealed unsafe class KillFile : IKillStore, IDisposable
{
    /// <summary>What the name of a file that was no switch ends with, once another was made in its place.</summary>
    internal const string KeptSuffix = ".unreadable";

    private readonly FileStream _stream;
    private readonly KillRecord* _record;
    private readonly KillWriter _writer;
    private readonly Lock _storing = new(); // what is stored last is what stood last

    private KillFile(string path, FileStream stream, in KillRecord record, int sessionId)
    {
        Path = path;
        _stream = stream;
        _record = (KillRecord*)NativeMemory.AllocZeroed(KillRecord.SizeBytes); // never freed: see Dispose
        *_record = record;
        Latch = new KillLatch((nint)_record, Environment.ProcessId, sessionId, this);
        _writer = new KillWriter(Latch, TryStore);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The switch in it.</summary>
    public KillLatch Latch { get; }

    /// <summary>The file of a database.</summary>
    public static string PathOf(string database) => BesideDatabase.PathOf(database, ".kill");

    /// <summary>What stands in a database's file; armed where there is none. Throws <see cref="IOException"/> naming the file when it is something else.</summary>
    public static KillRecord Read(string database)
    {
        return Look(database, out KillRecord record) != KillFileContent.Foreign
            ? record
            : throw new IOException($"{PathOf(database)}: this is no kill switch of an engine, so that nobody can tell whether it is latched");
    }

    /// <summary>
    /// What a database's file is, and what stands in it where that is a switch. A blank one is no proof of anything: its process may have
    /// been killed before it had begun to trade, or somebody emptied it.
    /// </summary>
    internal static KillFileContent Look(string database, out KillRecord record)
    {
        string path = PathOf(database);
        record = default;
        try
        {
            if (FileIdentity.IsNoFile(path))
                throw new IOException($"{path}: this is no regular file, so that nobody can tell whether the kill switch is latched: move it away");
            if (!File.Exists(path))
                return KillFileContent.Missing;
            byte[] bytes = File.ReadAllBytes(path);
            if (!bytes.AsSpan().ContainsAnyExcept((byte)0) && bytes.Length is 0 or KillRecord.SizeBytes)
                return KillFileContent.Blank;
            KillRecord read = bytes.Length == KillRecord.SizeBytes ? MemoryMarshal.Read<KillRecord>(bytes) : default;
            if (read.Magic != KillRecord.ExpectedMagic)
                return KillFileContent.Foreign;
            record = read;
            return KillFileContent.Switch;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path}: the kill switch cannot be read ({e.Message}); make it readable for this user", e);
        }
    }

    /// <summary>
    /// Makes the file or takes over what is there; false where it is latched, which it may have been since it was last looked at: so the
    /// caller holds the database's lock. Throws <see cref="IOException"/> naming the file and the cause.
    /// </summary>
    public static bool TryArm(string database, int sessionId, [NotNullWhen(true)] out KillFile? file, out KillRecord record)
    {
        record = Read(database);
        file = record.State == LatchState.Armed ? Make(PathOf(database), record, sessionId) : null;
        return file is not null;
    }

    /// <summary>The same for who has seen that it is not latched and has held the lock since.</summary>
    public static KillFile Arm(string database, int sessionId) => TryArm(database, sessionId, out KillFile? file, out KillRecord record)
        ? file
        : throw new IOException($"{PathOf(database)}: the kill switch is {KillWords.Of(record)}");

    /// <summary>
    /// Arms a latched switch again, in place, or makes one that says it was cleared: the operator's word. What was no switch is kept beside
    /// it. The caller holds the database's lock.
    /// </summary>
    public static void Clear(string database, long nowNs)
    {
        string path = PathOf(database);
        if (Look(database, out KillRecord record) == KillFileContent.Foreign)
            File.Move(path, path + KeptSuffix, overwrite: true);
        (record.Magic, record.State, record.ClearedNs) = (KillRecord.ExpectedMagic, LatchState.Armed, nowNs);
        using FileStream stream = PrivateFile.Open(path, FileMode.OpenOrCreate);
        stream.Write(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref record, 1)));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Starts the thread that tells of the switch and stores it once it latches, or has latched; it inherits the caller's processors.</summary>
    public void BeginStoring(Action<KillRecord>? tell = null) => _writer.Start(tell);

    /// <inheritdoc/>
    public void Ask() => _writer.Wake();

    /// <inheritdoc/>
    public void Store() => TryStore();

    /// <summary>
    /// Brings the file to the disk, for a machine that may lose its power. Waits for the disk: not for the hot thread. False with the
    /// problem where the file cannot be written: the database tells of the latch as well.
    /// </summary>
    public bool TryFlush(out string problem)
    {
        problem = "";
        try
        {
            lock (_storing)
            {
                RandomAccess.Write(_stream.SafeFileHandle, Bytes, 0);
                _stream.Flush(flushToDisk: true);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            problem = $"{Path}: the kill switch could not be stored ({e.Message})";
            return false;
        }
    }

    /// <summary>Closes the file. The record's memory stays until the process ends, so that a thread which did not stop in time writes nowhere else.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }

    private ReadOnlySpan<byte> Bytes => new(_record, KillRecord.SizeBytes);

    /// <summary>What fails here is tried again, and told at the end: see <see cref="TryFlush"/>. The latch holds in this process.</summary>
    private bool TryStore()
    {
        try
        {
            lock (_storing)
                RandomAccess.Write(_stream.SafeFileHandle, Bytes, 0);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static KillFile Make(string path, KillRecord record, int sessionId)
    {
        FileStream? stream = null;
        try
        {
            stream = PrivateFile.Open(path, FileMode.OpenOrCreate);
            int errno = FileSpace.Take(stream.SafeFileHandle, KillRecord.SizeBytes);
            if (errno != 0)
                throw new IOException(Errno.Describe(errno));
            record.Magic = KillRecord.ExpectedMagic;
            stream.Write(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref record, 1)));
            stream.Flush(flushToDisk: true);
            return new KillFile(path, stream, in record, sessionId);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            stream?.Dispose();
            throw new IOException($"{path}: the kill switch cannot be made ({e.Message}); free some space, make its directory writable, or choose another database with --db", e);
        }
    }
}
