using Engine.Native.Status;
using Engine.Native.Status.Blocks;
using Engine.Native.Status.View;

namespace Engine.Native.Composition;

/// <summary>The plain status line of a session without a live view, read from the status file like any other reader does.</summary>
internal sealed class HeadlessView : IDisposable
{
    private readonly StatusReader? _reader;
    private readonly HeadlessLine _line = new();
    private readonly Stream _stream;
    private HotStatus _hot;
    private JournalStatus _journal;

    public HeadlessView(string statusPath, Stream stream)
    {
        _stream = stream;
        if (!StatusReader.TryOpen(statusPath, out _reader, out string reason))
            throw new IOException(reason);
    }

    public void Print()
    {
        if (!_reader!.TryReadHot(out _hot) || !_reader.TryReadJournal(out _journal) || _hot.WallNs == 0)
            return;
        try
        {
            _line.WriteTo(_stream, in _hot, in _journal);
        }
        catch (IOException)
        {
            // Whoever read the lines has gone; trading goes on.
        }
    }

    public void Dispose() => _reader?.Dispose();
}
