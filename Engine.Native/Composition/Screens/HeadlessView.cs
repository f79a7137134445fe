using Engine.Native.Composition.Paper;
using Engine.Native.Status;
using Engine.Native.Status.Blocks;
using Engine.Native.Status.View;

namespace Engine.Native.Composition.Screens;

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
        Show(_line.Format(in _hot, in _journal));
    }

    /// <summary>Shows the cursor, leaves the alternate screen, ends colours: what a live view that was killed has left undone.</summary>
    public void RestoreTerminal() => Show("\x1b[?25h\x1b[?1049l\x1b[0m"u8);

    public void Dispose() => _reader?.Dispose();

    private void Show(ReadOnlySpan<byte> text)
    {
        try
        {
            _stream.Write(text);
        }
        catch (Exception e) when (CarelessWriter.IsUntold(e))
        {
            // Whoever read the lines has gone; trading goes on.
        }
    }
}
