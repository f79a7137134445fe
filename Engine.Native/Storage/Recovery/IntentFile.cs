using System.IO.MemoryMappedFiles;
using Engine.Core.Journal.Intents;
using Engine.Native.Linux;
using Engine.Native.Linux.Files;

namespace Engine.Native.Storage.Recovery;

/// <summary>
/// The intent log's file, mapped: the kernel keeps what was written when the process is killed. All of it is there before the first
/// intent, so that no write can meet a full disk, which the kernel could only tell by a signal that ends the process. Whoever
/// holds the database's lock is the only one to use it.
/// </summary>
public sealed unsafe class IntentFile : IDisposable
{
    private readonly MemoryMappedFile _file;

    private IntentFile(string path, FileStream stream, int bytes, IntentOrigin origin)
    {
        Path = path;
        _file = MemoryMappedFile.CreateFromFile(stream, null, bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        MemoryMappedViewAccessor view = _file.CreateViewAccessor(0, bytes, MemoryMappedFileAccess.ReadWrite);
        byte* address = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref address); // never released: see Dispose
        Log = new IntentLog((nint)address + (nint)view.PointerOffset, bytes, origin);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The log in it.</summary>
    public IntentLog Log { get; }

    /// <summary>
    /// What an earlier session left in a file; null where there is none. Throws <see cref="IOException"/> naming the file when it
    /// cannot be read or holds something else.
    /// </summary>
    public static IntentScan? Read(string path)
    {
        byte[] bytes;
        try
        {
            if (!File.Exists(path))
                return null;
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path}: the intent log cannot be read ({e.Message}); make it readable for this user", e);
        }

        return IntentScan.TryRead(bytes, out IntentScan? scan, out string problem)
            ? scan
            : throw new IOException($"{path}: {problem}; move it away to start with what the database knows (`engine journal --left` lists that)");
    }

    /// <summary>
    /// Makes the file anew, or takes one over, and begins a log in it: what stood there is gone. Throws <see cref="IOException"/>
    /// naming the file and the cause.
    /// </summary>
    public static IntentFile Create(string path, IntentOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        int bytes = IntentLayout.SizeBytes(origin.Instruments.Count);
        FileStream? stream = null;
        try
        {
            stream = PrivateFile.Open(path, FileMode.OpenOrCreate);
            if (stream.Length != bytes)
                stream.SetLength(bytes);
            int errno = FileSpace.Take(stream.SafeFileHandle, bytes);
            if (errno != 0)
                throw new IOException(Errno.Describe(errno));
            stream.Write(new byte[bytes]); // where the call above does nothing, this takes the room
            stream.Flush();
            return new IntentFile(path, stream, bytes, origin);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            stream?.Dispose();
            throw new IOException(
                $"{path}: the intent log cannot be made ({e.Message}); without it a killed session could not tell which orders it left. "
                + "Free some space, make its directory writable, or choose another database with --db", e);
        }
    }

    /// <summary>Closes the file. The memory stays mapped until the process ends, so that a thread which did not stop in time writes nowhere else.</summary>
    public void Dispose() => _file.Dispose();
}
